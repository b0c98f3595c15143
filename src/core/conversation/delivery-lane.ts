import type { DeliveryResult, PushChannel } from "../../activity/push-channel.js";
import type { ClaimedDelivery, DeliveryQueue, DeliveryRecord } from "./delivery-queue.js";
import { judgeDelivery } from "./judge-delivery.js";

export interface LaneOptions {
  readonly queue: DeliveryQueue;
  readonly pushChannel: PushChannel;
  readonly now: () => Date;
  /** From 0 up to 1. */
  readonly chance: () => number;
  readonly wait: (ms: number) => Promise<void>;
  /** Told before each attempt. */
  readonly onBegin?: (channelId: string) => void;
  /** Told what became of each attempt. */
  readonly onDelivery?: (attempt: FinishedAttempt) => void;
  /** Told what went wrong with the queue, or inside the channel's adapter; the work goes on. */
  readonly onFault: (error: unknown) => void;
  /**
   * Deliveries on their way at the same time, slow ones not counted. Default 1: no server tells afterwards whether it has
   * taken a message, so what is on its way when the process is killed is sent again, and with 1 that is one message. It
   * delivers as many a second as the server's answer times fit into one; more processes deliver more.
   */
  readonly concurrency?: number;
  /** From when on a delivery holds nobody up any more, in milliseconds. Default 500: a server that hangs still gets two a second. */
  readonly slowAfterMs?: number;
  /** Deliveries under way at the same time, slow ones included. Default 32. */
  readonly maxUnderWay?: number;
}

export interface FinishedAttempt {
  readonly channelId: string;
  readonly outcome: "sent" | "later" | "refused" | "unreachable" | "given_up";
  /** Since it was said. */
  readonly durationMs: number;
}

/** The database may be away for a moment; what was sent should not be sent again for it. */
const recordAttempts = 20;
const recordPauseMs = 500;
/** For a channel whose server takes nothing and does not say how long. */
const pauseMs = 1_000;
/** Node's longest timer is some 24 days; nothing waits longer than a day. */
const longestTimerMs = 24 * 60 * 60 * 1000;

/** Delivers what waits for one channel, so that channels never wait for each other. */
export class DeliveryLane {
  readonly #options: LaneOptions;
  readonly #underWay = new Map<string, Promise<void>>();
  readonly #timers = new Set<NodeJS.Timeout>();
  #quick = 0;
  #claiming = Promise.resolve();
  #isClaiming = false;
  #isWanted = false;
  #isStopped = false;
  /** Waits of the whole channel that are not over. */
  #pauses = 0;

  constructor(options: LaneOptions) {
    this.#options = options;
  }

  /** Of the deliveries under way. */
  get leases(): string[] {
    return [...this.#underWay.keys()];
  }

  /** Looks for something to deliver. */
  wake(): void {
    if (this.#isStopped) return;
    this.#isWanted = true;
    if (!this.#isClaiming) this.#claiming = this.#claimWhileWanted();
  }

  /** Begins nothing more, and waits for what is under way. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    for (const timer of this.#timers) clearTimeout(timer);
    await this.#claiming;
    await Promise.all(this.#underWay.values());
  }

  async #claimWhileWanted(): Promise<void> {
    this.#isClaiming = true;
    try {
      while (this.#isWanted && !this.#isStopped) {
        this.#isWanted = false;
        await this.#claim();
      }
    } catch (error) {
      this.#options.onFault(error); // The next look tries again.
    } finally {
      this.#isClaiming = false;
    }
  }

  async #claim(): Promise<void> {
    const { queue, pushChannel, concurrency = 1, maxUnderWay = 32 } = this.#options;
    if (this.#pauses > 0) return; // The end of the pause wakes again.
    const free = Math.min(concurrency - this.#quick, maxUnderWay - this.#underWay.size);
    if (free <= 0) return; // The end of a delivery, or its becoming slow, wakes again.
    for (const delivery of await queue.claim(free, pushChannel.channel.id)) this.#begin(delivery);
  }

  #begin(delivery: ClaimedDelivery): void {
    const { onFault, slowAfterMs = 500 } = this.#options;
    this.#quick += 1;
    let isQuick = true;
    const letOthersBegin = (): void => {
      if (isQuick) this.#quick -= 1;
      isQuick = false;
      this.wake();
    };
    const becomesSlow = setTimeout(letOthersBegin, slowAfterMs);
    const work = this.#deliver(delivery, letOthersBegin)
      .catch(onFault) // Not recorded: it is lent again when this loan runs out.
      .finally(() => {
        clearTimeout(becomesSlow);
        this.#underWay.delete(delivery.lease);
        letOthersBegin();
      });
    this.#underWay.set(delivery.lease, work);
  }

  async #deliver(delivery: ClaimedDelivery, letOthersBegin: () => void): Promise<void> {
    const { now, chance, onBegin, onDelivery } = this.#options;
    onBegin?.(delivery.channelId);
    const result = await this.#handOver(delivery);
    const record = judgeDelivery(result, delivery, { now: now(), chance: chance() });
    if (result.outcome === "later" && result.isForAll === true) this.#pause(result.afterMs ?? pauseMs);
    const recording = this.#record(delivery, record);
    // After the record is on its way to the database: a kill from now on finds this delivery recorded.
    letOthersBegin();
    await recording;
    if (record.state === "pending") this.#wakeAfter(record.waitMs);
    onDelivery?.({ channelId: delivery.channelId, outcome: outcomeOf(record), durationMs: now().getTime() - delivery.createdAt.getTime() });
  }

  async #handOver({ reference, activity }: ClaimedDelivery): Promise<DeliveryResult> {
    const { pushChannel, onFault } = this.#options;
    try {
      return await pushChannel.deliver(reference, activity);
    } catch (error) {
      onFault(error);
      return { outcome: "later", reason: "fault of the adapter", isUncertain: true };
    }
  }

  async #record(delivery: ClaimedDelivery, record: DeliveryRecord): Promise<void> {
    const { queue, wait, onFault } = this.#options;
    for (let attempt = 1; ; attempt++) {
      try {
        return await queue.record(delivery, record);
      } catch (error) {
        if (attempt === recordAttempts || this.#isStopped) throw error;
        onFault(error);
        await wait(recordPauseMs);
      }
    }
  }

  #pause(waitMs: number): void {
    this.#pauses += 1;
    this.#after(waitMs, () => {
      this.#pauses -= 1;
      this.wake();
    });
  }

  #wakeAfter(waitMs: number): void {
    this.#after(waitMs, () => this.wake());
  }

  #after(waitMs: number, act: () => void): void {
    if (this.#isStopped) return;
    const timer = setTimeout(
      () => {
        this.#timers.delete(timer);
        act();
      },
      Math.min(waitMs, longestTimerMs),
    );
    this.#timers.add(timer);
  }
}

function outcomeOf(record: DeliveryRecord): FinishedAttempt["outcome"] {
  if (record.state === "pending") return "later";
  return record.state === "refused" && record.isUnreachable ? "unreachable" : record.state;
}
