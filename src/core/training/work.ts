import type { Catalog } from "./catalog.js";
import type { Choice } from "./command.js";
import type { ContestStore } from "./contest-store.js";
import type { Learner, LearnerStore, Session, TrainingChange } from "./learner.js";

/** What the bot says to a learner. */
export interface TrainingReply {
  readonly text: string;
  /** Offered by name, in order. */
  readonly choices: readonly Choice[];
  /** Buttons of an open item: each says what it is named. */
  readonly answers: readonly string[];
}

/** What every part of the training needs. */
export interface TrainingParts {
  readonly catalog: Catalog;
  readonly store: LearnerStore;
  readonly contests: ContestStore;
  /** A new id that nobody can guess. */
  readonly newId: () => string;
  /** A whole number from 0 that no learner can foresee. */
  readonly newSeed: () => number;
  /** A code to type: eight letters and digits without those that look alike. */
  readonly newCode: () => string;
  /** The serial of a certificate, which nobody can guess. */
  readonly newSerial: () => string;
  /** Where a certificate is fetched, and where anybody can verify its serial. */
  readonly addressesOf: (serial: string) => { readonly file: string; readonly verification: string };
  /** The public page of a contest. */
  readonly contestAddress: (contestId: string) => string;
  /** Where a learner can fetch everything that is held on them, for a short time. */
  readonly dataAddress: (learnerId: string) => string;
}

/** One turn of a learner: what holds now, and what changes by it. */
export class Work {
  readonly parts: TrainingParts;
  readonly conversationId: string;
  readonly canBeReminded: boolean;
  readonly now: Date;
  readonly changes: TrainingChange[] = [];
  learner: Learner;

  constructor(
    parts: TrainingParts,
    { conversationId, canBeReminded, now, learner }: { conversationId: string; canBeReminded: boolean; now: Date; learner: Learner },
  ) {
    this.parts = parts;
    this.conversationId = conversationId;
    this.canBeReminded = canBeReminded;
    this.now = now;
    this.learner = learner;
  }

  get session(): Session {
    return this.learner.session;
  }

  /** Changes the learner; stored with the other changes at the end of the turn. */
  set(changed: Partial<Omit<Learner, "id" | "version">>): void {
    this.learner = { ...this.learner, ...changed };
  }
}

/** A reply of several paragraphs; empty ones are left out. */
export function say(paragraphs: readonly string[], choices: readonly Choice[] = [], answers: readonly string[] = []): TrainingReply {
  return { text: paragraphs.filter((paragraph) => paragraph !== "").join("\n"), choices, answers };
}
