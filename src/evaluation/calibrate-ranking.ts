/**
 * `npm run calibrate:ranking`: fits the order of the sources found for a question, on the development questions only and with the
 * confidence as it stands, and writes it into `src/core/answering/calibration-data.json`. Prints how often the first source is a right
 * one: as ordered before, and over questions that the weights were not fitted on (five folds).
 */
import { writeFile } from "node:fs/promises";
import type { Calibration } from "../core/answering/calibration.js";
import { judge } from "../core/answering/judge.js";
import { openAnswerer } from "../core/answering/open-answerer.js";
import { rankingFeaturesOf, type RankingModel } from "../core/answering/ranking.js";
import { loadKnowledge } from "../core/knowledge/load-knowledge.js";
import { fitRanking, sumOf, type RankedList } from "./fit-ranking.js";
import { developmentFiles, readQuestionFiles } from "./question-files.js";
import { type, typings } from "./typing.js";
import { unitsByCode } from "./units-by-code.js";

const target = "src/core/answering/calibration-data.json";
const folds = 5;

/** A question in one way of typing; those of one question stay in one fold. */
interface Example extends RankedList {
  fold: number;
}

const { answerer } = await openAnswerer({ knowledgeFolder: "knowledge", dataDir: process.env.DATA_DIR ?? "data" });
const { tools } = answerer;
const units = unitsByCode(await loadKnowledge("knowledge"));
const now = new Date();
const names = Object.keys(tools.calibration.ranking) as (keyof RankingModel)[];

const examples = (await readQuestionFiles(developmentFiles)).flatMap((question, place): Example[] => {
  const { documents } = question.expect;
  if (documents === undefined || question.turns.length > 1) return [];
  const right = new Set(documents.map((id) => units.get(id) ?? id));
  return typings.flatMap((typing) => {
    if (question.raw && typing !== "as_written") return [];
    const { tokens } = tools.retriever.read(type(question.turns[0] ?? "", typing));
    const judged = judge(tokens, tools.slots.find(tokens), tools, now);
    const rows = rankingFeaturesOf(judged).map((features) => names.map((name) => features[name]));
    const rightPlaces = judged.flatMap(({ candidate }, at) => (right.has(candidate.unit.documentId) ? [at] : []));
    return rightPlaces.length === 0 ? [] : [{ rows, right: rightPlaces, fold: place % folds }];
  });
});

const before = examples.filter(({ right }) => right.includes(0)).length;
const held = Array.from({ length: folds }, (_, fold) => {
  const weights = fitRanking(examples.filter((example) => example.fold !== fold));
  return examples.filter((example) => example.fold === fold && isRightFirst(example, weights)).length;
});
const ranking = Object.fromEntries(fitRanking(examples).map((weight, index) => [names[index], Math.round(weight * 1000) / 1000])) as RankingModel;
const fitted: Calibration = { ...tools.calibration, ranking };
await writeFile(target, `${JSON.stringify(fitted, null, 2)}\n`);

const share = (count: number): string => `${((100 * count) / examples.length).toFixed(1)} %`;
console.log(`${examples.length} lists; right source first: ${share(before)} before, ${share(held.reduce((a, b) => a + b, 0))} over the held-out folds`);

function isRightFirst({ rows, right }: RankedList, weights: readonly number[]): boolean {
  const sums = rows.map((row) => sumOf(row, weights));
  return right.includes(sums.indexOf(Math.max(...sums)));
}
