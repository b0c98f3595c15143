import type { Api } from "grammy";
import type { PushChannelParts } from "../../src/activity/push-channel.js";
import { failureOf, faultOf } from "./failure.js";

const firstWaitMs = 1_000;
const longestWaitMs = 30_000;

/** How long to wait after so many failures in a row: 1, 2, 4 … up to 30 seconds. */
export function waitAfter(failures: number): number {
  return Math.min(longestWaitMs, firstWaitMs * 2 ** Math.min(failures - 1, 10));
}

/** grammY's type of a signal; Node's own is one. */
export type ApiSignal = Parameters<Api["deleteWebhook"]>[1];

export interface TryingParts extends Pick<PushChannelParts, "wait" | "onFault"> {
  /** Ends the trying. */
  readonly signal: AbortSignal;
}

/** Calls a method of Telegram's until it succeeds; a wait that Telegram asks for is kept. Resolves also when it is told to end. */
export async function keepTrying(method: string, call: (signal: ApiSignal) => Promise<unknown>, { wait, onFault, signal }: TryingParts): Promise<void> {
  for (let failures = 1; !signal.aborted; failures += 1) {
    try {
      await call(signal as ApiSignal);
      return;
    } catch (error) {
      if (signal.aborted) return;
      const failure = failureOf(error);
      onFault(faultOf(method, failure));
      await wait(failure.afterMs ?? waitAfter(failures), signal);
    }
  }
}
