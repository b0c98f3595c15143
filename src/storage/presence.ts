import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";

/** A sign by which other processes see that this one is alive. */
export interface Presence {
  /** Is the `application_name` of a session for as long as the process lives. */
  readonly name: string;
  end(): Promise<void>;
}

const reconnectPauseMs = 500;

/**
 * Keeps a session of its own open under a name that no other process has. When the process is killed, the operating
 * system closes it, and PostgreSQL lists it no more: at once, without a time-out.
 */
export async function openPresence(pool: pg.Pool, id: string): Promise<Presence> {
  const name = `tro-ly-so worker ${id}`;
  let hasEnded = false;
  let client = await connect();

  async function connect(): Promise<pg.Client> {
    const next = new pg.Client(pool.options);
    next.on("error", () => undefined); // The event "end" follows, and is answered below.
    await next.connect();
    await next.query("SELECT set_config('application_name', $1, false)", [name]);
    next.once("end", () => void reconnect());
    return next;
  }

  async function reconnect(): Promise<void> {
    while (!hasEnded) {
      await sleep(reconnectPauseMs, undefined, { ref: false });
      const next = await connect().catch(() => undefined);
      if (next === undefined) continue;
      client = next;
      break;
    }
    if (hasEnded) await client.end().catch(() => undefined);
  }

  return {
    name,
    async end() {
      hasEnded = true;
      await client.end();
    },
  };
}
