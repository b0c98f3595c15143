import type { ChannelFinding } from "../../../src/activity/push-channel.js";
import { callServer, NoAnswer } from "../../shared/call-server.js";
import type { FetchParts } from "../../shared/timed-fetch.js";
import type { ZaloOaApi } from "./api.js";
import { ZaloOaFailure } from "./failure.js";
import { webhookPath } from "./webhook.js";
import { findingWording as say } from "./wording.js";

export interface CheckParts {
  readonly api: ZaloOaApi;
  readonly apiRoot: string;
  readonly publicUrl: string | undefined;
  readonly fetchParts: FetchParts;
  /** Whether the tokens are kept within reach: only of the server itself. */
  readonly hasTokens: boolean;
}

const publicRoot = "https://openapi.zalo.me";
const timeoutMs = 10_000;

/** Asks Zalo about the account, where the tokens are at hand, and calls the webhook once without a signature. Changes nothing. */
export async function checkZaloOa(parts: CheckParts): Promise<ChannelFinding[]> {
  const account: ChannelFinding[] = parts.hasTokens ? await accountFindings(parts) : [{ level: "warning", text: say.tokensWithServer }];
  return [...account, await webhookFinding(parts)];
}

async function accountFindings({ api, apiRoot }: CheckParts): Promise<ChannelFinding[]> {
  try {
    const { name, package_name: packageName, is_verified: isVerified } = await api.account();
    const connected: ChannelFinding = { level: "ok", text: say.connected(name, packageName) };
    return isVerified ? [connected] : [connected, { level: "fault", text: say.notVerified }];
  } catch (error) {
    if (!(error instanceof ZaloOaFailure)) throw error;
    const { kind, reason } = error;
    if (kind === "consent" || kind === "token") return [{ level: "fault", text: say.consentNeeded }];
    return [{ level: "fault", text: kind === "configuration" ? say.misconfigured(reason) : say.noConnection(apiRoot, reason) }];
  }
}

async function webhookFinding({ publicUrl, apiRoot, fetchParts }: CheckParts): Promise<ChannelFinding> {
  if (publicUrl === undefined) return { level: "fault", text: say.noAddress };
  if (apiRoot === publicRoot && !isPublic(publicUrl)) return { level: "fault", text: say.badAddress(publicUrl) };
  const url = publicUrl + webhookPath;
  try {
    const { status } = await callServer(url, { method: "POST", headers: { "content-type": "application/json" }, body: "{}", timeoutMs }, fetchParts);
    // What nobody signed is refused: so it is ours that answers.
    if (status === 401) return { level: "ok", text: say.webhookAnswers(url) };
    if (status === 403) return { level: "fault", text: say.blocked(url) };
    return { level: "fault", text: status === 404 ? say.notFound(url) : say.unreachable(url, String(status)) };
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    return { level: "fault", text: say.unreachable(url, error.reason) };
  }
}

function isPublic(url: string): boolean {
  const { protocol, port } = new URL(url);
  return protocol === "https:" && port === "";
}
