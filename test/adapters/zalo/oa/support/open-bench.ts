import Fastify from "fastify";
import { openZaloOa } from "../../../../../adapters/zalo/oa/index.js";
import type { PushChannelServer } from "../../../../../src/activity/push-channel.js";
import { appId, appSecret, secretKey, startZaloOaDouble, type ZaloOaDouble, type ZaloOaDoubleOptions } from "../../../../support/zalo-oa-double.js";
import { ManualWaits } from "../../../support/manual-waits.js";
import { MemoryCounter } from "../../../support/memory-counter.js";
import { MemoryReception } from "../../../support/memory-reception.js";
import { MemoryStore } from "../../../support/memory-store.js";

export interface Bench {
  readonly double: ZaloOaDouble;
  readonly reception: MemoryReception;
  readonly store: MemoryStore;
  readonly waits: ManualWaits;
  readonly faults: unknown[];
  readonly zalo: PushChannelServer;
  /** Of our server. */
  readonly url: string;
  readonly clock: { now: number };
  close(): Promise<void>;
}

export interface BenchOptions {
  readonly publicUrl?: string;
  readonly mayCost?: boolean;
  readonly refreshToken?: string;
  readonly double?: ZaloOaDoubleOptions;
}

/** The adapter between Zalo's double and a reception in memory. It is not started; the webhook is known to Zalo. */
export async function openBench({ publicUrl, mayCost = false, refreshToken, double: options }: BenchOptions = {}): Promise<Bench> {
  const clock = { now: Date.parse("2026-11-25T08:00:00Z") };
  const now = (): number => clock.now;
  const double = await startZaloOaDouble({ now, ...options });
  const [reception, store, waits, faults] = [new MemoryReception(), new MemoryStore(now), new ManualWaits(), [] as unknown[]];
  const server = Fastify({ bodyLimit: 64 * 1024, forceCloseConnections: true });
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const zalo = openZaloOa(
    { appId, appSecret, secretKey, refreshToken: refreshToken ?? double.refreshToken, apiRoot: double.url, oauthRoot: double.url, silentMinutes: 30, mayCost },
    {
      reception,
      counter: new MemoryCounter(),
      store,
      now,
      fetch,
      wait: waits.wait,
      publicUrl: publicUrl ?? url,
      maxPerMinute: 20,
      onFault: (error) => void faults.push(error),
    },
  );
  await server.register((scope) => zalo.routes(scope));
  await server.listen({ port, host: "127.0.0.1" });
  double.webhook = `${url}/webhooks/zalo-oa`;
  return {
    double,
    reception,
    store,
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
