import type { Clock } from "../platform/clock.js";
import { isRecord, textOf } from "../platform/unknown-data.js";
import { readActivitySet, type ActivitySet } from "./activity.js";
import { failureOf, type Reply } from "./failure.js";
import type { Session } from "./session.js";

/** An Activity to send; the server sets `id`, `from.id`, `timestamp` and `conversation` itself. */
export type OutgoingActivity = Record<string, unknown> & { type: "message" | "event" };

/** A conversation that is open for reading: `streamPath` is good for one WebSocket within a minute. */
export interface OpenConversation {
  session: Session;
  streamPath: string;
}

/** The requests of Direct Line 3.0 (https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-direct-line-3-0-api-reference). */
export interface Requests {
  generateToken(userId: string): Promise<Reply<Session>>;
  refreshToken(session: Session): Promise<Reply<Session>>;
  startConversation(session: Session): Promise<Reply<OpenConversation>>;
  /** @param watermark where reading left off; undefined replays from the start. */
  reconnect(session: Session, watermark: string | undefined): Promise<Reply<OpenConversation>>;
  /** The value is the id that the server gave the activity. */
  postActivity(session: Session, activity: OutgoingActivity): Promise<Reply<string>>;
  getActivities(session: Session, watermark: string | undefined): Promise<Reply<ActivitySet>>;
}

export interface RequestOptions {
  /** Address of the Direct Line API without a slash at its end, on this page's own origin. */
  root: string;
  fetch: typeof fetch;
  clock: Clock;
}

const timeoutMs = 15_000;
/** Direct Line's mark for "from the start". */
const fromTheStart = "-";

export function createRequests({ root, fetch, clock }: RequestOptions): Requests {
  async function request(method: "GET" | "POST", path: string, token: string, body?: unknown): Promise<Reply<unknown>> {
    const abort = new AbortController();
    const cancel = clock.after(timeoutMs, () => abort.abort());
    try {
      const response = await fetch(`${root}${path}`, {
        method,
        headers: {
          ...(token === "" ? {} : { Authorization: `Bearer ${token}` }),
          ...(body === undefined ? {} : { "Content-Type": "application/json" }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        credentials: "omit",
        cache: "no-store",
        signal: abort.signal,
      });
      const data = parse(await response.text());
      if (response.ok) return { ok: true, value: data };
      return { ok: false, failure: failureOf(response.status, response.headers.get("Retry-After"), errorCodeOf(data)) };
    } catch {
      return { ok: false, failure: { kind: "unreachable" } };
    } finally {
      cancel();
    }
  }

  const pathOf = ({ conversationId }: Session): string => `/conversations/${encodeURIComponent(conversationId)}`;

  return {
    async generateToken(userId) {
      const reply = await request("POST", "/tokens/generate", "", { user: { id: userId } });
      return read(reply, (data) => sessionOf(data, clock.now()));
    },
    async refreshToken({ token }) {
      const reply = await request("POST", "/tokens/refresh", token);
      return read(reply, (data) => sessionOf(data, clock.now()));
    },
    async startConversation(session) {
      const reply = await request("POST", "/conversations", session.token, { locale: "vi-VN" });
      return read(reply, (data) => openConversationOf(data, session, clock.now()));
    },
    async reconnect(session, watermark = fromTheStart) {
      const reply = await request("GET", `${pathOf(session)}?watermark=${encodeURIComponent(watermark)}`, session.token);
      return read(reply, (data) => openConversationOf(data, session, clock.now()));
    },
    async postActivity(session, activity) {
      const reply = await request("POST", `${pathOf(session)}/activities`, session.token, activity);
      return read(reply, (data) => textOf(data.id) || undefined);
    },
    async getActivities(session, watermark = fromTheStart) {
      const query = `?watermark=${encodeURIComponent(watermark)}`;
      const reply = await request("GET", `${pathOf(session)}/activities${query}`, session.token);
      return read(reply, readActivitySet);
    },
  };
}

/** Turns the data of a good reply into a value; data that makes no sense counts as a failure of the server. */
function read<T>(reply: Reply<unknown>, valueOf: (data: Record<string, unknown>) => T | undefined): Reply<T> {
  if (!reply.ok) return reply;
  const value = isRecord(reply.value) ? valueOf(reply.value) : undefined;
  return value === undefined ? { ok: false, failure: { kind: "broken" } } : { ok: true, value };
}

function sessionOf(data: Record<string, unknown>, now: number): Session | undefined {
  const seconds = data.expires_in;
  const session = { conversationId: textOf(data.conversationId), token: textOf(data.token) };
  if (session.conversationId === "" || session.token === "" || typeof seconds !== "number") return undefined;
  return { ...session, expiresAt: now + seconds * 1000 };
}

/** A reconnect answers without a new token on some servers: then the one in hand goes on. */
function openConversationOf(data: Record<string, unknown>, held: Session, now: number): OpenConversation | undefined {
  const streamPath = pathAndQuery(textOf(data.streamUrl));
  return { session: sessionOf(data, now) ?? held, streamPath };
}

/**
 * The path of the stream on this page's own origin. Host and scheme of `streamUrl` are dropped: behind a proxy the
 * server may not know its public name, and the page speaks to no other host in any case.
 */
function pathAndQuery(streamUrl: string): string {
  return streamUrl.replace(/^wss?:\/\/[^/]*/iu, "");
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function errorCodeOf(data: unknown): string {
  return isRecord(data) && isRecord(data.error) ? textOf(data.error.code) : "";
}
