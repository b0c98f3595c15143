import { waitAfter, type TryingParts } from "../../shared/keep-trying.js";
import type { ZaloBotApi } from "./api.js";
import { readFailure } from "./failure.js";

export interface PollingParts extends TryingParts {
  readonly api: ZaloBotApi;
  /** Resolves when the update is stored. */
  readonly receive: (update: unknown) => Promise<void>;
}

/**
 * Asks for news until it is told to end. Zalo forgets an update as soon as it has handed it out, so each is stored before
 * the next is asked for; one that is on its way when the process dies is lost.
 */
export async function poll({ api, receive, wait, onFault, signal }: PollingParts): Promise<void> {
  let failures = 0;
  while (!signal.aborted) {
    try {
      const update = await api.getUpdates();
      failures = 0;
      if (update !== undefined) await store(update);
    } catch (error) {
      if (signal.aborted) return;
      failures += 1;
      onFault(readFailure("getUpdates")(error).fault);
      await wait(waitAfter(failures), signal);
    }
  }

  /** It does not come again: tried until it is stored, also while the server is about to stop. */
  async function store(update: unknown): Promise<void> {
    for (let attempt = 1; attempt <= storeAttempts; attempt += 1) {
      try {
        return await receive(update);
      } catch (error) {
        onFault(error);
        await wait(waitAfter(attempt));
      }
    }
  }
}

/** Some three minutes: the database may be restarting. */
const storeAttempts = 10;
