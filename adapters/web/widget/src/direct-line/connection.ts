import type { Cancel, Clock } from "../platform/clock.js";
import { readActivitySet, type IncomingActivity } from "./activity.js";
import { followSocket, type Socket } from "./follow-socket.js";
import type { Failure, Reply } from "./failure.js";
import { reconnectDelay } from "./reconnect-delay.js";
import { renewToken } from "./renew-token.js";
import type { OpenConversation, OutgoingActivity, Requests } from "./requests.js";
import type { Session } from "./session.js";

/**
 * How the page stands with the server: `connecting` for the first time or after a short break; `online`;
 * `unreachable` when attempts have failed for a while; `maintenance` switched off by the operator.
 */
export type Link = "connecting" | "online" | "unreachable" | "maintenance";

export interface ConnectionEvents {
  onLink(link: Link): void;
  /** Each activity once, in the order of the conversation. */
  onActivities(activities: IncomingActivity[]): void;
  /** A new token: keep it for the next load of the page. */
  onSession(session: Session): void;
  /** The conversation is over and will not come back; nothing is reported after this. */
  onEnded(): void;
}

export interface ConnectionOptions {
  requests: Requests;
  openSocket: (path: string) => Socket;
  clock: Clock;
  /** From 0 to 1. */
  chance: () => number;
  /** How this page names the person; the server may give another name. */
  userId: string;
  /** A conversation to go on with; a new one without it. */
  session?: Session | undefined;
  events: ConnectionEvents;
}

/** One conversation with the server, from its first request until it ends or the page leaves it. */
export interface Connection {
  /** Sends at once or fails; `unreachable` while there is no conversation yet. */
  post(activity: OutgoingActivity): Promise<Reply<string>>;
  /** Tries again now instead of later: somebody is waiting. */
  wake(): void;
  /** The device is on a network again, perhaps another one, where streams may open. */
  useNewNetwork(): void;
  /** Opens the stream anew and reads on where it was: for a stream that has gone silent. */
  restartStream(): void;
  close(): void;
}

/** A stream that does not open has a proxy in its way: then we poll for so long before trying one again, doubled each time. */
const pollForMs = 60_000;
const maxPollForMs = 1_800_000;
/** Failures in a row that a person need not know of. */
const quietFailures = 1;
const pollEveryMs = 1_000;
const pollIdleEveryMs = 5_000;
/** Polling slows down when nothing has come for this long. */
const idleAfterMs = 60_000;
/** A stream that ends sooner, and silent, counts as a failure: else a server that drops streams at once would be asked without pause. */
const soundStreamMs = 5_000;

export function openConnection(options: ConnectionOptions): Connection {
  const { requests, clock, events } = options;
  let session = options.session;
  let watermark: string | undefined;
  const seen = new Set<string>();
  let closed = false;
  let failures = 0;
  let socketFailures = 0;
  let lastActivityAt = clock.now();
  let cancelRenewal: Cancel = () => undefined;
  /** Ends a pause, or the stream, whichever the loop is in. */
  let endPause: Cancel = () => undefined;
  let endStream: Cancel = () => undefined;
  let isPolling = false;

  void keepConnected();

  async function keepConnected(): Promise<void> {
    events.onLink("connecting");
    while (!closed) {
      const opened = await open();
      if (closed) return;
      if (opened.ok) {
        hold(opened.value.session);
        const startedAt = clock.now();
        await follow(opened.value.streamPath);
        if (closed) return;
        events.onLink("connecting");
        failures = lastActivityAt >= startedAt || clock.now() - startedAt >= soundStreamMs ? 0 : failures + 1;
        await pause(reconnectDelay(failures, options.chance()));
      } else {
        await recover(opened.failure);
      }
    }
  }

  async function open(): Promise<Reply<OpenConversation>> {
    if (session !== undefined) return requests.reconnect(session, watermark);
    const token = await requests.generateToken(options.userId);
    return token.ok ? requests.startConversation(token.value) : token;
  }

  async function recover(failure: Failure): Promise<void> {
    const isOver = failure.kind === "gone" || failure.kind === "expired" || failure.kind === "refused";
    if (isOver && session !== undefined) return end();
    failures += 1;
    if (failure.kind === "maintenance") events.onLink("maintenance");
    else if (failures > quietFailures) events.onLink("unreachable");
    await pause("retryAfterMs" in failure ? failure.retryAfterMs : reconnectDelay(failures, options.chance()));
  }

  async function follow(streamPath: string): Promise<void> {
    const stream = followSocket(() => options.openSocket(streamPath), { onOpen: () => events.onLink("online"), onFrame: receiveFrame }, clock);
    endStream = stream.stop;
    const hasOpened = await stream.ended;
    endStream = () => undefined;
    socketFailures = hasOpened ? 0 : socketFailures + 1;
    if (!hasOpened && !closed) await poll(Math.min(pollForMs * 2 ** (socketFailures - 1), maxPollForMs));
  }

  async function poll(durationMs: number): Promise<void> {
    isPolling = true;
    const endsAt = clock.now() + durationMs;
    while (isPolling && session !== undefined && clock.now() < endsAt) {
      const reply = await requests.getActivities(session, watermark);
      if (!isPolling) return;
      if (!reply.ok) {
        isPolling = false;
        return recover(reply.failure);
      }
      failures = 0;
      events.onLink("online");
      receive(reply.value.activities, reply.value.watermark);
      await pause(clock.now() - lastActivityAt < idleAfterMs ? pollEveryMs : pollIdleEveryMs);
    }
    isPolling = false;
  }

  function receiveFrame(frame: string): void {
    try {
      const { activities, watermark: next } = readActivitySet(JSON.parse(frame));
      receive(activities, next);
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
    }
  }

  function receive(activities: IncomingActivity[], next: string | undefined): void {
    watermark = next ?? watermark;
    const fresh = activities.filter(({ id }) => !seen.has(id));
    for (const { id } of fresh) seen.add(id);
    if (fresh.length > 0) lastActivityAt = clock.now();
    events.onActivities(fresh);
    if (fresh.some(({ type }) => type === "endOfConversation")) end();
  }

  function hold(held: Session): void {
    session = held;
    events.onSession(held);
    cancelRenewal();
    cancelRenewal = renewToken(held, requests, clock, { onRenewed: hold, onRefused: end });
  }

  function pause(delayMs: number): Promise<void> {
    return new Promise((resolve) => {
      const cancel = clock.after(delayMs, resolve);
      endPause = () => {
        cancel();
        resolve();
      };
    });
  }

  function end(): void {
    if (closed) return;
    close();
    events.onEnded();
  }

  function close(): void {
    closed = true;
    cancelRenewal();
    restartStream();
  }

  function restartStream(): void {
    isPolling = false;
    endStream();
    endPause();
  }

  return {
    async post(activity) {
      if (session === undefined || closed) return { ok: false, failure: { kind: "unreachable" } };
      const reply = await requests.postActivity(session, activity);
      if (reply.ok) lastActivityAt = clock.now();
      if (isPolling) endPause();
      if (!reply.ok && reply.failure.kind === "maintenance") events.onLink("maintenance");
      else if (reply.ok) events.onLink("online");
      return reply;
    },
    wake: () => endPause(),
    useNewNetwork() {
      socketFailures = 0;
      isPolling = false;
      endPause();
    },
    restartStream,
    close,
  };
}
