import { fold, isMarked, shareOfMarkedWords } from "../text/fold.js";
import { isOneEdit } from "../text/one-edit.js";
import { couldBeSyllable, isValidSyllable } from "../text/syllable.js";
import { isWord } from "../text/tokenise.js";
import { LanguageModelReader, type LanguageModel } from "./language-model.js";

/** Log units of trust in an unmarked word as typed, when every other word of the query carries its marks. */
const trustInUnmarked = 10;
/** Log units that a correction by one letter costs against a word that only lacks marks. */
const costOfEdit = 3;
/** Log units that a marked word read otherwise costs: more than the other reading gains by being frequent, less than by fitting its neighbours. */
const costOfWrongMark = 11;
const shortestMistyped = 3;
/** How many readings of one word are weighed. */
const maxCandidates = 24;

/**
 * Puts back what a hurried typist left out: marks, and single letters in words that are no syllables.
 *
 * The readings of a word are those of the corpus with the same folded form and, only where no such word exists and the typed form
 * cannot be a syllable, those one edit away. The likeliest sequence under the corpus' bigram model wins (Viterbi).
 * A marked word that the corpus knows stays, and so does every valid syllable that it does not know: bending that one would
 * turn a question about something else into a question about us. Only a mark that is often got wrong is put right, and only where the
 * neighbours ask for it.
 */
export class QueryRepair {
  readonly #model: LanguageModelReader;
  readonly #byFolded = new Map<string, string[]>();
  readonly #byDeletion = new Map<string, string[]>();

  constructor(model: LanguageModel) {
    this.#model = new LanguageModelReader(model);
    for (const word of model.words) {
      if (!isWord(word)) continue;
      push(this.#byFolded, fold(word), word);
    }
    for (const folded of this.#byFolded.keys()) for (const deletion of deletionsOf(folded)) push(this.#byDeletion, deletion, folded);
  }

  /**
   * The tokens as meant. Same length and order; numbers are never touched.
   * @param typed the words as they were typed, before abbreviations were spelled out: they show how carefully marks were put.
   */
  repair(tokens: readonly string[], typed: readonly string[] = tokens): string[] {
    // Squared: who marks most words marks all that need it, who marks a third of them types in haste.
    const trust = trustInUnmarked * shareOfMarkedWords(typed.filter(isWord)) ** 2;
    const readings = tokens.map((token) => this.#readingsOf(token, trust));
    return this.#likeliest(readings);
  }

  #readingsOf(token: string, trust: number): Reading[] {
    const asTyped = { word: token, bonus: 0 };
    if (!isWord(token)) return [asTyped];
    if (isMarked(token) && (this.#model.count(token) > 0 || isValidSyllable(token))) return [asTyped, ...this.#misheard(token)];
    const folded = fold(token);
    const sameFold = this.#byFolded.get(folded);
    if (sameFold !== undefined) {
      const readings = sameFold.map((word) => ({ word, bonus: word === token ? trust : 0 }));
      return this.#mostFrequent(sameFold.includes(token) ? readings : [...readings, { word: token, bonus: isMarked(token) ? 0 : trust - costOfEdit }]);
    }
    // Two letters that are no syllable are an abbreviation that we do not know; one letter more or less is near too many words.
    if (couldBeSyllable(folded) || folded.length < shortestMistyped) return [asTyped];
    const near = [...this.#oneEditAway(folded)].flatMap((other) => this.#byFolded.get(other) ?? []);
    return this.#mostFrequent([asTyped, ...near.map((word) => ({ word, bonus: -costOfEdit }))]);
  }

  /** What a marked word was meant as: hỏi and ngã sound alike to many, and one that no source has may lack the mark of its vowel. */
  #misheard(token: string): Reading[] {
    const isKnown = this.#model.count(token) > 0;
    const lacking = isKnown ? [] : (this.#byFolded.get(fold(token)) ?? []).filter((word) => withoutVowelMarks(word) === token);
    return [...lacking, swapTones(token)].filter((word) => word !== token && this.#model.count(word) > 0).map((word) => ({ word, bonus: -costOfWrongMark }));
  }

  #mostFrequent(readings: Reading[]): Reading[] {
    if (readings.length <= maxCandidates) return readings;
    return [...readings].sort((a, b) => this.#model.count(b.word) - this.#model.count(a.word)).slice(0, maxCandidates);
  }

  #oneEditAway(folded: string): Set<string> {
    const found = new Set<string>();
    for (const deletion of [folded, ...deletionsOf(folded)])
      for (const other of [...(this.#byFolded.has(deletion) ? [deletion] : []), ...(this.#byDeletion.get(deletion) ?? [])])
        if (isOneEdit(folded, other)) found.add(other);
    return found;
  }

  #likeliest(readings: readonly Reading[][]): string[] {
    let paths: { words: string[]; score: number }[] = [{ words: [], score: 0 }];
    for (const options of readings) {
      paths = options.map(({ word, bonus }) => {
        let chosen = paths[0] as { words: string[]; score: number };
        let score = Number.NEGATIVE_INFINITY;
        for (const path of paths) {
          const reached = path.score + this.#model.logProbability(word, path.words[path.words.length - 1]);
          if (reached > score) [score, chosen] = [reached, path];
        }
        return { words: [...chosen.words, word], score: score + bonus };
      });
    }
    return paths.reduce((a, b) => (b.score > a.score ? b : a)).words;
  }
}

const hook = "\u0309";
const tilde = "\u0303";
/** The marks of ê, ă and ơ. */
const vowelMarks = /[\u0302\u0306\u031B]/gu;

/** A word with the tone ngã in place of hỏi, or hỏi in place of ngã. */
function swapTones(word: string): string {
  const swap: Readonly<Record<string, string>> = { [hook]: tilde, [tilde]: hook };
  return Array.from(word.normalize("NFD"), (mark) => swap[mark] ?? mark)
    .join("")
    .normalize("NFC");
}

/** "Giáy" of "giấy": the tone stays. */
function withoutVowelMarks(word: string): string {
  return word.normalize("NFD").replace(vowelMarks, "").normalize("NFC");
}

interface Reading {
  word: string;
  /** Added to the log probability of the path. */
  bonus: number;
}

function push(map: Map<string, string[]>, key: string, value: string): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

function deletionsOf(word: string): string[] {
  if (word.length < 3) return [];
  return [...new Set(Array.from(word, (_, index) => word.slice(0, index) + word.slice(index + 1)))];
}
