import Fastify, { type FastifyInstance } from "fastify";
import { openTelegram } from "../../../../adapters/telegram/index.js";
import type { PushChannelServer } from "../../../../src/activity/push-channel.js";
import { startTelegramDouble, type TelegramDouble } from "../../../support/telegram-double.js";
import { MemoryCounter } from "../../support/memory-counter.js";
import { ManualWaits } from "../../support/manual-waits.js";
import { MemoryReception } from "../../support/memory-reception.js";

export const webhookSecret = "mot_ma-bi_mat";
const startedAt = Date.parse("2026-11-25T08:00:00Z");

export interface Bench {
  readonly double: TelegramDouble;
  readonly reception: MemoryReception;
  /** Of the adapter. */
  readonly waits: ManualWaits;
  /** Of the double: between attempts to reach the webhook. */
  readonly webhookWaits: ManualWaits;
  readonly faults: unknown[];
  readonly telegram: PushChannelServer;
  /** Of our server. */
  readonly url: string;
  /** The clock of both sides, in milliseconds since 1970. */
  readonly clock: { now: number };
  close(): Promise<void>;
}

export interface BenchOptions {
  /** Whether Telegram can reach us. Default: it cannot. */
  readonly hasWebhook?: boolean;
  readonly token?: string;
  readonly apiRoot?: string;
  readonly publicUrl?: string;
  /** The process of another bench is started anew: with the same Telegram, and what was stored. */
  readonly after?: Bench;
}

/** The adapter between Telegram's double and a reception in memory. It is not started. */
export async function openBench({ hasWebhook = false, token, apiRoot, publicUrl, after }: BenchOptions = {}): Promise<Bench> {
  const clock = { now: startedAt };
  const [waits, webhookWaits] = [new ManualWaits(), new ManualWaits()];
  const double = after?.double ?? (await startTelegramDouble({ now: () => clock.now, wait: webhookWaits.wait }));
  const reception = after?.reception ?? new MemoryReception();
  const faults: unknown[] = [];
  const server: FastifyInstance = Fastify({ bodyLimit: 64 * 1024, forceCloseConnections: true });
  // The port is known only after listening, and routes are added before: a first server finds a free one.
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const telegram = openTelegram(
    { token: token ?? double.token, apiRoot: apiRoot ?? double.url, webhookSecret },
    {
      reception,
      counter: new MemoryCounter(),
      now: () => clock.now,
      fetch,
      wait: waits.wait,
      publicUrl: publicUrl ?? (hasWebhook ? url : undefined),
      maxPerMinute: 20,
      onFault: (error) => void faults.push(error),
    },
  );
  await telegram.routes(server);
  await server.listen({ port, host: "127.0.0.1" });
  return {
    double,
    reception,
    waits,
    webhookWaits,
    faults,
    telegram,
    url,
    clock,
    async close() {
      await telegram.stop();
      if (after === undefined) await double.close();
      await server.close();
    },
  };
}

async function freePort(): Promise<number> {
  const probe = Fastify();
  const address = await probe.listen({ port: 0, host: "127.0.0.1" });
  await probe.close();
  return Number(new URL(address).port);
}
