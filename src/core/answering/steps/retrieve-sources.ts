import { clausesOf } from "../clauses.js";
import type { Context, Judged } from "../context.js";
import { judge } from "../judge.js";
import type { Step } from "../pipeline.js";
import type { Tools } from "../tools.js";

/** Telling words that a clause needs to name a matter by itself, besides what is to be done. */
const enoughWords = 2;

/** Finds the sources nearest to the question; only the one that the turns before settled, where they did. */
export const retrieveSources: Step = (context, tools) => {
  const { unitId } = context;
  context.judged = judge(context.query, context.slots, tools, context.now, unitId === undefined ? undefined : (unit) => unit.id === unitId);
  if (unitId === undefined && surestOf(context.judged)?.isSure !== true) context.judged = judgeByClauses(context, tools);
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

function surestOf(judged: readonly Judged[]): Judged | undefined {
  return judged.find(({ mismatches }) => mismatches.length === 0);
}

function confidenceOf(judged: readonly Judged[]): number {
  return surestOf(judged)?.confidence ?? 0;
}
