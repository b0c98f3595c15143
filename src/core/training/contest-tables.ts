import { contestWording as wording } from "../wording/contest.js";
import type { Stretch } from "./contest-calendar.js";
import type { ContestEntry, RoundResult } from "./contest-store.js";

/** One person in a table. Equal results share a place. */
export interface PersonLine {
  readonly place: number;
  readonly learnerId: string;
  readonly entry: ContestEntry | undefined;
  readonly right: number;
  /** How far the guesses are from the numbers of people who got everything right; `undefined` while it does not count yet. */
  readonly guessOff: number | undefined;
  readonly usedSeconds: number;
  /** In how many rounds. */
  readonly rounds: number;
}

export interface OfficeLine {
  readonly place: number;
  readonly name: string;
  readonly people: number;
  readonly right: number;
}

interface TableOf {
  readonly stretch: Stretch;
  /** The guess decides among equals only once nobody can take part any more. */
  readonly isClosed: boolean;
}

/**
 * People by right answers (over all rounds: the sum of each round's best try), then, once it is over, by the guess that is nearer, then by
 * the shorter time.
 */
export function peopleTable(results: readonly RoundResult[], { stretch, isClosed }: TableOf): PersonLine[] {
  const perfect = countPerfect(results);
  const lines = [...groupBy(within(results, stretch), ({ learnerId }) => learnerId)].map(([learnerId, own]) => ({
    learnerId,
    entry: own[0]?.entry,
    right: sum(own, ({ right }) => right),
    guessOff: isClosed ? sum(own, ({ guess, round }) => Math.abs(guess - (perfect.get(round) ?? 0))) : undefined,
    usedSeconds: sum(own, ({ usedSeconds }) => usedSeconds),
    rounds: own.length,
  }));
  return placed(lines, (a, b) => b.right - a.right || (a.guessOff ?? 0) - (b.guessOff ?? 0) || a.usedSeconds - b.usedSeconds);
}

/** Offices by the right answers of those of their people who agreed to be named; of equal sums, the one of fewer people. */
export function officeTable(results: readonly RoundResult[], stretch: Stretch): OfficeLine[] {
  const named = within(results, stretch).filter(({ entry }) => entry?.isPublic === true && entry.office !== undefined && isShown(entry));
  const lines = [...groupBy(named, ({ entry }) => (entry?.office?.name ?? "").toLocaleLowerCase("vi"))].map(([, own]) => ({
    name: own[0]?.entry?.office?.name ?? "",
    people: new Set(own.map(({ learnerId }) => learnerId)).size,
    right: sum(own, ({ right }) => right),
  }));
  return placed(lines, (a, b) => b.right - a.right || a.people - b.people);
}

export interface OfficeShare {
  /** As typed, or as joined by its code; "" of those who named none. */
  readonly name: string;
  readonly people: number;
  /** Of the best tries, in percent of the items. */
  readonly averagePercent: number;
}

/** How many took part from which office, whether they agreed to be named or not; for the organisers. The most people first. */
export function officeShares(results: readonly RoundResult[], stretch: Stretch): OfficeShare[] {
  const groups = groupBy(within(results, stretch), ({ entry }) => (entry?.office?.name ?? "").toLocaleLowerCase("vi"));
  const shares = [...groups.values()].map((own) => ({
    name: own[0]?.entry?.office?.name ?? "",
    people: new Set(own.map(({ learnerId }) => learnerId)).size,
    averagePercent: Math.round(sum(own, ({ right, asked }) => (100 * right) / Math.max(1, asked)) / own.length),
  }));
  return shares.sort((a, b) => b.people - a.people || a.name.localeCompare(b.name, "vi"));
}

/** How somebody who agreed to be named stands in the public tables: who is hidden, without the name, and with an office only that gave its code. */
export function publicEntry(entry: ContestEntry | undefined): { readonly name: string; readonly office: string } | undefined {
  if (entry?.isPublic !== true) return undefined;
  return { name: entry.hiddenWhy === undefined ? entry.name : wording.hiddenName, office: isShown(entry) ? (entry.office?.name ?? "") : "" };
}

/** What was typed as an office may be as offensive as what was typed as a name. */
function isShown({ hiddenWhy, office }: ContestEntry): boolean {
  return hiddenWhy === undefined || office?.id !== undefined;
}

/** How many people got everything right, by round. */
export function countPerfect(results: readonly RoundResult[]): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const { round, right, asked } of results) if (right === asked) counts.set(round, (counts.get(round) ?? 0) + 1);
  return counts;
}

export function within(results: readonly RoundResult[], stretch: Stretch): readonly RoundResult[] {
  return stretch === "all" ? results : results.filter(({ round }) => round === stretch);
}

function groupBy<T>(values: readonly T[], keyOf: (value: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const value of values) {
    const group = groups.get(keyOf(value));
    if (group === undefined) groups.set(keyOf(value), [value]);
    else group.push(value);
  }
  return groups;
}

function sum<T>(values: readonly T[], numberOf: (value: T) => number): number {
  return values.reduce((total, value) => total + numberOf(value), 0);
}

function placed<T>(lines: readonly T[], compare: (a: T, b: T) => number): (T & { readonly place: number })[] {
  let place = 1;
  const sorted = lines.toSorted(compare);
  return sorted.map((line, index) => {
    const above = sorted[index - 1];
    if (above === undefined || compare(above, line) !== 0) place = index + 1;
    return { ...line, place };
  });
}
