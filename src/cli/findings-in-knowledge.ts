import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { outdatedAcceptances, readAccepted, withoutAccepted } from "../core/knowledge/check/accepted.js";
import { checkKnowledgeTexts } from "../core/knowledge/check/check-knowledge-texts.js";
import type { Finding } from "../core/knowledge/check/finding.js";
import { readPlacedDocuments, readPlacedTexts } from "../core/knowledge/check/placed-texts.js";
import type { Knowledge } from "../core/knowledge/load-knowledge.js";
import { readQuestionFiles } from "../evaluation/question-files.js";

const questionFolder = "test/questions";

/**
 * What is wrong with the articles, services and documents of a knowledge folder and was not accepted, and what was accepted and is not found
 * any more.
 * @param today `YYYY-MM-DD`
 */
export async function findingsIn(folder: string, knowledge: Knowledge, today: string): Promise<{ findings: Finding[]; outdated: string[] }> {
  const all = checkKnowledgeTexts({
    knowledge,
    texts: await readPlacedTexts(folder),
    documentTexts: await readPlacedDocuments(folder),
    asked: await askedUnits(),
    today,
  });
  const accepted = await readAccepted(join(folder, "accepted-findings.yaml"));
  return { findings: withoutAccepted(all, accepted), outdated: outdatedAcceptances(all, accepted) };
}

/** What the questions of development expect to be cited. The test set is not looked at. */
async function askedUnits(): Promise<Set<string>> {
  const files = (await readdir(questionFolder)).filter((name) => /^development.*\.jsonl$/u.test(name));
  const questions = await readQuestionFiles(files.map((name) => join(questionFolder, name)));
  return new Set(questions.flatMap(({ expect }) => expect.documents ?? []));
}
