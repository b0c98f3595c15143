import { isRunning, type Postmaster } from "./postmaster.js";

/** How soon the end of a server is noticed. */
const lookEveryMs = 500;
const firstPauseMs = 500;
const longestPauseMs = 30_000;

interface Care {
  readonly postmaster: Postmaster;
  /** Brings up another server in place of one that ended. */
  readonly restart: () => Promise<Postmaster>;
  readonly log: (message: string) => void;
}

export interface Keeper {
  /** Ends the watch, after a restart that is under way, and hands over the server that runs now. */
  stop(): Promise<Postmaster>;
}

/** Watches a server and replaces it when it ends; failed attempts are repeated with growing pauses. */
export function keepRunning({ postmaster, restart, log }: Care): Keeper {
  let current = postmaster;
  let stopped = false;
  let look: Promise<void> = Promise.resolve();
  let timer = later(lookEveryMs);

  function later(pauseMs: number, nextPauseMs = firstPauseMs): NodeJS.Timeout {
    return setTimeout(() => {
      look = watch(nextPauseMs);
    }, pauseMs).unref();
  }

  async function watch(pauseMs: number): Promise<void> {
    let next = { inMs: lookEveryMs, thenMs: firstPauseMs };
    if (!isRunning(current)) {
      log(`PostgreSQL (process ${current.pid}) ended unexpectedly; starting it again`);
      try {
        current = await restart();
      } catch (error) {
        log(`PostgreSQL could not be started again, next attempt in ${pauseMs / 1000} s. ${String(error)}`);
        next = { inMs: pauseMs, thenMs: Math.min(pauseMs * 2, longestPauseMs) };
      }
    }
    if (!stopped) timer = later(next.inMs, next.thenMs);
  }

  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await look;
      return current;
    },
  };
}
