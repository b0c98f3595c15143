import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";

const reconnectPauseMs = 500;

interface Listener {
  readonly onMessage: (payload: string) => void;
  /** Called after each lost connection is replaced: messages in between never arrive, so look at the tables. */
  readonly onReconnect: () => Promise<void>;
}

/**
 * Receives what others send by NOTIFY, over a connection of its own beside the pool, until the returned function is called.
 * @param channel a plain lower-case name.
 */
export async function listenToChannel(pool: pg.Pool, channel: string, { onMessage, onReconnect }: Listener): Promise<() => Promise<void>> {
  let stopped = false;
  let client = await connect();

  async function connect(): Promise<pg.Client> {
    const next = new pg.Client(pool.options);
    next.on("error", () => undefined); // The event "end" follows, and is answered below.
    next.on("notification", ({ payload = "" }) => onMessage(payload));
    try {
      await next.connect();
      await next.query(`LISTEN ${channel}`);
    } catch (error) {
      await next.end().catch(() => undefined);
      throw error;
    }
    next.once("end", () => void reconnect());
    return next;
  }

  async function reconnect(): Promise<void> {
    for (;;) {
      await sleep(reconnectPauseMs, undefined, { ref: false });
      if (stopped) return;
      try {
        client = await connect();
        break;
      } catch {
        // The database is still away; try again.
      }
    }
    await (stopped ? client.end() : onReconnect()).catch(() => undefined);
  }

  return async () => {
    stopped = true;
    await client.end();
  };
}
