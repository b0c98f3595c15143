import Fastify from "fastify";
import { openAzure, type AzureSettings } from "../../../../adapters/azure/index.js";
import type { PushChannelServer } from "../../../../src/activity/push-channel.js";
import { startAzureDouble, type AzureDouble } from "../../../support/azure-double.js";
import { ManualWaits } from "../../support/manual-waits.js";
import { MemoryCounter } from "../../support/memory-counter.js";
import { MemoryStore } from "../../support/memory-store.js";
import { MemoryReception } from "../../support/memory-reception.js";

const startedAt = Date.parse("2026-11-25T08:00:00Z");

export interface Bench {
  readonly double: AzureDouble;
  readonly reception: MemoryReception;
  /** Of the adapter. */
  readonly waits: ManualWaits;
  readonly faults: unknown[];
  readonly azure: PushChannelServer;
  /** Of our server. */
  readonly url: string;
  /** The clock of both sides, in milliseconds since 1970. */
  readonly clock: { now: number };
  close(): Promise<void>;
}

export interface BenchOptions {
  readonly settings?: Partial<AzureSettings>;
  /** Default: where our server listens. */
  readonly publicUrl?: string | undefined;
}

/** The adapter between Azure's double and a reception in memory, not started. */
export async function openBench({ settings = {}, ...options }: BenchOptions = {}): Promise<Bench> {
  const clock = { now: startedAt };
  const waits = new ManualWaits();
  const double = await startAzureDouble({ now: () => clock.now });
  const reception = new MemoryReception();
  const faults: unknown[] = [];
  const server = Fastify({ bodyLimit: 64 * 1024, forceCloseConnections: true });
  // The port is known only after listening, and routes are added before: a first server finds a free one.
  const probe = Fastify();
  const url = await probe.listen({ port: 0, host: "127.0.0.1" });
  await probe.close();
  const { appId, appSecret, tenantId, url: root } = double;
  const azure = openAzure(
    { appId, appSecret, tenantId, loginRoot: root, keysRoot: root, serviceOrigins: [root], ...settings },
    {
      reception,
      counter: new MemoryCounter(),
      store: new MemoryStore(),
      now: () => clock.now,
      fetch,
      wait: waits.wait,
      publicUrl: "publicUrl" in options ? options.publicUrl : url,
      maxPerMinute: 20,
      onFault: (error) => void faults.push(error),
    },
  );
  await azure.routes(server);
  await server.listen({ port: Number(new URL(url).port), host: "127.0.0.1" });
  double.connect(`${url}/api/messages`);
  return {
    double,
    reception,
    waits,
    faults,
    azure,
    url,
    clock,
    async close() {
      await azure.stop();
      await double.close();
      await server.close();
    },
  };
}
