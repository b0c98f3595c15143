/**
 * `npm run calibrate -- [FILE]`: fits the confidence of a source and chooses the thresholds, on the development questions only,
 * and writes `src/core/answering/calibration-data.json`. Prints the risk–coverage curve.
 */
import { writeFile } from "node:fs/promises";
import { featuresOf, modelFor, probabilityOf, type Calibration, type ConfidenceModel, type Features } from "../core/answering/calibration.js";
import { calibration as current } from "../core/answering/calibration-data.js";
import { judge } from "../core/answering/judge.js";
import { openAnswerer } from "../core/answering/open-answerer.js";
import type { Unit, UnitKind } from "../core/retrieval/unit.js";
import { fitLogistic } from "./fit-logistic.js";
import { readQuestionFile, type EvaluationQuestion } from "./question-file.js";
import { type, typings } from "./typing.js";

const target = "src/core/answering/calibration-data.json";
/** How many right answers a false one costs. */
const costOfFalseAnswer = 2;
/** Below the answering threshold, near topics are offered from this fraction of it. */
const offerFraction = 0.4;

const file = process.argv[2] ?? "test/questions/development.jsonl";
const { answerer } = await openAnswerer({ knowledgeFolder: process.env.KNOWLEDGE_DIR ?? "knowledge", dataDir: process.env.DATA_DIR ?? "data" });
const { tools } = answerer;
const now = new Date();
const unknown = tools.retriever.informationOf("\u0000");

interface Example {
  kind: UnitKind;
  features: Features;
  isRight: boolean;
  hasAnswer: boolean;
  /** The right sources were taken away. */
  isLeftOut: boolean;
}

const kinds = new Set(["service", "procedure", "article", "near_miss", "out_of_scope"]);
const examples = (await readQuestionFile(file)).filter(({ kind }) => kinds.has(kind)).flatMap(examplesOf);
const fitted: Calibration = {
  ...current,
  made: now.toISOString().slice(0, 10),
  data: file,
  curated: fit(examples.filter(({ kind }) => kind !== "procedure")),
  procedure: fit(examples.filter(({ kind }) => kind === "procedure")),
};
const judged = examples.map((example) => ({ ...example, confidence: probabilityOf(example.features, modelFor(example.kind, fitted)) }));
const answerFrom = bestThreshold();
await writeFile(target, `${JSON.stringify({ ...fitted, answerFrom, offerFrom: round(answerFrom * offerFraction) }, null, 2)}\n`);

console.log(`${examples.length} examples from ${file}; answer from ${answerFrom}\nthreshold  answered%  wrong among answered%  refused though known%  answered with source left out%`);
for (const threshold of [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]) printRow(threshold);

/**
 * The source that would be answered from, in each way of typing, and whether it is the right one; and the same once more with the right
 * sources taken away: what is found then is what a near miss looks like. Not of articles, which often hold what others hold.
 */
function examplesOf(question: EvaluationQuestion): Example[] {
  const hasAnswer = question.expect.status.every((status) => status.startsWith("answered"));
  if (!hasAnswer && question.expect.status.some((status) => status.startsWith("answered"))) return [];
  if (hasAnswer && question.expect.documents === undefined) return [];
  const right = new Set(question.expect.documents ?? []);
  return typings.flatMap((typing) => {
    if (question.raw && typing !== "as_written") return [];
    const { tokens } = tools.retriever.read(type(question.turns.at(-1) ?? "", typing));
    return [
      exampleOf(tokens, { hasAnswer, isLeftOut: false }, (unit) => hasAnswer && right.has(unit.documentId), () => true),
      ...(hasAnswer && question.kind !== "article" ? [exampleOf(tokens, { hasAnswer: false, isLeftOut: true }, () => false, (unit) => !right.has(unit.documentId))] : []),
    ].filter((example) => example !== undefined);
  });
}

function exampleOf(tokens: string[], { hasAnswer, isLeftOut }: Pick<Example, "hasAnswer" | "isLeftOut">, isRight: (unit: Unit) => boolean, isAllowed: (unit: Unit) => boolean): Example | undefined {
  const [chosen] = judge(tokens, tools.slots.find(tokens), tools, now, isAllowed).filter(({ mismatches }) => mismatches.length === 0);
  if (chosen === undefined) return undefined;
  const features = featuresOf(chosen.candidate, (word) => tools.retriever.informationOf(word), unknown);
  return { kind: chosen.candidate.unit.kind, features, hasAnswer, isLeftOut, isRight: isRight(chosen.candidate.unit) };
}

function fit(some: readonly Example[]): ConfidenceModel {
  const names = Object.keys(some[0]?.features ?? {}) as (keyof Features)[];
  const { intercept, weights } = fitLogistic(some.map(({ features }) => names.map((name) => features[name])), some.map(({ isRight }) => isRight));
  return { intercept: round(intercept), weights: Object.fromEntries(names.map((name, index) => [name, round(weights[index] ?? 0)])) as Record<keyof Features, number> };
}

/** The threshold that is worth most over the questions as they are, sources all in place. */
function bestThreshold(): number {
  const real = judged.filter(({ isLeftOut }) => !isLeftOut);
  const worth = (threshold: number): number => real.filter(({ confidence }) => confidence >= threshold).reduce((sum, { isRight }) => sum + (isRight ? 1 : -costOfFalseAnswer), 0);
  const thresholds = Array.from({ length: 90 }, (_, index) => (index + 5) / 100);
  return thresholds.reduce((best, threshold) => (worth(threshold) > worth(best) ? threshold : best), 0.05);
}

function printRow(threshold: number): void {
  const real = judged.filter(({ isLeftOut }) => !isLeftOut);
  const answered = real.filter(({ confidence }) => confidence >= threshold);
  const known = real.filter(({ hasAnswer }) => hasAnswer);
  const leftOut = judged.filter(({ isLeftOut }) => isLeftOut);
  const percent = (part: number, whole: number): string => ((100 * part) / Math.max(1, whole)).toFixed(1).padStart(10);
  console.log(`${threshold.toFixed(1).padStart(9)} ${percent(answered.length, real.length)} ${percent(answered.filter(({ isRight }) => !isRight).length, answered.length)} ${percent(known.filter(({ confidence }) => confidence < threshold).length, known.length)} ${percent(leftOut.filter(({ confidence }) => confidence >= threshold).length, leftOut.length)}`);
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
