import { HttpError } from "@microsoft/agents-hosting";
import { CodedError } from "../../src/errors.js";
import { networkFailureOf } from "../shared/network-failure.js";
import { TokenRefusal, TokenTrouble } from "./access-tokens.js";

/** Why a call of Microsoft's servers failed, as far as it matters for what to do next. */
export type FailureKind =
  /** A quota, a fault of its own, no connection: the same call may succeed later. */
  | "later"
  /** The bot's id, secret or tenant is wrong, or the bot is not registered. */
  | "credentials"
  /** The person has blocked the bot or taken it out. */
  | "blocked"
  /** The person, or the group, can be written to no more. */
  | "unreachable"
  /** It will never be taken. */
  | "refused";

export interface Failure {
  readonly kind: FailureKind;
  /** The status and the server's name of the fault: its messages may quote what was sent. */
  readonly reason: string;
  /** How long the server asked to wait. */
  readonly afterMs?: number;
  /** No answer came that can be read, so it may have done it all the same. */
  readonly isUncertain?: true;
}

/** An answer that is none of the Bot Connector's, though its status says that all is well: something in between wrote it. */
export class StrangeAnswer extends Error {
  override readonly name = "StrangeAnswer";
}

/**
 * 403s and 404s by which Teams says that nobody reads it, until they write again
 * (https://learn.microsoft.com/microsoftteams/platform/bots/build-conversational-capability, "Status codes").
 */
const blocked = new Set(["BotNotInConversationRoster", "ConversationBlockedByUser"]);
const unreachable = new Set(["BotDisabledByAdmin", "ConversationNotFound", "ForbiddenOperationException", "MessageWritesBlocked"]);
/** Statuses other than 5xx after which Teams wants the same message again. */
const transient = new Set([408, 412, 425, 429]);

/** What anything thrown by a call means. */
export function failureOf(error: unknown): Failure {
  if (error instanceof TokenRefusal) return { kind: "credentials", reason: error.message };
  if (error instanceof TokenTrouble) return { kind: "later", reason: `no token: ${error.message}` };
  if (error instanceof StrangeAnswer) return { kind: "later", reason: "not an answer of the Bot Connector", isUncertain: true };
  if (!(error instanceof HttpError)) return networkFailure(error);
  const { status, response } = error;
  const code = codeIn(response.data);
  const reason = [status, code].filter((part) => part !== "").join(" ");
  if (status === 401) return { kind: "credentials", reason };
  if (transient.has(status) || status >= 500) return { kind: "later", reason, ...waitIn(response.headers) };
  if (blocked.has(code)) return { kind: "blocked", reason };
  if (unreachable.has(code)) return { kind: "unreachable", reason };
  // A page of something in between says nothing of the person.
  if (code === "") return { kind: "later", reason: `${status}, not an answer of the Bot Connector` };
  return { kind: "refused", reason };
}

/** For the operator's log: the SDK's own errors carry what was to be sent. */
export function faultOf(call: string, { kind, reason }: Failure): CodedError {
  return new CodedError(kind === "credentials" ? "azure_credentials_refused" : "azure_call_failed", `${call}: ${reason}`);
}

function networkFailure(error: unknown): Failure {
  const { reason, isUncertain } = networkFailureOf(error);
  return { kind: "later", reason, ...(isUncertain && { isUncertain }) };
}

/** As in `{"error":{"code":"ConversationBlockedByUser","message":"…"}}`. */
function codeIn(body: unknown): string {
  const code = (body as { error?: { code?: unknown } } | null | undefined)?.error?.code;
  return typeof code === "string" && /^[\w ]{1,60}$/u.test(code) ? code : "";
}

/** `Retry-After` in seconds; a date is none that a waiting delivery needs. */
function waitIn(headers: Headers): { afterMs?: number } {
  const seconds = headers.get("retry-after") ?? "";
  return /^\d{1,6}$/u.test(seconds) ? { afterMs: Number(seconds) * 1000 } : {};
}
