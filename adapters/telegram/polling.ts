import { pollSeconds, type Apis, type ApiSignal } from "./api.js";
import { failureOf, faultOf } from "./failure.js";
import { waitAfter, type TryingParts } from "../shared/keep-trying.js";
import { allowedUpdates } from "./update.js";

export interface PollingParts extends TryingParts {
  readonly apis: Apis;
  /** Resolves when the update is stored. */
  readonly receive: (update: unknown) => Promise<void>;
}

/**
 * Asks for news until it is told to end. Telegram forgets an update as soon as a later request names a higher number, so
 * that is done only when the update is stored: after a crash the rest comes again.
 */
export async function poll({ apis, receive, wait, onFault, signal }: PollingParts): Promise<void> {
  let offset = 0;
  let confirmed = 0;
  let failures = 0;
  const ask = { limit: 100, allowed_updates: allowedUpdates };

  while (!signal.aborted) {
    try {
      const updates = await apis.polls.getUpdates({ ...ask, offset, timeout: pollSeconds }, signal as ApiSignal);
      [confirmed, failures] = [offset, 0];
      for (const update of updates) {
        if (!(await stored(update))) break;
        offset = update.update_id + 1;
      }
    } catch (error) {
      if (signal.aborted) break;
      failures += 1;
      const failure = failureOf(error);
      onFault(faultOf("getUpdates", failure));
      if (failure.kind === "conflict") await removeWebhook();
      await wait(failure.afterMs ?? waitAfter(failures), signal);
    }
  }
  // So that they do not come again after the next start. If it fails they do, and are recognised.
  if (offset > confirmed) await apis.hints.getUpdates({ ...ask, offset, limit: 1, timeout: 0 }).catch(() => undefined);

  /** False if it was told to end before the update could be stored. */
  async function stored(update: unknown): Promise<boolean> {
    for (let attempt = 1; !signal.aborted; attempt += 1) {
      try {
        await receive(update);
        return true;
      } catch (error) {
        onFault(error);
        await wait(waitAfter(attempt), signal);
      }
    }
    return false;
  }

  /** Somebody may have set one since the start; where the conflict is with another program, this changes nothing. */
  async function removeWebhook(): Promise<void> {
    await apis.calls.deleteWebhook().catch(() => undefined);
  }
}
