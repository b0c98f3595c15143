import type { WebhookInfo } from "grammy/types";
import type { ChannelFinding } from "../../src/activity/push-channel.js";
import type { Apis } from "./api.js";
import { findingWording as say } from "./wording.js";
import { failureOf } from "./failure.js";

export interface CheckParts {
  readonly apis: Apis;
  readonly apiRoot: string;
  /** Where Telegram should bring updates; `undefined`: they are asked for. */
  readonly webhookUrl: string | undefined;
  readonly webhookSecret: string;
  /** In milliseconds since 1970. */
  readonly now: () => number;
}

const publicRoot = "https://api.telegram.org";
/** The only ports at which Telegram calls a webhook. */
const webhookPorts = ["", "443", "80", "88", "8443"];
/** More than this waits only where something is wrong, or too slow. */
const manyUpdates = 50;
/** A failure before that is over, if there was none since. */
const recentMs = 60 * 60 * 1000;

/** Asks Telegram what it thinks of the bot, the token and the webhook. Changes nothing. */
export async function checkTelegram(parts: CheckParts): Promise<ChannelFinding[]> {
  const { apis } = parts;
  try {
    const me = await apis.calls.getMe();
    const findings: ChannelFinding[] = [{ level: "ok", text: say.connected(me.username) }];
    if (me.can_read_all_group_messages) findings.push({ level: "warning", text: say.readsGroups });
    const info = await apis.calls.getWebhookInfo();
    return [...findings, ...(parts.webhookUrl === undefined ? pollingFindings(info) : webhookFindings(info, parts.webhookUrl, parts))];
  } catch (error) {
    const { kind, reason } = failureOf(error);
    return [{ level: "fault", text: kind === "token" ? say.tokenRefused : say.noConnection(originOf(parts.apiRoot), reason) }];
  }
}

function pollingFindings({ url = "", pending_update_count: waiting }: WebhookInfo): ChannelFinding[] {
  const findings: ChannelFinding[] = [{ level: "ok", text: say.polling }];
  if (url !== "") findings.push({ level: "warning", text: say.webhookWhilePolling(originOf(url)) });
  if (waiting > manyUpdates) findings.push({ level: "warning", text: say.manyWaiting(waiting) });
  return findings;
}

function webhookFindings(info: WebhookInfo, wanted: string, { apiRoot, webhookSecret, now }: CheckParts): ChannelFinding[] {
  const findings: ChannelFinding[] = [];
  const fault = (text: string): void => void findings.push({ level: "fault", text });
  if (apiRoot.startsWith(publicRoot) && !isReachableAddress(wanted)) fault(say.badAddress(originOf(wanted)));
  if (!/^[\w-]{1,256}$/.test(webhookSecret)) fault(say.badSecret);
  if (!info.url) fault(say.webhookMissing);
  else if (info.url !== wanted) fault(say.webhookElsewhere(originOf(info.url)));
  else findings.push({ level: "ok", text: say.webhookSet(originOf(wanted)) });
  const { pending_update_count: waiting, last_error_date: at, last_error_message: message } = info;
  if (waiting > manyUpdates) findings.push({ level: "warning", text: say.manyWaiting(waiting) });
  if (at !== undefined && now() - at * 1000 < recentMs)
    findings.push({ level: "warning", text: lastErrorText(message ?? "", Math.round((now() / 1000 - at) / 60)) });
  return findings;
}

function lastErrorText(message: string, minutesAgo: number): string {
  if (/\b401\b/u.test(message)) return say.secretRefused(minutesAgo);
  if (/\b404\b/u.test(message)) return say.webhookNotFound(minutesAgo);
  if (/\b5\d\d\b/u.test(message)) return say.serverFailed(minutesAgo);
  if (/ssl|certificate/iu.test(message)) return say.badCertificate(minutesAgo);
  if (/timed? ?out|timeout/iu.test(message)) return say.timedOut(minutesAgo);
  return say.lastError(message.slice(0, 200), minutesAgo);
}

function isReachableAddress(url: string): boolean {
  const { protocol, port } = new URL(url);
  return protocol === "https:" && webhookPorts.includes(port);
}

/** Of another's webhook no more is shown: secrets are often part of the path. */
function originOf(url: string): string {
  return URL.canParse(url) ? new URL(url).origin : url.slice(0, 60);
}
