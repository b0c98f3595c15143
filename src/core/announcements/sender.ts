import type { Actor } from "./act.js";
import { act, type Refusal } from "./act.js";
import { systemId } from "./announcement.js";
import type { AnnouncementStore } from "./announcement-store.js";
import type { ChannelLimits } from "./audience-count.js";
import { withMeasure } from "./progress.js";
import { SendingLane, type SendingLaneOptions } from "./sending-lane.js";

export interface SenderOptions extends Omit<SendingLaneOptions, "channel" | "pushChannel" | "perMinute" | "find"> {
  readonly store: Pick<AnnouncementStore, "find" | "change">;
  /** The channels that are switched on; without a push channel, clients fetch what was said. */
  readonly channels: readonly (Pick<SendingLaneOptions, "channel" | "pushChannel"> & { readonly limits: ChannelLimits })[];
  /** Recipients put into a ledger at a time. Default 10,000. */
  readonly batch?: number;
}

const system: Actor = { id: systemId, mayDeclareEmergencies: false };
const countEveryMs = 2_000;

/** Starts announcements when they are due, fills their ledgers, sends, counts and ends them. Any number of senders, in any number of processes, share the work. */
export class Sender {
  readonly #options: SenderOptions;
  readonly #lanes: ReadonlyMap<string, SendingLane>;
  readonly #stopped = new AbortController();
  #woken = new AbortController();
  #running = Promise.resolve();
  #stopListening: () => Promise<void> = () => Promise.resolve();

  constructor(options: SenderOptions) {
    this.#options = options;
    const { store } = options;
    this.#lanes = new Map(
      options.channels.map(({ channel, pushChannel, limits }) => [
        channel.id,
        new SendingLane({ ...options, channel, pushChannel, perMinute: limits.perMinute, find: (id) => store.find(id) }),
      ]),
    );
  }

  async start(): Promise<void> {
    await this.#options.ledger.openChannels([...this.#lanes.keys()]);
    this.#stopListening = await this.#options.ledger.onChange(() => this.#wake());
    for (const lane of this.#lanes.values()) lane.start();
    this.#running = this.#run();
  }

  /** Begins nothing more, and waits for what is under way. */
  async stop(): Promise<void> {
    this.#stopped.abort();
    await this.#stopListening();
    await Promise.all([this.#running, ...[...this.#lanes.values()].map((lane) => lane.stop())]);
  }

  /** A reply is being handed to a channel's server. */
  noteReply(channelId: string): void {
    this.#lanes.get(channelId)?.noteReply();
  }

  #wake(): void {
    this.#woken.abort();
    for (const lane of this.#lanes.values()) lane.wake();
  }

  async #run(): Promise<void> {
    const { wait, pollEveryMs = 1_000, onFault } = this.#options;
    while (!this.#stopped.signal.aborted) {
      this.#woken = new AbortController();
      for (const duty of [this.#startDue, this.#takeBack, this.#expand, this.#count]) await duty.call(this).catch(onFault); // The next look tries again.
      await wait(pollEveryMs, AbortSignal.any([this.#stopped.signal, this.#woken.signal]));
    }
  }

  async #startDue(): Promise<void> {
    const { ledger, store, now } = this.#options;
    for (const id of await ledger.due(now())) await store.change<Refusal>(id, (current) => act(current, { kind: "start" }, { actor: system, now: now() }));
  }

  async #takeBack(): Promise<void> {
    const { ledger, channels } = this.#options;
    await ledger.takeBack(channels.filter(({ pushChannel }) => pushChannel === undefined).map(({ channel }) => channel.id));
  }

  async #expand(): Promise<void> {
    const { ledger, channels, batch = 10_000, now } = this.#options;
    const limits = channels.map((channel) => channel.limits);
    while (!this.#stopped.signal.aborted && (await ledger.expand({ limit: batch, channels: limits, now: now() })))
      for (const lane of this.#lanes.values()) lane.wake();
  }

  async #count(): Promise<void> {
    const { ledger, store, now } = this.#options;
    for (const { id, isExpanded, measures } of await ledger.uncounted(countEveryMs)) {
      const counts = await ledger.count(id);
      await ledger.saveCounts(id, counts, withMeasure(measures, counts, now()));
      if (!isExpanded || !(await ledger.isDone(id))) continue;
      // Asked again while nobody else can put anything back into the ledger.
      await store.change<Refusal>(id, async (current) =>
        (await ledger.isDone(id)) ? act(current, { kind: "finish" }, { actor: system, now: now() }) : { refused: "wrong_state" },
      );
    }
  }
}
