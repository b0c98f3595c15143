import type { Cancel, Clock } from "../platform/clock.js";
import type { Requests } from "./requests.js";
import type { Session } from "./session.js";

export interface RenewalEvents {
  onRenewed(session: Session): void;
  /** The right to the conversation is lost. */
  onRefused(): void;
}

const minWaitMs = 5_000;
const retryMs = 30_000;

/**
 * Renews a token at half of its life, and again later where the server does not answer.
 *
 * @returns how to stop, once there is another token or the conversation is over.
 */
export function renewToken(session: Session, requests: Requests, clock: Clock, events: RenewalEvents): Cancel {
  let isStopped = false;
  let cancel = clock.after(Math.max((session.expiresAt - clock.now()) / 2, minWaitMs), () => void renew());

  async function renew(): Promise<void> {
    const reply = await requests.refreshToken(session);
    if (isStopped) return;
    if (reply.ok) events.onRenewed(reply.value);
    else if (reply.failure.kind === "expired" || reply.failure.kind === "gone") events.onRefused();
    else cancel = clock.after(retryMs, () => void renew());
  }

  return () => {
    isStopped = true;
    cancel();
  };
}
