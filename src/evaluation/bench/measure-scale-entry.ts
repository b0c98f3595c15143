/** The process in which the questions are asked over a saved index. */
import { openAnswerer } from "../../core/answering/open-answerer.js";
import { readQuestionFiles } from "../question-files.js";
import { ask, type Outcome } from "../run-questions.js";
import { scoreOf } from "../score.js";
import { typings } from "../typing.js";
import type { ScaleJob, ScaleTurnResult } from "./measure-scale.js";
import { quantile, round } from "./rank-metrics.js";
import { serveJob } from "./run-job.js";

/** Turns before the clock runs: by then the code is compiled. */
const warmUpQuestions = 20;

serveJob<ScaleJob, ScaleTurnResult>(async ({ knowledgeFolder, dataDir, questionFiles }) => {
  const questions = await readQuestionFiles(questionFiles);
  const start = performance.now();
  const { answerer } = await openAnswerer({ knowledgeFolder, dataDir });
  const openMs = Math.round(performance.now() - start);
  const now = new Date();
  for (const question of questions.slice(0, warmUpQuestions)) await ask(answerer, question, "as_written", now);
  const outcomes: Outcome[] = [];
  for (const typing of typings)
    for (const question of questions) if (typing === "as_written" || !question.raw) outcomes.push(await ask(answerer, question, typing, now));
  const latencies = outcomes.map(({ latencyMs }) => latencyMs);
  return {
    openMs,
    rssMb: round(process.memoryUsage.rss() / 1e6, 0),
    p50Ms: round(quantile(latencies, 0.5), 2),
    p99Ms: round(quantile(latencies, 0.99), 2),
    scores: typings.map((typing) => ({ typing, score: scoreOf(outcomes.filter((outcome) => outcome.typing === typing)) })),
    right: outcomes.filter(({ faults }) => faults.length === 0).map(({ question, typing }) => `${question.id} ${typing}`),
  };
});
