import { askingSentence, clausesOf, partsOf } from "../clauses.js";
import type { Context, Judged } from "../context.js";
import { judge } from "../judge.js";
import type { Step } from "../pipeline.js";
import type { Tools } from "../tools.js";

/** Telling words that a clause needs to name a matter by itself, besides what is to be done. */
const enoughWords = 2;
/** With fewer telling words, a question tells no story. */
const wordsOfStory = 7;
/** A source must be this sure for the whole question, and lack no thing that is more telling than this, for a part to decide for it. */
const leastOfWhole = 0.17;
const mostMissing = 0.62;

/** What the sentence that asks names is meant from this sure on, whatever the sentences before it name. */
const sureOfNamed = 0.8;

/** Finds the sources nearest to the question; only the one that the turns before settled, where they did. */
export const retrieveSources: Step = (context, tools) => {
  const { unitId } = context;
  context.judged = judge(context.query, context.slots, tools, context.now, unitId === undefined ? undefined : (unit) => unit.id === unitId);
  if (unitId === undefined && surestOf(context.judged)?.isSure !== true) context.judged = judgeByClauses(context, tools);
  if (unitId === undefined && surestOf(context.judged)?.isSure !== true) context.judged = judgeByParts(context, tools);
  if (unitId === undefined) context.judged = judgeByAskingSentence(context, tools);
  return undefined;
};

/** Who tells a story asks in one clause of it: where the whole names no source surely, a clause that does decides. What else was named still counts. */
function judgeByClauses(context: Context, tools: Tools): Judged[] {
  const clauses = clausesOf(context, tools.retriever).filter((tokens) => wordsOfMatter(tokens, tools).length >= enoughWords);
  if (clauses.length < 2) return context.judged;
  const byClause = clauses.map((tokens) => judge(tokens, context.slots, tools, context.now));
  const sure = byClause.filter((judged) => surestOf(judged)?.isSure === true);
  return sure.reduce((best, judged) => (confidenceOf(judged) > confidenceOf(best) ? judged : best), context.judged);
}

/** Telling words but for those that only name a document: "trong Kết luận 26/12/2024" says where to look, and not for what. */
function wordsOfMatter(tokens: readonly string[], { retriever, slots }: Tools): string[] {
  const { policies, documents } = slots.find(tokens);
  const ofDocuments = new Set([...policies, ...documents.map(({ kind }) => kind)].flatMap((name) => name.split(" ")));
  const words = retriever.tellingWords(retriever.withoutActions(tokens));
  return ofDocuments.size === 0 ? words : words.filter((word) => !ofDocuments.has(word) && !/\d/u.test(word));
}

/**
 * Where no clause is sure by itself, the words of the story hide what is asked: a source of ours that comes first for the whole, though not
 * surely, is taken where a part of the question is surely about it.
 */
function judgeByParts(context: Context, tools: Tools): Judged[] {
  const [first] = context.judged;
  const isStory = tools.retriever.tellingWords(context.query).length >= wordsOfStory;
  if (first === undefined || !isStory || !mayBeHidden(first)) return context.judged;
  const isSurelyFirst = ([best]: readonly Judged[]): boolean => best?.candidate.unit === first.candidate.unit && best.isSure && best.mismatches.length === 0;
  return partsOf(context, tools.retriever)
    .filter((tokens) => tools.retriever.tellingWords(tokens).length >= enoughWords)
    .map((tokens) => judge(tokens, context.slots, tools, context.now))
    .filter(isSurelyFirst)
    .reduce((best, judged) => (confidenceOf(judged) > confidenceOf(best) ? judged : best), context.judged);
}

/** Of five thousand bare names, some hold any few words: a procedure is never taken by a part of a question, nor what lacks a thing that was named. */
function mayBeHidden({ candidate: { unit, signals }, confidence, mismatches, isNarrower }: Judged): boolean {
  const isFirstOfOurs = unit.kind !== "procedure" && mismatches.length === 0 && !isNarrower;
  return isFirstOfOurs && confidence >= leastOfWhole && signals.missingObject <= mostMissing;
}

/**
 * A story may name one paper and ask for another: "… nên chẳng có giấy chứng sinh. Giờ đi khai sinh thì lấy giấy gì". What the sentence that
 * asks surely names is meant, where it was found for the whole too.
 */
function judgeByAskingSentence(context: Context, tools: Tools): Judged[] {
  const asking = askingSentence(context, tools.retriever);
  if (asking === undefined || tools.retriever.tellingWords(asking).length < enoughWords) return context.judged;
  const judged = judge(asking, context.slots, tools, context.now);
  const [named] = judged;
  const isSurelyNamed = named?.candidate.unit.kind === "service" && named.mismatches.length === 0 && named.confidence >= sureOfNamed;
  const wasFound = context.judged.some(({ candidate, mismatches }) => candidate.unit === named?.candidate.unit && mismatches.length === 0);
  return isSurelyNamed && wasFound ? judged : context.judged;
}

function surestOf(judged: readonly Judged[]): Judged | undefined {
  return judged.find(({ mismatches }) => mismatches.length === 0);
}

function confidenceOf(judged: readonly Judged[]): number {
  return surestOf(judged)?.confidence ?? 0;
}
