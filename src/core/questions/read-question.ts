import type { Lexicon } from "../knowledge/lexicon.js";
import type { SlotFinder } from "../answering/slots.js";
import { Synonyms } from "../retrieval/expand.js";
import type { Retriever } from "../retrieval/retriever.js";
import { termsOf } from "../retrieval/terms.js";
import { fold } from "../text/fold.js";
import { PhraseList } from "../text/phrases.js";
import { tokenise } from "../text/tokenise.js";

/** A question as it is held against others. Plain data, so that it can be kept. */
export interface ReadQuestion {
  /** Equal for questions that are typed alike but for marks, capitals and punctuation. */
  readonly key: string;
  /** What must be the same in questions that mean the same: fields asked for, numbers, other places. */
  readonly signature: string;
  /** What is to be done, where it says so: of two that say different things, neither means the other. */
  readonly actions: readonly string[];
  /** What the question is about: terms with weights whose squares add up to 1, heaviest first. Empty where it only asks. */
  readonly terms: readonly (readonly [term: string, weight: number])[];
}

/** Names of actions among the terms; no syllable begins so. */
const actionMark = "@";
const actionWeight = 3;
/** A pair says more exactly what its words say too. */
const pairShare = 0.5;
/** What words keep of their weight where the register has others for them, which then stand beside them. */
const bridgedShare = 0.5;
/** For whom something is done seldom makes it another thing. */
const personShare = 0.25;
const persons: ReadonlySet<string> = new Set("con bé cháu bố mẹ ba má cha ông bà em anh chị vợ chồng cụ tôi mình tui tớ nhà người trai gái mới đẻ".split(" "));
/** More would not change which question is nearest. */
const mostTerms = 40;
/** "Hồ sơ … gồm những gì": what is asked for stands at both ends. */
const papersAsked = /(?:hồ sơ|giấy tờ) .*(?:gồm|cần|có|là) (?:những |các )?(?:gì|giấy)/u;
/** What is asked besides the fields of a service, and is another question about the same thing. */
const kinds: readonly (readonly [name: string, asked: RegExp])[] = [
  ["when", /(?<!\p{L})(?:ngày nào|khi nào|bao giờ|hôm nào|lúc nào|năm nào|ngày bao nhiêu|ngày mấy|từ bao)(?!\p{L})/u],
  ["why", /(?<!\p{L})(?:vì sao|tại sao|sao lại)(?!\p{L})/u],
  ["purpose", /(?<!\p{L})(?:để|dùng) (?:làm gì|vào việc gì)(?!\p{L})/u],
  ["meaning", /(?<!\p{L})(?:là gì|là cái gì|là sao|nghĩa là|thế nào là|nói về (?:cái )?gì)(?!\p{L})/u],
];
/** "1 lần", "1 tháng" say the same in letters. */
const countedOnce: ReadonlySet<string> = new Set(["lần", "tháng", "năm", "người", "cái", "cửa"]);

/** Reads questions for their likeness, by the same words and readings by which sources are found. */
export class QuestionReader {
  readonly #retriever: Retriever;
  readonly #slots: SlotFinder;
  readonly #frames: PhraseList;
  readonly #synonyms: Synonyms;

  constructor({ retriever, slots, lexicon }: { readonly retriever: Retriever; readonly slots: SlotFinder; readonly lexicon: Lexicon }) {
    this.#retriever = retriever;
    this.#slots = slots;
    this.#frames = new PhraseList({ frame: lexicon.frames });
    this.#synonyms = new Synonyms(lexicon.synonyms);
  }

  read(text: string): ReadQuestion {
    const tokens = this.#retriever.read(text).tokens.map((token, place, all) => (token === "1" && countedOnce.has(all[place + 1] ?? "") ? "một" : token));
    const actions = [...this.#retriever.actionsIn(tokens)].sort();
    const terms = this.#termsOf(tokens, actions);
    const asked = this.#whatIsAsked(tokens);
    // What says nothing else is like only what has the same words.
    return { key: keyOf(text), signature: terms.length === 0 && asked === "" ? `= ${tokens.join(" ")}` : asked, actions, terms };
  }

  #whatIsAsked(tokens: readonly string[]): string {
    const { fields, points, counted, otherPlaces, ownTerritories } = this.#slots.find(tokens);
    const said = tokens.join(" ");
    const names = points.map(({ name }) => name);
    const asked = new Set<string>([...fields, ...names, ...counted, ...otherPlaces, ...ownTerritories]);
    if (papersAsked.test(said)) asked.add("documents");
    // What somebody gets and what somebody pays are asked in the same words.
    if (names.includes("amount")) asked.delete("fee");
    if (asked.size === 0) for (const [name] of kinds.filter(([, pattern]) => pattern.test(said)).slice(0, 1)) asked.add(name);
    for (const token of tokens) if (/\d/u.test(token)) asked.add(token);
    return [...asked].sort().join(" ");
  }

  #termsOf(tokens: readonly string[], actions: readonly string[]): [string, number][] {
    const matter = this.#frames.find(this.#slots.withoutFields(tokens)).rest.filter((token) => !this.#retriever.isWeak(token) && !/\d/u.test(token));
    const words = this.#retriever.withoutActions(matter);
    const weights = new Map<string, number>(words.map((word) => [word, this.#informationOf(word)]));
    this.#bridge(words, weights);
    for (const pair of termsOf(words).filter((term) => term.includes("_"))) {
      const [first = "", second = ""] = pair.split("_");
      weights.set(pair, ((weights.get(first) ?? 0) + (weights.get(second) ?? 0)) * 0.5 * pairShare);
    }
    for (const action of actions) weights.set(actionMark + action, actionWeight);
    const heaviest = [...weights].filter(([, weight]) => weight > 0).sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
    return unitLength(heaviest.slice(0, mostTerms));
  }

  #informationOf(word: string): number {
    return this.#retriever.informationOf(word) * (persons.has(word) ? personShare : 1);
  }

  /** Puts the register's words beside a citizen's, with as much weight together as those have. */
  #bridge(words: readonly string[], weights: Map<string, number>): void {
    for (const { say, mean } of this.#synonyms.expand(words).bridges) {
      const said = squares(say.map((word) => weights.get(word) ?? 0));
      const added = mean.filter((word) => !this.#retriever.isWeak(word) && !weights.has(word));
      const length = Math.sqrt(squares(added.map((word) => this.#informationOf(word))));
      if (length === 0) continue;
      for (const word of added) weights.set(word, (this.#informationOf(word) / length) * Math.sqrt(said));
      for (const word of say) if (!mean.includes(word)) weights.set(word, (weights.get(word) ?? 0) * bridgedShare);
    }
  }
}

/** The same for what is typed alike but for marks, capitals, punctuation and spaces. */
export function keyOf(text: string): string {
  return fold(tokenise(text).join(" "));
}

function squares(numbers: readonly number[]): number {
  return numbers.reduce((sum, one) => sum + one * one, 0);
}

function unitLength(terms: readonly [string, number][]): [string, number][] {
  const length = Math.sqrt(squares(terms.map(([, weight]) => weight)));
  return terms.map(([term, weight]) => [term, weight / length]);
}

/** How much two questions are about the same, 0 to 1: the cosine of their terms. */
export function likenessOf(one: ReadQuestion["terms"], other: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const [term, weight] of one) sum += weight * (other.get(term) ?? 0);
  return sum;
}
