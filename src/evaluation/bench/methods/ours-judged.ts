import { judge } from "../../../core/answering/judge.js";
import { buildSearchIndex } from "../../../core/retrieval/search-index.js";
import { answererOver } from "../../answerer-over.js";
import type { Build } from "../search-methods.js";

/**
 * What the retriever finds, in the order in which the pipeline takes it: the surest first. On our own knowledge only, since constraints look
 * at the sources behind the units. The confidence is fitted on the development questions: only on others does this order prove anything.
 */
export const oursJudged: Build = ({ units, lexicon, knowledge }) => {
  if (knowledge === undefined) throw new Error("a foreign corpus has no sources to judge");
  const { tools } = answererOver(knowledge, buildSearchIndex(units, lexicon));
  const now = new Date();
  return (question) => {
    const { tokens } = tools.retriever.read(question);
    return judge(tokens, tools.slots.find(tokens), tools, now).map(({ candidate }) => candidate.unit.documentId);
  };
};
