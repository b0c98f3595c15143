import type { Counter } from "../../../src/activity/push-channel.js";

/** What Zalo lets a bot send in a month. */
export interface BudgetSettings {
  /** Messages in all. */
  readonly perMonth: number;
  /** So many of them are kept for answers: announcements never use them up. */
  readonly reserve: number;
}

export interface BudgetParts {
  readonly counter: Counter;
  /** In milliseconds since 1970. */
  readonly now: () => number;
}

const vietnamOffsetMs = 7 * 60 * 60 * 1000;

/** Counts the bot's messages of the month, by the days of Vietnam, for all processes together. */
export class Budget {
  readonly #settings: BudgetSettings;
  readonly #parts: BudgetParts;

  constructor(settings: BudgetSettings, parts: BudgetParts) {
    this.#settings = settings;
    this.#parts = parts;
  }

  /** Takes one message off the month's budget; false where nothing is left for it. @param isAnswer to something that a person wrote */
  take(isAnswer: boolean): Promise<boolean> {
    const { perMonth, reserve } = this.#settings;
    return this.#parts.counter.addOne(`zalo-bot ${this.#month()}`, isAnswer ? perMonth : perMonth - reserve);
  }

  #month(): string {
    return new Date(this.#parts.now() + vietnamOffsetMs).toISOString().slice(0, 7);
  }
}
