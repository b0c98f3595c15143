import type { KnowledgeStore, VersionDocument } from "./knowledge-store.js";

/** Holds what answers come from, and puts another in its place when a version was put in use. Whoever has begun with the one before keeps it. */
export class LatestBrain<Brain> {
  readonly #store: Pick<KnowledgeStore, "current">;
  readonly #open: (documents: readonly VersionDocument[]) => Promise<Brain>;
  #held: { number: number; brain: Brain } | undefined;
  #work: Promise<void> = Promise.resolve();

  /** @param open makes a brain from the knowledge folder and what operators added. */
  constructor(store: Pick<KnowledgeStore, "current">, open: (documents: readonly VersionDocument[]) => Promise<Brain>) {
    this.#store = store;
    this.#open = open;
  }

  /** `undefined` before the first is open. */
  get brain(): Brain | undefined {
    return this.#held?.brain;
  }

  /** @throws Error before the first is open. */
  get inUse(): Brain {
    if (this.#held === undefined) throw new Error("the knowledge is not open yet");
    return this.#held.brain;
  }

  /** Opens the version in use unless it is open already; one after another. Where that fails, the one before goes on. */
  refresh(): Promise<void> {
    const refreshed = this.#work.then(() => this.#refreshNow());
    this.#work = refreshed.catch(() => undefined);
    return refreshed;
  }

  async #refreshNow(): Promise<void> {
    const version = await this.#store.current();
    const number = version?.number ?? 0;
    if (this.#held?.number === number) return;
    this.#held = { number, brain: await this.#open(version?.documents ?? []) };
  }
}
