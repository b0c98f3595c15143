/**
 * `npm run calibrate -- [FILE …]`: fits the confidence of a source and chooses the thresholds, on the development questions only,
 * and writes `src/core/answering/calibration-data.json`. Prints the risk–coverage curve. The order of sources stays as it was:
 * `npm run calibrate:ranking` fits that, afterwards, and `npm run calibrate:thresholds` tries the thresholds on whole turns.
 */
import { writeFile } from "node:fs/promises";
import { featuresOf, probabilityOf, type Calibration, type ConfidenceModel, type Features } from "../core/answering/calibration.js";
import { judge } from "../core/answering/judge.js";
import { openAnswerer } from "../core/answering/open-answerer.js";
import type { UnitKind } from "../core/retrieval/unit.js";
import { loadKnowledge } from "../core/knowledge/load-knowledge.js";
import { fitLogistic } from "./fit-logistic.js";
import type { EvaluationQuestion } from "./question-file.js";
import { developmentFiles, readQuestionFiles } from "./question-files.js";
import { type, typings } from "./typing.js";
import { unitsByCode } from "./units-by-code.js";

const target = "src/core/answering/calibration-data.json";
/** A question whose source was taken away is rarer in life than one whose source is there. */
const leftOutImportance = 0.35;
/** Still rarer where thresholds are chosen: who asks for what is there must not be asked back too often. */
const leftOutInThresholds = 0.05;
/** How many right answers a false one costs. */
const costOfFalseAnswer = 1.2;
/** Below the answering threshold, near topics are offered from this fraction of it. */
const offerFraction = 0.55;

const files = process.argv.length > 2 ? process.argv.slice(2) : developmentFiles;
const { answerer } = await openAnswerer({ knowledgeFolder: "knowledge", dataDir: process.env.DATA_DIR ?? "data" });
const { tools } = answerer;
const units = unitsByCode(await loadKnowledge("knowledge"));
const now = new Date();

interface Example {
  /** The turn that it belongs to. */
  turn: string;
  kind: UnitKind;
  features: Features;
  isRight: boolean;
  hasAnswer: boolean;
  /** The right sources were taken away. */
  isLeftOut: boolean;
}

const kinds = new Set(["service", "procedure", "article", "near_miss", "out_of_scope"]);
const questions = await readQuestionFiles(files);
const examples = questions.filter(({ kind }) => kinds.has(kind)).flatMap(examplesOf);
const groups = { curated: examples.filter(({ kind }) => kind !== "procedure"), procedure: examples.filter(({ kind }) => kind === "procedure") };
const models = { curated: fit(groups.curated), procedure: fit(groups.procedure) };
const judged = surestOfEach(examples.map((example) => ({ ...example, confidence: probabilityOf(example.features, models[groupOf(example)]) })));
const fitted: Calibration = {
  ...tools.calibration,
  made: now.toISOString().slice(0, 10),
  data: files.join(", "),
  curated: { ...models.curated, ...thresholdsFor("curated") },
  procedure: { ...models.procedure, ...thresholdsFor("procedure") },
};
await writeFile(target, `${JSON.stringify(fitted, null, 2)}\n`);

console.log(
  `${examples.length} examples from ${files.join(", ")}; answer from ${fitted.curated.answerFrom} (ours), ${fitted.procedure.answerFrom} (register)\nthreshold  answered%  wrong among answered%  refused though known%  answered with source left out%`,
);
for (const threshold of [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]) printRow(threshold);

/**
 * The sources found, in each way of typing, and whether each is a right one; and the same once more with the right sources taken away:
 * what is found then is what a near miss looks like. Not of articles, which often hold what others hold.
 */
function examplesOf(question: EvaluationQuestion): Example[] {
  const hasAnswer = question.expect.status.every((status) => status.startsWith("answered"));
  if (!hasAnswer && question.expect.status.some((status) => status.startsWith("answered"))) return [];
  if (hasAnswer && question.expect.documents === undefined) return [];
  const right = new Set(question.expect.documents?.map((id) => units.get(id) ?? id));
  return typings.flatMap((typing) => {
    if (question.raw && typing !== "as_written") return [];
    const { tokens } = tools.retriever.read(type(question.turns.at(-1) ?? "", typing));
    const isLeftOutToo = hasAnswer && question.kind !== "article";
    return [
      ...examplesFrom(tokens, { hasAnswer, isLeftOut: false }, right),
      ...(isLeftOutToo ? examplesFrom(tokens, { hasAnswer: false, isLeftOut: true }, right) : []),
    ];
  });
}

function examplesFrom(tokens: string[], { hasAnswer, isLeftOut }: Pick<Example, "hasAnswer" | "isLeftOut">, right: ReadonlySet<string>): Example[] {
  const slots = tools.slots.find(tokens);
  const judged = judge(tokens, slots, tools, now, (unit) => !isLeftOut || !right.has(unit.documentId));
  return judged
    .filter(({ mismatches }) => mismatches.length === 0)
    .map(({ candidate }) => ({
      turn: `${tokens.join(" ")}${isLeftOut ? " (left out)" : ""}`,
      kind: candidate.unit.kind,
      features: featuresOf(candidate, tokens, slots, tools),
      hasAnswer,
      isLeftOut,
      isRight: hasAnswer && !isLeftOut && right.has(candidate.unit.documentId),
    }));
}

/** The surest source of each turn: the one that would be answered from. */
function surestOfEach<T extends Example & { confidence: number }>(all: readonly T[]): T[] {
  const surest = new Map<string, T>();
  for (const example of all) if (example.confidence > (surest.get(example.turn)?.confidence ?? -1)) surest.set(example.turn, example);
  return [...surest.values()];
}

function fit(some: readonly Example[]): Pick<ConfidenceModel, "intercept" | "weights"> {
  const names = Object.keys(some[0]?.features ?? {}) as (keyof Features)[];
  const { intercept, weights } = fitLogistic(
    some.map(({ features }) => names.map((name) => features[name])),
    some.map(({ isRight }) => isRight),
    some.map(({ isLeftOut }) => (isLeftOut ? leftOutImportance : 1)),
  );
  return {
    intercept: round(intercept),
    weights: Object.fromEntries(names.map((name, index) => [name, round(weights[index] ?? 0)])) as Record<keyof Features, number>,
  };
}

function groupOf({ kind }: Example): "curated" | "procedure" {
  return kind === "procedure" ? "procedure" : "curated";
}

/** The threshold that is worth most over the questions whose surest source is of the group: as they are, and, counting less, with their sources taken away. */
function thresholdsFor(group: "curated" | "procedure"): Pick<ConfidenceModel, "answerFrom" | "offerFrom"> {
  const own = judged.filter((example) => groupOf(example) === group);
  const worth = (threshold: number): number =>
    own
      .filter(({ confidence }) => confidence >= threshold)
      .reduce((sum, { isRight, isLeftOut }) => sum + (isRight ? 1 : -costOfFalseAnswer) * (isLeftOut ? leftOutInThresholds : 1), 0);
  const thresholds = Array.from({ length: 90 }, (_, index) => (index + 5) / 100);
  const answerFrom = thresholds.reduce((best, threshold) => (worth(threshold) > worth(best) ? threshold : best), 0.05);
  return { answerFrom, offerFrom: round(answerFrom * offerFraction) };
}

function printRow(threshold: number): void {
  const real = judged.filter(({ isLeftOut }) => !isLeftOut);
  const answered = real.filter(({ confidence }) => confidence >= threshold);
  const known = real.filter(({ hasAnswer }) => hasAnswer);
  const leftOut = judged.filter(({ isLeftOut }) => isLeftOut);
  const percent = (part: number, whole: number): string => ((100 * part) / Math.max(1, whole)).toFixed(1).padStart(10);
  console.log(
    `${threshold.toFixed(1).padStart(9)} ${percent(answered.length, real.length)} ${percent(answered.filter(({ isRight }) => !isRight).length, answered.length)} ${percent(known.filter(({ confidence }) => confidence < threshold).length, known.length)} ${percent(leftOut.filter(({ confidence }) => confidence >= threshold).length, leftOut.length)}`,
  );
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
