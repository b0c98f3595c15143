import { GrammyError, HttpError } from "grammy";
import { CodedError } from "../../src/errors.js";
import type { ReadFailure } from "../shared/keep-trying.js";
import { networkFailureOf } from "../shared/network-failure.js";

/** Why a call of Telegram's API failed, as far as it matters for what to do next. */
export type FailureKind =
  /** A quota, a fault of its own, no connection: the same call may succeed later. */
  | "later"
  /** The token is not, or no more, that of a bot. */
  | "token"
  /** Somebody else asks for the bot's news, or a webhook is set. */
  | "conflict"
  /** The person has blocked the bot, or the group has put it out. */
  | "blocked"
  /** The person, or the group, can be written to no more. */
  | "unreachable"
  /** The group has become a supergroup, with another number. */
  | "moved"
  /** The markup cannot be read. */
  | "markup"
  /** It will never be taken. */
  | "refused";

export interface Failure {
  readonly kind: FailureKind;
  /** In Telegram's words, without the token or any text of ours. */
  readonly reason: string;
  /** How long Telegram asked to wait. */
  readonly afterMs?: number;
  /** Too much was sent: to this chat, or by the bot altogether. */
  readonly isQuota?: true;
  /** No answer of Telegram's came, so it may have done it all the same. */
  readonly isUncertain?: true;
  /** The number that the group has now. */
  readonly movedTo?: string;
}

/** 400s that mean that nobody will read what is sent there. 403 always means it. */
const unreachable =
  /chat not found|user not found|peer_id_invalid|have no rights|not enough rights|chat_write_forbidden|chat_restricted|thread not found|topic_closed|topic_deleted|group chat was deactivated/iu;
const maxReasonLength = 160;

/** What anything thrown by a call means. */
export function failureOf(error: unknown): Failure {
  if (error instanceof HttpError) return networkFailure(error.error);
  // Not in the form of the Bot API: a proxy in between, or a fault.
  if (!(error instanceof GrammyError) || !Number.isInteger(error.error_code)) return strange;
  const { error_code: code, description, parameters } = error;
  const reason = `${code} ${readable(description)}`;
  if (code === 429) return { kind: "later", reason, isQuota: true, ...(parameters.retry_after !== undefined && { afterMs: parameters.retry_after * 1000 }) };
  if (code === 401 || code === 404) return { kind: "token", reason };
  if (code === 403) return { kind: "blocked", reason };
  if (code === 409) return { kind: "conflict", reason };
  if (code !== 400) return { kind: "later", reason };
  if (parameters.migrate_to_chat_id !== undefined) return { kind: "moved", reason, movedTo: String(parameters.migrate_to_chat_id) };
  if (/can't parse entities/iu.test(description)) return { kind: "markup", reason: "400 can't parse entities" };
  return { kind: unreachable.test(description) ? "unreachable" : "refused", reason };
}

/** For the operator's log: grammY's own errors carry what was to be sent. */
export function faultOf(method: string, { kind, reason }: Failure): CodedError {
  const detail = `${method}: ${reason}`;
  if (kind === "token") return new CodedError("telegram_token_refused", detail);
  if (kind === "conflict") return new CodedError("telegram_polled_elsewhere", detail);
  return new CodedError("telegram_call_failed", detail);
}

/** The same for `keepTrying`. */
export function readFailure(method: string): (error: unknown) => ReadFailure {
  return (error) => {
    const failure = failureOf(error);
    return { fault: faultOf(method, failure), afterMs: failure.afterMs };
  };
}

/** Some descriptions quote what was sent, behind a colon or in quotation marks. */
function readable(description: unknown): string {
  const text = String(description).replace(/^(?:Bad Request|Forbidden|Unauthorized|Conflict|Too Many Requests): /u, "");
  return text.replace(/["“'].*$/su, "…").slice(0, maxReasonLength);
}

const strange: Failure = { kind: "later", reason: "not an answer of the Bot API", isUncertain: true };
function networkFailure(error: unknown): Failure {
  if (error instanceof SyntaxError) return strange;
  const { reason, isUncertain } = networkFailureOf(error);
  return { kind: "later", reason, ...(isUncertain && { isUncertain }) };
}
