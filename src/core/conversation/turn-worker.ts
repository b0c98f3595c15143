import type { Notice } from "../announcements/notice.js";
import { fromJson, toJson, type Activity } from "../../activity/activity.js";
import type { ChannelAdapter } from "../../activity/channel-adapter.js";
import type { Answer } from "../answering/answer.js";
import { newConversationState } from "./conversation-state.js";
import { takeTurn, type TurnEffects, type TurnParts } from "./take-turn.js";
import type { ClaimedTurn, TurnOutcome, TurnQueue } from "./turn-queue.js";

export interface WorkerOptions extends Omit<TurnParts, "announced" | "notice"> {
  /** What people are told just now on a channel that shows no banner. */
  readonly noticeOn: (channelId: string) => Promise<Notice | undefined>;
  readonly queue: TurnQueue;
  /** By channel id. */
  readonly adapters: ReadonlyMap<string, ChannelAdapter>;
  /** Told when a turn is over. */
  readonly onTurn?: (turn: FinishedTurn) => void;
  /** Told what went wrong with the queue itself; the work goes on. */
  readonly onFault: (error: unknown) => void;
  /** Turns under way at the same time, all of different conversations. Default 8; more only helps while turns wait for a model. */
  readonly concurrency?: number;
  /** How often to look without being told, in milliseconds: it finds the turns of a process that died. Default 2,000. */
  readonly pollEveryMs?: number;
  /** How often loans are renewed, in milliseconds; well below their length. Default 3,000. */
  readonly renewEveryMs?: number;
}

export interface FinishedTurn {
  readonly channelId: string;
  /** `undefined` for a turn that answers nothing. */
  readonly status: Answer["status"] | undefined;
  /** From the arrival to the moment when the reply was safe and could be read. */
  readonly durationMs: number;
}

/** After so many attempts that ended with the process, the message is taken to be the cause, and gets an apology. */
const maxAttempts = 3;

/** Takes turns from the queue and plays them. Any number of workers, in any number of processes, share one queue. */
export class TurnWorker {
  readonly #options: WorkerOptions;
  readonly #running = new Map<string, Promise<void>>();
  #claiming = Promise.resolve();
  #isClaiming = false;
  #isWanted = false;
  #isStopped = false;
  #timers: NodeJS.Timeout[] = [];
  #stopListening: () => Promise<void> = () => Promise.resolve();

  constructor(options: WorkerOptions) {
    this.#options = options;
  }

  async start(): Promise<void> {
    const { queue, pollEveryMs = 2_000, renewEveryMs = 3_000 } = this.#options;
    this.#stopListening = await queue.onArrival(() => this.#wake());
    this.#timers = [setInterval(() => this.#wake(), pollEveryMs), setInterval(() => void this.#renew(), renewEveryMs)];
    this.#wake();
  }

  /** Takes no more turns, and waits for those under way. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    await this.#stopListening();
    await this.#claiming;
    await Promise.all(this.#running.values());
    for (const timer of this.#timers) clearInterval(timer);
  }

  #wake(): void {
    this.#isWanted = true;
    if (!this.#isClaiming) this.#claiming = this.#claimWhileWanted();
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
    const { queue, adapters, concurrency = 8 } = this.#options;
    const free = concurrency - this.#running.size;
    if (free === 0) return; // The end of a turn wakes again.
    for (const turn of await queue.claim(free, [...adapters.keys()])) this.#run(turn);
  }

  #run(turn: ClaimedTurn): void {
    const { onFault } = this.#options;
    const work = this.#play(turn)
      .catch(onFault) // Not stored: the turn is lent again when this loan runs out.
      .finally(() => {
        this.#running.delete(turn.lease);
        if (!this.#isStopped) this.#wake();
      });
    this.#running.set(turn.lease, work);
  }

  async #play(turn: ClaimedTurn): Promise<void> {
    const { queue, onTurn, now } = this.#options;
    const { outcome, status } = await this.#outcomeOf(turn);
    if (!(await queue.finish(turn, outcome))) return;
    onTurn?.({ channelId: turn.channelId, status, durationMs: now().getTime() - turn.receivedAt.getTime() });
  }

  async #outcomeOf(turn: ClaimedTurn): Promise<{ outcome: TurnOutcome; status: Answer["status"] | undefined }> {
    const { adapters, onFault } = this.#options;
    const adapter = adapters.get(turn.channelId);
    const inbound = readActivity(turn, onFault);
    const before = turn.state ?? newConversationState;
    if (adapter === undefined || inbound === undefined) return { outcome: { replies: [], state: before }, status: undefined };
    const notice = await this.#options.noticeOn(turn.channelId);
    let effects: TurnEffects = { state: before, status: "error_internal" };
    const said = await adapter.takeTurn(inbound, async (context) => {
      if (turn.attempt > maxAttempts) throw new Error(`given up after ${maxAttempts} attempts that ended with the process`);
      effects = await takeTurn(context, before, adapter.channel.capabilities, { ...this.#options, announced: turn.announced, notice });
    });
    const { state, feedback, forgets = false, training, subscription, asked, status } = effects;
    const changes = { ...(training && { training }), ...(subscription && { subscription }), ...(asked && { asked }) };
    return { outcome: { replies: said.map(toJson), state, feedback, forgets, ...changes }, status };
  }

  async #renew(): Promise<void> {
    const leases = [...this.#running.keys()];
    if (leases.length > 0) await this.#options.queue.renew(leases).catch(this.#options.onFault);
  }
}

/** The door lets only readable activities in; one that is not must not stay in the queue for ever. */
function readActivity({ activity }: ClaimedTurn, onFault: (error: unknown) => void): Activity | undefined {
  try {
    return fromJson(activity);
  } catch (error) {
    onFault(error);
    return undefined;
  }
}
