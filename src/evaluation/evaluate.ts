/**
 * `npm run evaluate -- FILE [--failures N] [--typing as_written|no_diacritics|noisy]`: asks every question of a file through the production
 * pipeline in each way of typing, lists what went wrong and prints the 30 worst with their cause, which sources are taken for which, the
 * calibration curve, and the scores by kind.
 */
import { parseArgs } from "node:util";
import { openAnswerer } from "../core/answering/open-answerer.js";
import { readQuestionFile } from "./question-file.js";
import { calibrationCurve, confusions, worstOutcomes } from "./report.js";
import { ask, type Outcome } from "./run-questions.js";
import { scoreOf, type Score } from "./score.js";
import { typings, type Typing } from "./typing.js";

/** So many of the worst are shown with their cause. */
const worstShown = 30;

const { values, positionals } = parseArgs({ allowPositionals: true, options: { failures: { type: "string", default: "1000" }, typing: { type: "string" } } });
const [file] = positionals;
if (file === undefined) {
  console.error("usage: npm run evaluate -- FILE [--failures N] [--typing TYPING]");
  process.exit(2);
}

const questions = await readQuestionFile(file);
const { answerer, indexVersion } = await openAnswerer({ knowledgeFolder: "knowledge", dataDir: process.env.DATA_DIR ?? "data" });
const now = new Date();
const outcomes: Outcome[] = [];
for (const typing of typings.filter((one) => values.typing === undefined || values.typing === one))
  for (const question of questions) if (typing === "as_written" || !question.raw) outcomes.push(await ask(answerer, question, typing, now));

const failures = outcomes.filter(({ faults }) => faults.length > 0);
for (const { question, typing, typed, answer, faults } of failures.slice(0, Number(values.failures)))
  console.log(
    `✗ ${question.id} ${typing} «${typed}» ${faults.join("; ")} [${answer.status} ${answer.confidence.toFixed(2)}] ${answer.body.slice(0, 110).replace(/\n/gu, " ")}`,
  );

console.log("\nthe worst, by cause:");
for (const { cause, outcome } of worstOutcomes(outcomes, worstShown))
  console.log(
    `${cause.padEnd(16)} ${outcome.question.id} ${outcome.typing} [${outcome.answer.confidence.toFixed(2)}] «${outcome.typed}» ${outcome.faults.join("; ")}`,
  );

console.log("\nsources taken for others:");
for (const { expected, cited, count } of confusions(outcomes)) console.log(`${String(count).padStart(3)}  ${expected} → ${cited}`);

console.log("\ncalibration   answers  confidence%  right source%");
for (const { from, count, confidence, right } of calibrationCurve(outcomes))
  console.log(
    `from ${from.toFixed(1)}     ${String(count).padStart(8)} ${(100 * confidence).toFixed(1).padStart(12)} ${(100 * right).toFixed(1).padStart(14)}`,
  );

console.log(`\n${file}: ${questions.length} questions, index ${indexVersion}, ${now.toISOString().slice(0, 10)}`);
console.log("kind            typing         asked  right%  answered%  falsely answered%  falsely refused%  words");
for (const typing of typings) {
  const typed = outcomes.filter((outcome) => outcome.typing === typing);
  for (const kind of [...new Set(typed.map(({ question }) => question.kind))])
    printRow(kind, typing, scoreOf(typed.filter(({ question }) => question.kind === kind)));
  if (typed.length > 0) printRow("ALL", typing, scoreOf(typed));
}
const latencies = outcomes.map(({ latencyMs }) => latencyMs).sort((a, b) => a - b);
console.log(`latency of a turn: median ${latencyAt(0.5)} ms, p99 ${latencyAt(0.99)} ms; resident memory ${Math.round(process.memoryUsage().rss / 1e6)} MB`);

function printRow(kind: string, typing: Typing, score: Score): void {
  const percent = (value: number): string => (100 * value).toFixed(1);
  console.log(
    `${kind.padEnd(15)} ${typing.padEnd(14)} ${String(score.questions).padStart(5)} ${percent(score.right).padStart(7)} ${percent(score.answered).padStart(10)} ${percent(score.falselyAnswered).padStart(18)} ${percent(score.falselyRefused).padStart(17)} ${String(score.words).padStart(6)}`,
  );
}

function latencyAt(share: number): string {
  return (latencies[Math.min(latencies.length - 1, Math.floor(share * latencies.length))] ?? 0).toFixed(1);
}
