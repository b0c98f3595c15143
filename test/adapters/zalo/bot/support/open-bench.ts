import Fastify from "fastify";
import { openZaloBot } from "../../../../../adapters/zalo/bot/index.js";
import type { PushChannelServer } from "../../../../../src/activity/push-channel.js";
import { startZaloBotDouble, type ZaloBotDouble, type ZaloBotDoubleOptions } from "../../../../support/zalo-bot-double.js";
import { ManualWaits } from "../../../support/manual-waits.js";
import { MemoryCounter } from "../../../support/memory-counter.js";
import { MemoryReception } from "../../../support/memory-reception.js";

export const webhookSecret = "mot-ma-bi-mat-dai-ba-muoi-hai-ky-tu";

export interface Bench {
  readonly double: ZaloBotDouble;
  readonly reception: MemoryReception;
  readonly counter: MemoryCounter;
  readonly waits: ManualWaits;
  readonly faults: unknown[];
  readonly zalo: PushChannelServer;
  /** Of our server. */
  readonly url: string;
  readonly clock: { now: number };
  close(): Promise<void>;
}

export interface BenchOptions {
  /** Whether Zalo can reach us. Default: it cannot. */
  readonly hasWebhook?: boolean;
  readonly token?: string;
  readonly publicUrl?: string;
  readonly secret?: string;
  readonly perMonth?: number;
  readonly reserve?: number;
  readonly double?: ZaloBotDoubleOptions;
}

/** The adapter between Zalo's double and a reception in memory. It is not started. */
export async function openBench(options: BenchOptions = {}): Promise<Bench> {
  const { hasWebhook = false, token, publicUrl, secret = webhookSecret, perMonth = 3000, reserve = 1000 } = options;
  const clock = { now: Date.parse("2026-11-30T16:00:00Z") };
  const double = await startZaloBotDouble({ keepsUnheard: true, longestHoldMs: 50, now: () => clock.now, ...options.double });
  const [reception, counter, waits, faults] = [new MemoryReception(), new MemoryCounter(), new ManualWaits(), [] as unknown[]];
  const server = Fastify({ bodyLimit: 64 * 1024, forceCloseConnections: true });
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const zalo = openZaloBot(
    { token: token ?? double.token, apiRoot: double.url, webhookSecret: secret, perMonth, reserve },
    {
      reception,
      counter,
      now: () => clock.now,
      fetch,
      wait: waits.wait,
      publicUrl: publicUrl ?? (hasWebhook ? url : undefined),
      maxPerMinute: 20,
      onFault: (error) => void faults.push(error),
    },
  );
  await server.register((scope) => zalo.routes(scope));
  await server.listen({ port, host: "127.0.0.1" });
  return {
    double,
    reception,
    counter,
    waits,
    faults,
    zalo,
    url,
    clock,
    async close() {
      await zalo.stop();
      await double.close();
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
