import type { OutboundUrlPolicy } from "@microsoft/agents-hosting";

/** Where Microsoft's channels take messages: Teams everywhere, Teams of governments, and all others. */
const microsoftHosts = ["smba.trafficmanager.net", "teams.microsoft.com", "botframework.com"];

/**
 * To which addresses the bot's token and words may go. A serviceUrl comes from outside, and whoever could choose it would
 * be sent both.
 */
export class ServiceAddresses implements OutboundUrlPolicy {
  readonly enabled = true;
  readonly #origins: ReadonlySet<string>;

  /** @param origins that are allowed besides Microsoft's */
  constructor(origins: readonly string[]) {
    this.#origins = new Set(origins);
  }

  isAllowed(address: string | URL | null | undefined): boolean {
    if (!address || !URL.canParse(String(address))) return false;
    const { protocol, hostname, port, origin, username, password, search, hash } = new URL(String(address));
    if (username !== "" || password !== "" || search !== "" || hash !== "") return false;
    if (this.#origins.has(origin)) return true;
    return protocol === "https:" && port === "" && microsoftHosts.some((host) => hostname === host || hostname.endsWith(`.${host}`));
  }
}
