import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";

export interface MetricSources {
  /** Turns that wait, and the age of the oldest in seconds. */
  readonly waiting: () => Promise<{ count: number; oldestSeconds: number }>;
  /** Deliveries that wait on each channel, and the age of the oldest in seconds. */
  readonly waitingDeliveries: () => Promise<readonly { channelId: string; count: number; oldestSeconds: number }[]>;
  /** Streams that are open in this process. */
  readonly streams: () => number;
}

export type Metrics = ReturnType<typeof createMetrics>;

/** The numbers at /metrics. Labels are few and fixed: never an id, an address or a text. */
export function createMetrics({ waiting, waitingDeliveries, streams }: MetricSources) {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });

  const turns = new Counter({
    name: "tlso_turns_total",
    help: "Turns that were finished, by how the answer ended",
    labelNames: ["channel", "status"],
    registers: [registry],
  });
  const turnSeconds = new Histogram({
    name: "tlso_turn_seconds",
    help: "From the arrival of a message until its answer can be read",
    labelNames: ["channel"],
    buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    registers: [registry],
  });
  const failures = new Counter({
    name: "tlso_http_failures_total",
    help: "Requests that were refused or failed, by status",
    labelNames: ["status"],
    registers: [registry],
  });
  const oldest = new Gauge({ name: "tlso_inbox_oldest_seconds", help: "Age of the message that has waited longest", registers: [registry] });
  new Gauge({
    name: "tlso_inbox_waiting",
    help: "Messages that wait for their turn",
    registers: [registry],
    async collect() {
      // While the database is away, the other numbers are wanted all the more.
      const { count, oldestSeconds } = await waiting().catch(() => ({ count: Number.NaN, oldestSeconds: Number.NaN }));
      this.set(count);
      oldest.set(oldestSeconds);
    },
  });
  const deliveries = new Counter({
    name: "tlso_deliveries_total",
    help: "Attempts to hand a message to a channel's server, by what became of them",
    labelNames: ["channel", "outcome"],
    registers: [registry],
  });
  const deliverySeconds = new Histogram({
    name: "tlso_delivery_seconds",
    help: "From the moment when a message was said until its channel's server had it",
    labelNames: ["channel"],
    buckets: [0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 600],
    registers: [registry],
  });
  const oldestDelivery = new Gauge({
    name: "tlso_outbox_oldest_seconds",
    help: "Age of the message that has waited longest for its delivery; absent where none waits",
    labelNames: ["channel"],
    registers: [registry],
  });
  new Gauge({
    name: "tlso_outbox_waiting",
    help: "Messages that wait for their delivery; absent where none does",
    labelNames: ["channel"],
    registers: [registry],
    async collect() {
      this.reset();
      oldestDelivery.reset();
      for (const { channelId: channel, count, oldestSeconds } of await waitingDeliveries().catch(() => [])) {
        this.set({ channel }, count);
        oldestDelivery.set({ channel }, oldestSeconds);
      }
    },
  });
  new Gauge({
    name: "tlso_streams",
    help: "Streams of web chats that are open in this process",
    registers: [registry],
    collect() {
      this.set(streams());
    },
  });

  return {
    registry,
    countTurn(channel: string, status: string, seconds: number): void {
      turns.inc({ channel, status });
      turnSeconds.observe({ channel }, seconds);
    },
    countDelivery(channel: string, outcome: string, seconds: number): void {
      deliveries.inc({ channel, outcome });
      if (outcome === "sent") deliverySeconds.observe({ channel }, seconds);
    },
    countStatus(status: number): void {
      if (status >= 400) failures.inc({ status });
    },
  };
}
