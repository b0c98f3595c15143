import type { PushChannel } from "../../activity/push-channel.js";
import { DeliveryLane, type LaneOptions } from "./delivery-lane.js";

export interface DeliveryWorkerOptions extends Omit<LaneOptions, "pushChannel"> {
  readonly pushChannels: readonly PushChannel[];
  /** How often to look without being told, in milliseconds: it finds the deliveries of a process that died. Default 2,000. */
  readonly pollEveryMs?: number;
  /** How often loans are renewed, in milliseconds; well below their length. Default 3,000. */
  readonly renewEveryMs?: number;
}

/** Delivers what was said, a lane for each channel. Any number of workers, in any number of processes, share one queue. */
export class DeliveryWorker {
  readonly #options: DeliveryWorkerOptions;
  readonly #lanes: ReadonlyMap<string, DeliveryLane>;
  #timers: NodeJS.Timeout[] = [];
  #stopListening: () => Promise<void> = () => Promise.resolve();

  constructor(options: DeliveryWorkerOptions) {
    this.#options = options;
    this.#lanes = new Map(options.pushChannels.map((pushChannel) => [pushChannel.channel.id, new DeliveryLane({ ...options, pushChannel })]));
  }

  async start(): Promise<void> {
    if (this.#lanes.size === 0) return;
    const { queue, pollEveryMs = 2_000, renewEveryMs = 3_000 } = this.#options;
    this.#stopListening = await queue.onArrival((channelId) => this.#wake(channelId));
    this.#timers = [setInterval(() => this.#wake(), pollEveryMs), setInterval(() => void this.#renew(), renewEveryMs)];
    this.#wake();
  }

  /** Begins nothing more, and waits for what is under way. */
  async stop(): Promise<void> {
    await this.#stopListening();
    await Promise.all([...this.#lanes.values()].map((lane) => lane.stop()));
    for (const timer of this.#timers) clearInterval(timer);
  }

  #wake(channelId?: string): void {
    const lanes = channelId === undefined ? this.#lanes.values() : [this.#lanes.get(channelId)];
    for (const lane of lanes) lane?.wake();
  }

  async #renew(): Promise<void> {
    const leases = [...this.#lanes.values()].flatMap((lane) => lane.leases);
    if (leases.length > 0) await this.#options.queue.renew(leases).catch(this.#options.onFault);
  }
}
