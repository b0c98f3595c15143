import type { Knowledge } from "../knowledge/load-knowledge.js";
import { normalise } from "../text/normalise.js";
import { shareOfMarkedWords } from "../text/fold.js";
import { tokenise } from "../text/tokenise.js";
import { buildAliasIndex, type AliasIndex } from "./alias-index.js";
import { CorpusEmbeddings, trainCorpusVectors, type CorpusVectors } from "./corpus-embeddings.js";
import { Abbreviations, spellOutAi } from "./expand.js";
import { buildInvertedIndex, type InvertedIndex } from "./inverted-index.js";
import { buildLanguageModel, type LanguageModel } from "./language-model.js";
import { QueryRepair } from "./query-repair.js";
import { seededRandom } from "./seeded-random.js";
import { termsOf, weakWeight, weightedTermsOf } from "./terms.js";
import { titleAndLead, type Unit } from "./unit.js";

/** Everything that searching needs, built once from a corpus: plain data, so that it can be saved and sent between threads. */
export interface SearchIndex {
  units: Unit[];
  /** Over all the words of a unit. */
  unitIndex: InvertedIndex;
  /** Over names alone. */
  nameIndex: InvertedIndex;
  aliasIndex: AliasIndex;
  languageModel: LanguageModel;
  vectors: CorpusVectors;
  /** The vectors of the units, one after another. */
  unitVectors: Float32Array;
}

const bm25 = { k1: 0.8, b: 0.45 };
/** Measured on the development questions: 48, 96 and 144 give fewer right answers. */
const vectorDimensions = 64;
/** A text with fewer marked words than this was typed without marks. */
const markedShareOfVietnamese = 0.3;
/** How often names and aliases count beside the words of the text; a foreign corpus has titles only. */
const nameWeight = { ours: 2, foreign: 3 };
const aliasWeightInModel = 3;
/** The short words between people, which stand in every message, stand in few texts. */
const spokenWeightInModel = 20;
/** What is refused is seldom said, and must not be read into a harmless word: "làm gia sư" is no "làm giả". */
const screened: ReadonlySet<string> = new Set(["abuse", "injection", "illegal"]);

/** Builds the index. @param progress is told what is being done, in English, for operators. */
export function buildSearchIndex(units: Unit[], lexicon: Knowledge["lexicon"], progress: (step: string) => void = () => undefined): SearchIndex {
  const abbreviations = new Abbreviations(lexicon);
  const read = (text: string): string[] => abbreviations.expandSource(tokenise(spellOutAi(text)));

  progress("language model");
  const languageModel = buildLanguageModel(textsForModel(units, lexicon, read));
  const repair = new QueryRepair(languageModel);
  const readAlias = (text: string): string[] => {
    const tokens = read(text);
    return shareOfMarkedWords(tokens) < markedShareOfVietnamese ? repair.repair(tokens) : tokens;
  };

  progress("units");
  const aliases = units.map((unit) => unit.aliases.map(readAlias));
  const bags = units.map((unit, i) => bagOfUnit(unit, aliases[i] ?? [], read));
  const weakWords = new Set(lexicon.weakWords.map(normalise));
  const named = units.map((unit, i) =>
    unit.kind === "foreign" ? [] : distinct([read(unit.title), ...(aliases[i] ?? []), ...questionsOf(unit).map(readAlias)]),
  );

  progress("vectors");
  // Likeness is calibrated on the knowledge folder: trained on what operators add as well, it would tip answers that have nothing to do with it.
  const ownBags = bags.filter((_, i) => units[i]?.isAdded !== true);
  const vectors = trainCorpusVectors(ownBags, vectorDimensions, seededRandom(1));
  return {
    units,
    unitIndex: buildInvertedIndex(bags, bm25),
    nameIndex: buildInvertedIndex(
      units.map((unit) => bagOf(unit.kind === "foreign" ? [] : read(unit.title))),
      bm25,
    ),
    aliasIndex: buildAliasIndex(named, (tokens) =>
      weightedTermsOf(
        tokens,
        tokens.map((token) => (weakWords.has(token) ? weakWeight : 1)),
      ),
    ),
    languageModel,
    vectors,
    unitVectors: vectorsOfUnits(units, new CorpusEmbeddings(vectors, (text) => bagOf(repair.repair(read(text))))),
  };
}

function vectorsOfUnits(units: readonly Unit[], embeddings: CorpusEmbeddings): Float32Array {
  const { dimensions } = embeddings.vectors;
  const all = new Float32Array(units.length * dimensions);
  for (const [i, unit] of units.entries()) all.set(embeddings.embedBag(embeddings.bagOf(titleAndLead(unit))), i * dimensions);
  return all;
}

/** Ways of asking for single passages: too many for the words of a unit, which they would blur. */
function questionsOf(unit: Unit): string[] {
  return [...unit.passages.flatMap(({ questions }) => questions ?? []), ...(unit.openQuestions ?? [])];
}

/** Counts of the terms of a run of tokens. */
export function bagOf(tokens: readonly string[], weight = 1, bag = new Map<string, number>()): Map<string, number> {
  for (const term of termsOf(tokens)) bag.set(term, (bag.get(term) ?? 0) + weight);
  return bag;
}

function bagOfUnit(unit: Unit, aliases: readonly string[][], read: (text: string) => string[]): Map<string, number> {
  const bag = new Map<string, number>();
  bagOf(read(unit.title), unit.kind === "foreign" ? nameWeight.foreign : nameWeight.ours, bag);
  for (const alias of aliases) bagOf(alias, nameWeight.ours, bag);
  for (const keyword of unit.keywords) bagOf(read(keyword), 1, bag);
  for (const passage of unit.passages) {
    for (const heading of passage.heading) bagOf(read(heading), 1, bag);
    bagOf(read(passage.text), 1, bag);
  }
  return bag;
}

/** Marked texts teach the model; what citizens say counts more than what offices write, or repair would bend it into their words. */
function* textsForModel(units: readonly Unit[], lexicon: Knowledge["lexicon"], read: (text: string) => string[]): Generator<readonly [string[], number]> {
  for (const unit of units) {
    yield [read(unit.title), 1];
    for (const alias of [...unit.aliases, ...questionsOf(unit)]) {
      const tokens = read(alias);
      if (shareOfMarkedWords(tokens) >= markedShareOfVietnamese) yield [tokens, aliasWeightInModel];
    }
    for (const keyword of unit.keywords) yield [read(keyword), 1];
    for (const passage of unit.passages) for (const sentence of passage.text.split(/[.;:\n]/u)) yield [read(sentence), 1];
  }
  const spoken = [
    ...Object.values(lexicon.intents).flat(),
    ...Object.values(lexicon.actions).flatMap((action) => action.say),
    ...lexicon.synonyms.flatMap((synonym) => [...synonym.say, ...synonym.mean]),
    ...Object.entries(lexicon.reactions).flatMap(([name, { say }]) => (screened.has(name) ? [] : say)),
    ...lexicon.bodies,
    ...lexicon.frames,
    ...Object.values(lexicon.places).flat(),
  ];
  for (const phrase of spoken) yield [read(phrase), spokenWeightInModel];
  for (const name of screened) for (const phrase of lexicon.reactions[name]?.say ?? []) yield [read(phrase), 1];
  for (const phrase of [...followUpsIn(lexicon), ...courtesiesIn(lexicon)]) yield [read(phrase), 1];
}

/** "Thế lệ phí", "còn năm 2030 thì sao": how a question goes on from the one before. */
function followUpsIn({ intents, reactions }: Knowledge["lexicon"]): string[] {
  const openings = reactions.continuation?.say ?? [];
  const asked = [...Object.values(intents).flat(), "năm", "đến năm", "năm 2030 thì sao"];
  return openings.flatMap((opening) => asked.map((phrase) => `${opening} ${phrase}`));
}

/** "Cảm ơn bạn", "chào ad nhé": with whom people speak. */
function courtesiesIn({ reactions }: Knowledge["lexicon"]): string[] {
  const fillers = reactions.filler?.say ?? [];
  const said = ["thanks", "greeting", "farewell"].flatMap((name) => reactions[name]?.say ?? []);
  return said.flatMap((phrase) => fillers.map((filler) => `${phrase} ${filler}`));
}

function distinct(lists: string[][]): string[][] {
  return [...new Map(lists.map((list) => [list.join(" "), list])).values()];
}
