import type { ChannelFinding } from "../../src/activity/push-channel.js";
import { networkFailureOf } from "../shared/network-failure.js";
import { timedFetch, type FetchParts } from "../shared/timed-fetch.js";
import { TokenRefusal, type AccessTokens } from "./access-tokens.js";
import { messagesPath, realm } from "./messages-route.js";
import type { SigningKeys } from "./signing-keys.js";
import { findingWording as say } from "./wording.js";

export interface CheckParts extends FetchParts {
  readonly tokens: AccessTokens;
  readonly keys: SigningKeys;
  readonly loginRoot: string;
  readonly keysRoot: string;
  /** Where people and Azure reach the server; `undefined`: nowhere. */
  readonly publicUrl: string | undefined;
}

const endpointTimeoutMs = 5_000;
/** Doubles and servers on the same machine are reached without TLS. */
const isLocal = (address: string): boolean => /^http:\/\/(?:127\.0\.0\.1|localhost)(?::|$)/u.test(address);

/**
 * What Entra's numbers mean for an operator
 * (https://learn.microsoft.com/entra/identity-platform/reference-error-codes).
 */
const refusals: Readonly<Record<number, string>> = {
  7000215: say.wrongSecret,
  7000222: say.expiredSecret,
  90002: say.wrongTenant,
  900021: say.wrongTenant,
  900023: say.wrongTenant,
  700016: say.wrongApp,
};

/** Asks Microsoft whether it knows the bot, and ourselves whether we can be reached. Changes nothing. */
export async function checkAzure(parts: CheckParts): Promise<ChannelFinding[]> {
  return Promise.all([checkCredentials(parts), checkKeys(parts), checkEndpoint(parts)]);
}

async function checkCredentials({ tokens, loginRoot }: CheckParts): Promise<ChannelFinding> {
  try {
    await tokens.get();
    return { level: "ok", text: say.connected };
  } catch (error) {
    if (error instanceof TokenRefusal) return { level: "fault", text: refusals[error.number] ?? say.otherRefusal(error.message) };
    return { level: "fault", text: say.noLogin(loginRoot, (error as Error).message) };
  }
}

async function checkKeys({ keys, keysRoot }: CheckParts): Promise<ChannelFinding> {
  try {
    const { byId } = await keys.ask();
    if (byId.size > 0) return { level: "ok", text: say.keysKnown };
  } catch {
    // The same as no keys.
  }
  return { level: "fault", text: say.noKeys(keysRoot) };
}

async function checkEndpoint({ publicUrl, keysRoot, ...parts }: CheckParts): Promise<ChannelFinding> {
  if (publicUrl === undefined) return { level: "fault", text: say.noPublicUrl(messagesPath) };
  if (!publicUrl.startsWith("https:") && !isLocal(keysRoot)) return { level: "fault", text: say.notHttps(publicUrl) };
  const endpoint = publicUrl + messagesPath;
  try {
    const { status, headers } = await timedFetch(parts, endpointTimeoutMs)(endpoint, { method: "POST" });
    const isOurs = status === 401 && headers.get("www-authenticate") === realm;
    return isOurs ? { level: "ok", text: say.endpointOpen(endpoint) } : { level: "fault", text: say.endpointElsewhere(endpoint, status) };
  } catch (error) {
    return { level: "warning", text: say.endpointSilent(endpoint, networkFailureOf(error).reason) };
  }
}
