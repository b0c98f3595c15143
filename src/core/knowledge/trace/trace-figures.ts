import { sentencesOf } from "../../text/sentences.js";
import { isSaid, type PlacedText } from "../check/placed-texts.js";
import type { Fact } from "./fact.js";
import { wordsOf } from "./fact.js";
import { areSameFigure, isDistinctive, statedFigures, type StatedFigure } from "./figure-forms.js";

/** A figure of an article or service, and what bears it out. */
export interface Trace {
  file: string;
  line: number;
  unit: string;
  /** The figure with its unit. */
  stated: string;
  sentence: string;
  fact?: Fact;
}

/** What is known of a unit besides its texts. */
export interface TracedUnit {
  /** What it is about: its title. */
  title: string;
  /** What its facts belong to: itself, its procedures, the official documents and services that it leads to. */
  owners: ReadonlySet<string>;
  /** Addresses of its sources. */
  urls: ReadonlySet<string>;
}

/** A figure that an article or service states, once for each unit. */
export interface StatedAt extends StatedFigure, Pick<PlacedText, "file" | "line" | "unit" | "path"> {
  sentence: string;
}

/** What the bot says that it does not know, it does not assert. */
const denial = /(?<!\p{L})tôi chưa (?!\p{L}+ định)/iu;

/** Every place at which articles and services state a figure. */
export function figuresStatedIn(texts: readonly PlacedText[]): StatedAt[] {
  return texts
    .filter((text) => isSaid(text) && text.path[0] !== "unknown")
    .flatMap(({ file, line, unit, path, text }) =>
      sentencesOf(text)
        .filter((sentence) => !denial.test(sentence))
        .flatMap((sentence) => statedFigures(sentence).map((stated) => ({ file, line, unit, path, sentence, ...stated }))),
    );
}

/** Every figure that articles and services state, once for each unit, with the best fact for it; without a fact where none bears it out. */
export function traceFigures(texts: readonly PlacedText[], facts: readonly Fact[], units: ReadonlyMap<string, TracedUnit>): Trace[] {
  const sorted = sortFacts(facts);
  const best = new Map<string, Trace & { score: number }>();
  for (const { file, line, unit, path, sentence, figure, stated } of figuresStatedIn(texts)) {
    const traced = units.get(unit);
    const about = wordsOf([sentence, traced?.title, ...path.slice(1)].join(" "));
    let found: Trace & { score: number } = { file, line, unit, stated, sentence, score: 0 };
    for (const fact of candidatesFor({ figure, stated }, sorted, traced)) {
      const score = scoreOf(fact, { figure, stated, about, traced });
      if (score > found.score) found = { ...found, fact, score };
    }
    const key = `${unit}|${stated}`;
    if ((best.get(key)?.score ?? -1) < found.score) best.set(key, found);
  }
  return [...best.values()].map(({ score: _score, ...trace }) => trace);
}

/** Facts by figure: those that all may use, and those of one owner. */
interface SortedFacts {
  free: Map<string, Fact[]>;
  owned: Map<string, Fact[]>;
  ofOwner: Map<string, Fact[]>;
}

function sortFacts(facts: readonly Fact[]): SortedFacts {
  const sorted: SortedFacts = { free: new Map(), owned: new Map(), ofOwner: new Map() };
  const put = (map: Map<string, Fact[]>, key: string, fact: Fact): void => {
    const known = map.get(key);
    if (known === undefined) map.set(key, [fact]);
    else known.push(fact);
  };
  for (const fact of facts)
    for (const key of new Set([...fact.figures].map(keyOf))) {
      put(fact.owner === undefined ? sorted.free : sorted.owned, key, fact);
      if (fact.owner !== undefined) put(sorted.ofOwner, `${fact.owner} ${key}`, fact);
    }
  return sorted;
}

/** Facts that hold a figure, the unit's own first. What belongs to others can bear out only what is hardly the same by chance. */
function candidatesFor(stated: StatedFigure, { free, owned, ofOwner }: SortedFacts, traced: TracedUnit | undefined): Fact[] {
  const key = keyOf(stated.figure);
  const own = [...(traced?.owners ?? [])].flatMap((owner) => ofOwner.get(`${owner} ${key}`) ?? []);
  const near = [...own, ...(free.get(key) ?? [])];
  const holding = (facts: readonly Fact[]): Fact[] => facts.filter((fact) => [...fact.figures].some((figure) => areSameFigure(stated.figure, figure)));
  const found = holding(near);
  return found.length === 0 && isDistinctive(stated) ? holding(owned.get(key) ?? []) : found;
}

/** Documents are found by number and year, whether or not the letters follow. */
function keyOf(figure: string): string {
  return /^\d+\/\d{4}/u.exec(figure)?.[0] ?? figure;
}

interface Statement extends StatedFigure {
  about: ReadonlySet<string>;
  traced: TracedUnit | undefined;
}

/** How well a fact bears out a statement; 0 where it does not. */
function scoreOf(fact: Fact, { figure, stated, about, traced }: Statement): number {
  if (fact.isDoubtful || isDoubted(figure, fact.text)) return 0;
  const isOwn = fact.owner !== undefined && traced?.owners.has(fact.owner) === true;
  const isOfSource = fact.urls.some((url) => traced?.urls.has(url) === true);
  const shared = [...about].filter((word) => fact.words.has(word)).length;
  const isCounted = stated !== figure && fact.quantities.has(stated);
  const score = 1 + shared + (isOwn ? 6 : 0) + (isOfSource ? 4 : 0) + (isCounted ? 4 : 0);
  if (isDistinctive({ figure, stated })) return fact.owner === undefined || isOwn ? score : score / 4;
  if (isOwn || isOfSource) return stated === figure || isCounted || shared >= 3 ? score : 0;
  // Small numbers are everywhere: elsewhere, they need the same unit and the same matter.
  const isOfMatter = shared >= 3 && shared >= 0.4 * about.size;
  return fact.owner === undefined && isOfMatter && (stated === figure || isCounted) ? score : 0;
}

/** Whether a fact puts its mark of doubt behind this figure alone: "113: công an khẩn cấp (○ phổ biến)". */
function isDoubted(figure: string, text: string): boolean {
  const at = text.indexOf(figure);
  return at >= 0 && /^[^.;,\d]{0,40}[.,]? ?[([](?:○|\?)/u.test(text.slice(at + figure.length));
}
