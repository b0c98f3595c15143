import { loadKnowledge } from "../../core/knowledge/load-knowledge.js";
import { unitsOfKnowledge } from "../../core/retrieval/units-of-knowledge.js";
import { readQuestionFiles } from "../question-files.js";
import { unitsByCode } from "../units-by-code.js";
import type { BenchSet } from "./bench-set.js";

const askedKinds = new Set(["service", "procedure", "article"]);

/**
 * Our own services, articles and register procedures, and the questions of files whose sources are among them. Official texts stay out:
 * articles explain the same matters, so that both would be right.
 */
export async function ownSet(knowledgeFolder: string, questionFiles: readonly string[]): Promise<BenchSet> {
  const knowledge = await loadKnowledge(knowledgeFolder);
  const units = unitsOfKnowledge(knowledge).filter(({ kind }) => kind !== "document");
  const known = new Set(units.map(({ documentId }) => documentId));
  const unitOfCode = unitsByCode(knowledge);
  const questions = (await readQuestionFiles(questionFiles)).filter(({ kind, turns }) => askedKinds.has(kind) && turns.length === 1);
  const queries = questions.map(({ kind, turns, raw, expect }) => ({
    text: turns[0] ?? "",
    rel: [...new Set((expect.documents ?? []).map((id) => unitOfCode.get(id) ?? id))].filter((id) => known.has(id)),
    group: kind,
    raw,
  }));
  return { units, knowledge, lexicon: knowledge.lexicon, queries: queries.filter(({ rel }) => rel.length > 0) };
}
