import type { Lexicon } from "../knowledge/lexicon.js";
import { fold, isMarked } from "../text/fold.js";
import { tokenise } from "../text/tokenise.js";
import { Abbreviations } from "./expand.js";
import type { Unit, UnitKind } from "./unit.js";

/** A word with and without its marks: one object for all texts that it stands in, of which there are more than ten thousand. */
interface Word {
  readonly marked: string;
  readonly folded: string;
}

/** A text that can be suggested. */
interface Entry {
  readonly text: string;
  readonly unit: number;
  readonly kind: UnitKind;
  readonly words: readonly Word[];
}

/** One word of what was typed; the last one may be unfinished. */
interface TypedWord {
  readonly word: string;
  readonly folded: string;
  readonly isWhole: boolean;
}

/** Longer input is a question by now, and no name begins like that. */
const maxTypedWords = 12;
const defaultCount = 6;
/** People ask for services far more often than for the thousands of procedures in the register. */
const kindBonus: Record<UnitKind, number> = { service: 1.5, article: 1, procedure: 0, document: 0, foreign: 0 };
const bonus = { start: 3, phrase: 2, inOrder: 1, wrongMark: -5, perWord: -0.03 };
/** What lies so far behind the best is left out. */
const widestGap = 3.5;
/** The first letter alone fits thousands of entries: only the best of them are compared in full. */
const maxCompared = 300;

/**
 * Completes what is being typed to names of services and procedures and to whole ways of asking, with or without
 * diacritics. Each typed word must stand in the suggestion, in any place; the last may be the beginning of one.
 */
export class Suggester {
  readonly #abbreviations: Abbreviations;
  readonly #entries: readonly Entry[];
  /** All words of all entries without marks, in code unit order, and for each the entries that hold it. */
  readonly #words: readonly string[];
  readonly #postings: readonly (readonly number[])[];

  constructor(units: readonly Unit[], lexicon: Lexicon) {
    this.#abbreviations = new Abbreviations(lexicon);
    const shared = new Map<string, Word>();
    this.#entries = units.flatMap((unit, place) => entriesOf(unit, place, shared)).sort((a, b) => ownScore(b) - ownScore(a));
    const postings = new Map<string, number[]>();
    for (const [index, entry] of this.#entries.entries())
      for (const word of new Set(entry.words.map(({ folded }) => folded))) {
        const posting = postings.get(word);
        if (posting === undefined) postings.set(word, [index]);
        else posting.push(index);
      }
    const sorted = [...postings].sort(([a], [b]) => (a < b ? -1 : 1));
    this.#words = sorted.map(([word]) => word);
    this.#postings = sorted.map(([, entries]) => entries);
  }

  /** At most `count` different texts, best first; one for each thing that can be asked for. */
  suggest(typed: string, count = defaultCount): string[] {
    const words = this.#read(typed);
    if (words.length === 0 || words.length > maxTypedWords) return [];
    const best = new Map<number, { text: string; score: number }>();
    for (const entry of this.#candidates(words)) {
      const score = ownScore(entry) + fitScore(entry, words);
      if (score > (best.get(entry.unit)?.score ?? Number.NEGATIVE_INFINITY)) best.set(entry.unit, { text: entry.text, score });
    }
    const ranked = [...best.values()].sort((a, b) => b.score - a.score || (a.text < b.text ? -1 : 1));
    const least = (ranked[0]?.score ?? 0) - widestGap;
    return [...new Set(ranked.filter(({ score }) => score >= least).map(({ text }) => text))].slice(0, count);
  }

  /** The best of the entries that begin as typed, and of the others that hold all words. */
  #candidates(words: readonly TypedWord[]): Entry[] {
    const [first] = words;
    const entries = this.#entriesWithAll(words).map((index) => this.#entries[index] as Entry);
    const isStart = ({ words: [word] }: Entry): boolean => word?.folded.startsWith(first?.folded ?? "") === true;
    return [...entries.filter(isStart).slice(0, maxCompared), ...entries.filter((entry) => !isStart(entry)).slice(0, maxCompared)];
  }

  #read(typed: string): TypedWord[] {
    const tokens = tokenise(typed);
    const isLastWhole = /\s$/u.test(typed);
    return tokens.flatMap((token, index) => {
      const isWhole = isLastWhole || index < tokens.length - 1;
      const isKnown = this.#hasWord(fold(token), isWhole);
      const meant = isKnown ? [token] : this.#abbreviations.expandQuestion([token]);
      return meant.map((word) => ({ word, folded: fold(word), isWhole: isWhole || meant.length > 1 }));
    });
  }

  #hasWord(folded: string, isWhole: boolean): boolean {
    const [from, to] = this.#range(folded, isWhole);
    return from < to;
  }

  /** In their own order. */
  #entriesWithAll(words: readonly TypedWord[]): number[] {
    /** How many of the words, from the first on, each entry holds. */
    const held = new Uint8Array(this.#entries.length);
    for (const [index, { folded, isWhole }] of words.entries()) {
      const [from, to] = this.#range(folded, isWhole);
      for (let word = from; word < to; word++)
        for (const entry of this.#postings[word] as readonly number[]) if (held[entry] === index) held[entry] = index + 1;
    }
    const entries: number[] = [];
    for (const [entry, count] of held.entries()) if (count === words.length) entries.push(entry);
    return entries;
  }

  /** The places of the words that begin with a text, or are equal to it. */
  #range(folded: string, isWhole: boolean): [from: number, to: number] {
    const from = this.#firstNotBefore(folded);
    if (isWhole) return [from, this.#words[from] === folded ? from + 1 : from];
    return [from, this.#firstNotBefore(`${folded}\uffff`)];
  }

  #firstNotBefore(text: string): number {
    let low = 0;
    let high = this.#words.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#words[middle] as string) < text) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Sections of documents are not asked for by name. A way of asking without marks teaches search, but is nothing to show. */
function entriesOf({ kind, title, aliases }: Unit, unit: number, shared: Map<string, Word>): Entry[] {
  if (kind === "document") return [];
  const isShown = (alias: string): boolean => tokenise(alias).some(isMarked);
  return [...new Set([title, ...aliases.filter(isShown)])].map((text) => ({
    text: capitalised(text),
    unit,
    kind,
    words: tokenise(text).map((token) => sharedWord(token, shared)),
  }));
}

function sharedWord(token: string, shared: Map<string, Word>): Word {
  let word = shared.get(token);
  if (word === undefined) shared.set(token, (word = { marked: token, folded: fold(token) }));
  return word;
}

/** What speaks for an entry whatever was typed. */
function ownScore({ kind, words }: Entry): number {
  return kindBonus[kind] + words.length * bonus.perWord;
}

function fitScore(entry: Entry, words: readonly TypedWord[]): number {
  const places = words.map((word) => placeIn(entry, word));
  const first = places[0] as number;
  const isPhrase = places.every((place, index) => place === first + index);
  const isInOrder = places.every((place, index) => index === 0 || place > (places[index - 1] as number));
  const wrongMarks = words.filter((typed, index) => isMarked(typed.word) && !matches(entry.words[places[index] as number]?.marked, typed)).length;
  const order = isPhrase ? (first === 0 ? bonus.start : bonus.phrase) : isInOrder ? bonus.inOrder : 0;
  return order + wrongMarks * bonus.wrongMark;
}

/** Where a typed word stands: with its marks if possible, else without. */
function placeIn(entry: Entry, typed: TypedWord): number {
  const exact = isMarked(typed.word) ? entry.words.findIndex(({ marked }) => matches(marked, typed)) : -1;
  if (exact >= 0) return exact;
  return entry.words.findIndex(({ folded }) => (typed.isWhole ? folded === typed.folded : folded.startsWith(typed.folded)));
}

function matches(token: string | undefined, { word, isWhole }: TypedWord): boolean {
  return isWhole ? token === word : token?.startsWith(word) === true;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
