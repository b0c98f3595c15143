import type { QuestionTopic } from "./question-topics.js";
import type { ReadQuestion } from "./read-question.js";

/** A stored question that is in no group yet. */
export interface UngroupedQuestion {
  readonly answerId: string;
  readonly question: string;
  readonly sources: readonly string[];
  readonly askedAt: Date;
}

/** A question of a group that others are held against. */
export interface KeptQuestion {
  /** Rises with time. */
  readonly id: number;
  readonly groupId: number;
  readonly reading: Omit<ReadQuestion, "key">;
}

/** A way of typing that was not known. */
export interface NewWording {
  readonly key: string;
  readonly typed: string;
  readonly groupId: number;
  /** `undefined`: others are held against others of the group. */
  readonly reading: Omit<ReadQuestion, "key"> | undefined;
}

/** What a round of grouping found out. Stored whole or not at all. */
export interface GroupedQuestions {
  readonly groups: readonly { readonly id: number; readonly name: string; readonly topic: QuestionTopic }[];
  readonly wordings: readonly NewWording[];
  readonly questions: readonly { readonly answerId: string; readonly key: string; readonly groupId: number; readonly askedAt: Date }[];
}

/** Where questions and their groups are kept, for the one process that groups them. */
export interface GroupStore {
  /** The oldest questions that are in no group. */
  ungrouped(limit: number): Promise<UngroupedQuestion[]>;
  /** The groups of ways of typing, by their keys. */
  groupsOfKeys(keys: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** What others are held against, the oldest first, after an id; 0 gives all. */
  kept(afterId: number): Promise<KeptQuestion[]>;
  /** Numbers for new groups. */
  newIds(count: number): Promise<number[]>;
  /** @returns the highest id of a kept question. */
  save(grouped: GroupedQuestions): Promise<number>;
  /** The ways of typing of a group, the most asked first. */
  wordingsOf(groupId: number, limit: number): Promise<{ readonly typed: string; readonly times: number }[]>;
  rename(names: ReadonlyMap<number, string>): Promise<void>;
}
