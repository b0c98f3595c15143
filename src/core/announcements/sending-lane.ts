import type { ActivityJson } from "../../activity/activity.js";
import type { Channel } from "../../activity/capabilities.js";
import type { DeliveryResult, PushChannel } from "../../activity/push-channel.js";
import type { Announcement } from "./announcement.js";
import { judgeAttempt } from "./judge-attempt.js";
import { isQuiet } from "./quiet-hours.js";
import type { ClaimedRecipient, RecipientRecord, SendingLedger, Slots } from "./sending-ledger.js";

export interface SendingLaneOptions {
  readonly ledger: SendingLedger;
  readonly channel: Channel;
  /** `undefined`: clients fetch what was said, so it goes into the logs of conversations. */
  readonly pushChannel?: PushChannel | undefined;
  /** What the channel's server takes in a minute: replies and announcements together. */
  readonly perMinute: number;
  readonly find: (announcementId: number) => Promise<Announcement | undefined>;
  readonly compose: (announcement: Announcement, channel: Channel, placeId?: string) => ActivityJson;
  readonly now: () => Date;
  /** From 0 up to 1. */
  readonly chance: () => number;
  readonly wait: (ms: number, signal?: AbortSignal) => Promise<void>;
  readonly onFault: (error: unknown) => void;
  /** How often to look for work without being told, in milliseconds. Default 1,000. */
  readonly pollEveryMs?: number;
}

/** Slots are reserved for so long at a time: what a killed process had reserved is lost. */
const reserveForMs = 50;
/** … and not further ahead than this: a reply that comes meanwhile finds the slots taken. */
const aheadMs = 150;
/** Of the channel's rate; the rest is room for replies within any one second. */
const shareOfRate = 0.98;
const mostSlots = 500;
/** Slots that lie closer together are used together. */
const togetherMs = 5;
/** Attempts under way at the same time, beyond which slots pass unused: the server does not keep up. */
const mostUnderWay = 64;
/** From so many failures in a row on, the fault is the server's … */
const troublesBeforeHold = 3;
/** … and the whole channel waits, twice as long after each further one, up to this. */
const longestHoldMs = 60_000;
const firstHoldMs = 1_000;
/** For a server that takes nothing and does not say how long. */
const pauseMs = 1_000;
const recordAttempts = 20;
const recordPauseMs = 500;

interface Done {
  readonly recipient: ClaimedRecipient;
  readonly record: RecipientRecord;
}

/** Sends what waits on one channel, at the rate that all processes share. */
export class SendingLane {
  readonly #options: SendingLaneOptions;
  readonly #gapMs: number;
  readonly #underWay = new Set<Promise<void>>();
  /** Of announcements that are being sent: their content does not change any more. */
  readonly #announcements = new Map<number, Announcement>();
  readonly #stopped = new AbortController();
  #done: Done[] = [];
  #woken = new AbortController();
  #troubles = 0;
  /** Handed over since a slot was last given up for one. */
  #replies = 0;
  #isWorking = false;
  #running = Promise.resolve();
  /** Reserved ahead. */
  #next: Promise<{ readonly slots: Slots; readonly since: number }> | undefined;

  constructor(options: SendingLaneOptions) {
    this.#options = options;
    this.#gapMs = 60_000 / (options.perMinute * shareOfRate);
  }

  start(): void {
    this.#running = this.#run();
  }

  /** Looks for work at once. */
  wake(): void {
    this.#woken.abort();
  }

  /** A reply is being handed to the channel's server: it counts like an announcement, so it takes the next slot of this process. */
  noteReply(): void {
    if (this.#isWorking) this.#replies += 1;
  }

  /** Begins nothing more, and waits for what is under way. */
  async stop(): Promise<void> {
    this.#stopped.abort();
    this.wake();
    await this.#running;
    await Promise.all(this.#underWay);
  }

  async #run(): Promise<void> {
    const { wait, pollEveryMs = 1_000, onFault } = this.#options;
    while (!this.#stopped.signal.aborted) {
      this.#woken = new AbortController();
      this.#isWorking = await this.#work().catch((error: unknown) => {
        onFault(error); // The next look tries again.
        return false;
      });
      if (!this.#isWorking) {
        this.#announcements.clear();
        this.#replies = 0;
        this.#next = undefined;
        await wait(pollEveryMs, AbortSignal.any([this.#stopped.signal, this.#woken.signal]));
      }
    }
  }

  /** Uses the next slots. False if nothing waits. */
  async #work(): Promise<boolean> {
    const { ledger, channel, now } = this.#options;
    if (!this.#isWorking && !(await ledger.hasWork(channel.id, isQuiet(now())))) return false;
    if (this.#underWay.size >= Math.max(mostUnderWay, mostSlots)) await Promise.race(this.#underWay);
    const { slots, since } = await (this.#next ?? this.#reserve());
    this.#next = undefined;
    if (slots.count > 0) {
      // While these are used, the next ones are reserved: a slow database does not slow the sending.
      this.#next = this.#reserve();
      this.#next.catch(() => undefined); // Thrown where it is waited for.
      return this.#use(slots.count, since + slots.inMs);
    }
    await this.#pause(Math.min(slots.inMs, pauseMs));
    // A long hold may outlast the work.
    return slots.inMs < pauseMs || ledger.hasWork(channel.id, isQuiet(now()));
  }

  async #reserve(): Promise<{ readonly slots: Slots; readonly since: number }> {
    const { ledger, channel } = this.#options;
    const most = Math.max(1, Math.min(mostSlots, Math.round(reserveForMs / this.#gapMs)));
    const slots = await ledger.reserve(channel.id, { most, gapMs: this.#gapMs, aheadMs });
    return { slots, since: performance.now() };
  }

  /** Claims at each slot what is to leave then, so that nothing is lent before it leaves. @param start of the first one, on the clock of `performance.now()` */
  async #use(count: number, start: number): Promise<boolean> {
    const { pushChannel } = this.#options;
    for (let used = 0; used < count && !this.#stopped.signal.aborted;) {
      await this.#pause(start + used * this.#gapMs - performance.now());
      // What only goes into logs is never in doubt, so it need not wait for its slot.
      const elapsed = pushChannel === undefined ? Infinity : performance.now() - start + togetherMs;
      const together = Math.max(1, Math.min(count - used, Math.floor(elapsed / this.#gapMs) + 1 - used));
      const taken = Math.min(together, this.#replies);
      this.#replies -= taken;
      if (taken < together && !(await this.#send(together - taken))) return false;
      used += together;
    }
    return true;
  }

  /** False if less waits than may leave. */
  async #send(limit: number): Promise<boolean> {
    const { ledger, channel, now, pushChannel, onFault } = this.#options;
    if (this.#underWay.size >= mostUnderWay && limit < mostUnderWay) await Promise.race(this.#underWay);
    const recipients = await ledger.claim(channel.id, limit, isQuiet(now()));
    const work = pushChannel === undefined ? [this.#putIntoLogs(recipients)] : recipients.map((recipient) => this.#deliver(recipient, pushChannel));
    for (const one of work) {
      const settled = one.catch(onFault).finally(() => this.#underWay.delete(settled)); // Not recorded: it is taken back when the loan runs out.
      this.#underWay.add(settled);
    }
    return recipients.length === limit;
  }

  async #putIntoLogs(recipients: readonly ClaimedRecipient[]): Promise<void> {
    const said: { recipient: ClaimedRecipient; activity: ActivityJson }[] = [];
    const left: Done[] = [];
    for (const recipient of recipients) {
      const { announcement, obstacle } = await this.#prepare(recipient);
      if (obstacle !== undefined) left.push({ recipient, record: { state: "skipped", reason: obstacle } });
      else said.push({ recipient, activity: this.#compose(announcement, recipient) });
    }
    if (said.length > 0) await this.#options.ledger.putIntoLogs(said);
    if (left.length > 0) await this.#options.ledger.record(left);
  }

  async #deliver(recipient: ClaimedRecipient, pushChannel: PushChannel): Promise<void> {
    const { ledger, channel, now, chance } = this.#options;
    const { announcement, obstacle } = await this.#prepare(recipient);
    if (obstacle !== undefined) return this.#record({ recipient, record: { state: "skipped", reason: obstacle } });
    const result = await this.#handOver(pushChannel, recipient, this.#compose(announcement, recipient));
    await this.#record({ recipient, record: judgeAttempt(result, recipient, { now: now(), chance: chance() }) });
    if (result.outcome === "refused" && result.cause === "quota") await ledger.skipRest(recipient.announcementId, channel.id, "quota");
    await this.#minds(result);
  }

  /** The announcement, or why the recipient gets nothing: an exercise takes every step but the last. */
  async #prepare(recipient: ClaimedRecipient): Promise<{ announcement: Announcement; obstacle: ClaimedRecipient["obstacle"] }> {
    const { announcementId } = recipient;
    const announcement = this.#announcements.get(announcementId) ?? (await this.#options.find(announcementId));
    if (announcement === undefined) throw new Error(`announcement ${announcementId} is gone`);
    this.#announcements.set(announcementId, announcement);
    return { announcement, obstacle: recipient.obstacle ?? (announcement.content.isTraining ? "training" : undefined) };
  }

  #compose(announcement: Announcement, { placeId }: ClaimedRecipient): ActivityJson {
    return this.#options.compose(announcement, this.#options.channel, placeId);
  }

  async #handOver(pushChannel: PushChannel, { reference }: ClaimedRecipient, activity: ActivityJson): Promise<DeliveryResult> {
    try {
      if (reference === undefined) throw new Error("a recipient without an address");
      return await pushChannel.deliver(reference, activity);
    } catch (error) {
      this.#options.onFault(error);
      return { outcome: "later", reason: "fault of the adapter", isUncertain: true };
    }
  }

  /** Where the server takes nothing from anybody, the channel waits, in all processes. */
  async #minds(result: DeliveryResult): Promise<void> {
    const { ledger, channel } = this.#options;
    if (result.outcome !== "later") {
      this.#troubles = 0;
      return;
    }
    const { isForAll = false, afterMs } = result;
    if (isForAll) return ledger.hold(channel.id, afterMs ?? pauseMs);
    // A wait that the server asks for is that of one person.
    if (afterMs !== undefined) return;
    this.#troubles += 1;
    if (this.#troubles >= troublesBeforeHold) await ledger.hold(channel.id, Math.min(longestHoldMs, firstHoldMs * 2 ** (this.#troubles - troublesBeforeHold)));
  }

  /** What ends at the same moment is recorded in one go. */
  async #record(done: Done): Promise<void> {
    this.#done.push(done);
    await new Promise(setImmediate);
    const all = this.#done;
    this.#done = [];
    if (all.length === 0) return;
    const { ledger, wait, onFault } = this.#options;
    for (let attempt = 1; ; attempt++) {
      try {
        return await ledger.record(all);
      } catch (error) {
        if (attempt === recordAttempts || this.#stopped.signal.aborted) throw error;
        onFault(error);
        await wait(recordPauseMs);
      }
    }
  }

  async #pause(ms: number): Promise<void> {
    if (ms > 0) await this.#options.wait(ms, this.#stopped.signal);
  }
}
