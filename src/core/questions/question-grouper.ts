import { likenessOf, type ReadQuestion } from "./read-question.js";

/** Questions that are this much alike, and ask for the same, belong together. Fitted on the first half of `test/questions/groups.jsonl`. */
const alike = 0.66;
/** What likeness keeps where only one of two questions says what is to be done: "mất biển số xe", "đấu giá biển số xe". */
const unsaidAction = 0.8;
/** A member that is less like all kept ones than this is kept too: it leads to further ways of asking. */
const newWay = 0.9;
/** How many members of a group others are held against. */
const mostKept = 6;
/** Only these terms of a question, the heaviest, lead to others … */
const leadingTerms = 6;
/** … each to so many at most, the newest … */
const mostPerTerm = 400;
/** … and so many of those, with the most in common, are looked at closely. */
const mostCompared = 48;

interface Kept {
  readonly group: number;
  readonly actions: readonly string[];
  readonly terms: ReadonlyMap<string, number>;
}

/** Where a question belongs. */
export interface Placed {
  /** `undefined`: in no group yet. */
  readonly group: number | undefined;
  /** Whether it says in a new way what the group says, and is to be kept for comparing. */
  readonly isNewWay: boolean;
}

/**
 * Puts questions together that mean the same, one after another: each goes to the group of the question that is most like it. What is asked
 * for (field, year, number, other place) must be the same; what it is about must be alike. The work for one question does not grow with
 * the number of questions: it is held against few, found by the terms that say most.
 */
export class QuestionGrouper {
  readonly #kept: Kept[] = [];
  /** Places in `#kept`, by signature and term, the newest last. */
  readonly #byTerm = new Map<string, number[]>();
  readonly #waysOfGroup = new Map<number, number>();
  /** Groups whose questions only ask, by signature. */
  readonly #bare = new Map<string, number>();

  /** Where a question belongs by what is known so far. */
  place({ signature, actions, terms }: ReadQuestion): Placed {
    if (terms.length === 0) return { group: this.#bare.get(signature), isNewWay: !this.#bare.has(signature) };
    let best: Kept | undefined;
    let likeness = 0;
    for (const place of this.#candidates(signature, terms)) {
      const kept = this.#kept[place] as Kept;
      const found = likenessOf(terms, kept.terms) * agreementOf(actions, kept.actions);
      if (found > likeness) [best, likeness] = [kept, found];
    }
    if (best === undefined || likeness < alike) return { group: undefined, isNewWay: true };
    return { group: best.group, isNewWay: likeness < newWay && (this.#waysOfGroup.get(best.group) ?? 0) < mostKept };
  }

  /** Makes others comparable with a question of a group. */
  keep({ signature, actions, terms }: Omit<ReadQuestion, "key">, group: number): void {
    if (terms.length === 0) {
      this.#bare.set(signature, group);
      return;
    }
    const place = this.#kept.push({ group, actions, terms: new Map(terms) }) - 1;
    this.#waysOfGroup.set(group, (this.#waysOfGroup.get(group) ?? 0) + 1);
    for (const [term] of terms.slice(0, leadingTerms)) {
      const key = `${signature}|${term}`;
      const list = this.#byTerm.get(key);
      if (list === undefined) this.#byTerm.set(key, [place]);
      else list.push(place);
    }
  }

  #candidates(signature: string, terms: ReadQuestion["terms"]): number[] {
    const shared = new Map<number, number>();
    for (const [term, weight] of terms.slice(0, leadingTerms))
      for (const place of (this.#byTerm.get(`${signature}|${term}`) ?? []).slice(-mostPerTerm)) shared.set(place, (shared.get(place) ?? 0) + weight);
    const found = [...shared];
    if (found.length > mostCompared) found.sort(([a, x], [b, y]) => y - x || a - b);
    return found.slice(0, mostCompared).map(([place]) => place);
  }
}

/** Of two questions that name different things to be done, neither means the other. */
function agreementOf(one: readonly string[], other: readonly string[]): number {
  if (one.length === 0 && other.length === 0) return 1;
  if (one.length === 0 || other.length === 0) return unsaidAction;
  return one.some((action) => other.includes(action)) ? 1 : 0;
}
