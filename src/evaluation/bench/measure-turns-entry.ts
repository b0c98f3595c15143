/** The process in which turns are timed. */
import { openAnswerer } from "../../core/answering/open-answerer.js";
import { emptyMemory } from "../../core/answering/memory.js";
import { readQuestionFiles } from "../question-files.js";
import { type, typings } from "../typing.js";
import type { TurnJob, TurnResult } from "./measure-turns.js";
import { quantile, round } from "./rank-metrics.js";
import { serveJob } from "./run-job.js";

/** Turns before the clock runs: by then the code is compiled. */
const warmUpQuestions = 20;

serveJob<TurnJob, TurnResult>(async ({ knowledgeFolder, dataDir, questionFiles }) => {
  const questions = await readQuestionFiles(questionFiles);
  const start = performance.now();
  const { answerer } = await openAnswerer({ knowledgeFolder, dataDir });
  const openMs = Math.round(performance.now() - start);
  const rssOpenMb = megabytes();
  const now = new Date();
  for (const { turns } of questions.slice(0, warmUpQuestions)) await answerer.answer(turns[0] ?? "", emptyMemory, now);

  const times: number[] = [];
  for (const typing of typings)
    for (const { turns } of questions) {
      let memory = emptyMemory;
      for (const turn of turns) {
        const asked = performance.now();
        ({ memory } = await answerer.answer(type(turn, typing), memory, now));
        times.push(performance.now() - asked);
      }
    }
  return { turns: times.length, p50Ms: round(quantile(times, 0.5), 2), p99Ms: round(quantile(times, 0.99), 2), openMs, rssOpenMb, rssMb: megabytes() };
});

function megabytes(): number {
  return round(process.memoryUsage.rss() / 1e6, 0);
}
