import type { ChannelFinding } from "../../../src/activity/push-channel.js";
import type { WebhookProbe, ZaloBotApi } from "./api.js";
import { ZaloBotFailure } from "./failure.js";
import { findingWording as say } from "./wording.js";

export interface CheckParts {
  readonly api: ZaloBotApi;
  readonly apiRoot: string;
  /** Where Zalo should bring updates; `undefined`: they are asked for. */
  readonly webhookUrl: string | undefined;
}

const publicRoot = "https://bot-api.zaloplatforms.com";

/** Asks Zalo what it thinks of the bot, the token and the webhook, and lets it call the webhook once. Changes nothing. */
export async function checkZaloBot({ api, apiRoot, webhookUrl }: CheckParts): Promise<ChannelFinding[]> {
  try {
    const { display_name: shown, account_name: account } = await api.getMe();
    const connected: ChannelFinding = { level: "ok", text: say.connected(shown || account) };
    const current = await api.webhookUrl();
    return [connected, ...(webhookUrl === undefined ? pollingFindings(current) : await webhookFindings(current, webhookUrl, { api, apiRoot }))];
  } catch (error) {
    if (!(error instanceof ZaloBotFailure)) throw error;
    return [{ level: "fault", text: error.kind === "token" ? say.tokenRefused : say.noConnection(originOf(apiRoot), error.reason) }];
  }
}

function pollingFindings(current: string): ChannelFinding[] {
  const findings: ChannelFinding[] = [{ level: "warning", text: say.polling }];
  return current === "" ? findings : [...findings, { level: "warning", text: say.webhookWhilePolling(originOf(current)) }];
}

async function webhookFindings(current: string, wanted: string, { api, apiRoot }: Pick<CheckParts, "api" | "apiRoot">): Promise<ChannelFinding[]> {
  if (apiRoot === publicRoot && !isPublic(wanted)) return [{ level: "fault", text: say.badAddress(originOf(wanted)) }];
  if (current === "") return [{ level: "fault", text: say.webhookMissing }];
  if (current !== wanted) return [{ level: "fault", text: say.webhookElsewhere(originOf(current)) }];
  return [{ level: "ok", text: say.webhookSet(originOf(wanted)) }, await probeFinding(api)];
}

async function probeFinding(api: ZaloBotApi): Promise<ChannelFinding> {
  try {
    return findingOf(await api.testWebhook());
  } catch (error) {
    // It is a diagnosis of Zalo's, and not always there.
    if (!(error instanceof ZaloBotFailure)) throw error;
    return { level: "warning", text: error.reason.startsWith("426") ? say.testedEnough : say.unreachable(error.reason) };
  }
}

/** The outcomes as Zalo names them: `webhook.ok`, `webhook.http.403`, `webhook.err.tls` … */
function findingOf({ ok, outcome, status_code: status }: WebhookProbe): ChannelFinding {
  if (ok || outcome === "webhook.ok") return { level: "ok", text: say.webhookAnswers };
  const fault = (text: string): ChannelFinding => ({ level: "fault", text });
  if (status === 401) return fault(say.secretRefused);
  if (outcome === "webhook.http.403") return fault(say.blocked);
  if (outcome === "webhook.http.404") return fault(say.notFound);
  if (outcome === "webhook.http.5xx") return fault(say.serverFailed);
  return fault(say.unreachable(outcome.slice(0, 60)));
}

function isPublic(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return protocol === "https:" && hostname !== "localhost" && !/^(?:127|10|192\.168|172\.(?:1[6-9]|2\d|3[01]))\./u.test(hostname);
}

/** Of another's webhook no more is shown: secrets are often part of the path. */
function originOf(url: string): string {
  return URL.canParse(url) ? new URL(url).origin : url.slice(0, 60);
}
