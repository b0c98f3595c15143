/**
 * `npm run calibrate:thresholds`: chooses from which confidence on a source is answered from, by whole turns over the development
 * questions, with confidence and order as they stand, and writes it into `src/core/answering/calibration-data.json`. Prints each trial.
 */
import { writeFile } from "node:fs/promises";
import type { Calibration, ConfidenceModel } from "../core/answering/calibration.js";
import { calibration } from "../core/answering/calibration-data.js";
import { openAnswerer } from "../core/answering/open-answerer.js";
import { developmentFiles, readQuestionFiles } from "./question-files.js";
import { ask } from "./run-questions.js";
import { falselyAnswered } from "./score.js";

const target = "src/core/answering/calibration-data.json";
/** What is answered and should have been refused costs this beside not being right. */
const costOfFalseAnswer = 1;
/** Below the answering threshold, near topics are offered from this fraction of it. */
const offerFraction = 0.55;
const trials = Array.from({ length: 9 }, (_, index) => Math.round((0.2 + index * 0.03) * 100) / 100);
const groups = ["procedure", "curated"] as const;

const { answerer } = await openAnswerer({ knowledgeFolder: "knowledge", dataDir: process.env.DATA_DIR ?? "data" });
const questions = await readQuestionFiles(developmentFiles);
const now = new Date();

let chosen: Calibration = calibration;
for (const group of groups) {
  const tried = [];
  for (const answerFrom of trials) {
    const trial = withThreshold(chosen, group, answerFrom);
    const worth = await worthOf(trial);
    console.log(`${group.padEnd(9)} ${answerFrom.toFixed(2)} ${worth.toFixed(1)}`);
    tried.push({ trial, worth });
  }
  chosen = tried.reduce((best, one) => (one.worth > best.worth ? one : best)).trial;
}
await writeFile(target, `${JSON.stringify(chosen, null, 2)}\n`);

function withThreshold(before: Calibration, group: (typeof groups)[number], answerFrom: number): Calibration {
  const model: ConfidenceModel = { ...before[group], answerFrom, offerFrom: Math.round(answerFrom * offerFraction * 1000) / 1000 };
  return { ...before, [group]: model };
}

/** Questions answered as expected, less what false answers cost. */
async function worthOf(trial: Calibration): Promise<number> {
  answerer.tools.calibration = trial;
  const outcomes = [];
  for (const question of questions) outcomes.push(await ask(answerer, question, "as_written", now));
  return outcomes.filter(({ faults }) => faults.length === 0).length - costOfFalseAnswer * falselyAnswered(outcomes).length;
}
