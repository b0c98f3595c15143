/**
 * `npm run evaluate:left-out -- FILE … [--rebuild] [--parts N] [--worst N]`: asks each answerable question again with its sources taken out of
 * the index. What is answered then is a false answer, unless another source truly holds it. Prints the shares by kind and way of typing,
 * and the surest of these answers, to be read. `--rebuild` builds the index anew without the sources, in N parts, where the default only
 * filters them out of the results.
 */
import { parseArgs } from "node:util";
import { openIndex } from "../core/retrieval/open-index.js";
import { alignColumns } from "./bench/own-report.js";
import { answerableQuestions } from "./left-out/answerable-questions.js";
import { askFiltered, askRebuilt } from "./left-out/ask-without-sources.js";
import { leftOutScoreOf, statesExpectedFacts, worstOf } from "./left-out/left-out-score.js";
import { readQuestionFiles } from "./question-files.js";
import type { Outcome } from "./run-questions.js";
import { typings } from "./typing.js";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rebuild: { type: "boolean", default: false }, parts: { type: "string", default: "8" }, worst: { type: "string", default: "30" } },
});
if (positionals.length === 0) {
  console.error("usage: npm run evaluate:left-out -- FILE … [--rebuild] [--parts N] [--worst N]");
  process.exit(2);
}

const artefact = await openIndex({ knowledgeFolder: "knowledge", dataDir: process.env.DATA_DIR ?? "data" });
const questions = answerableQuestions(await readQuestionFiles(positionals));
const now = new Date();
const outcomes = values.rebuild
  ? await askRebuilt(artefact, questions, {
      now,
      parts: Number(values.parts),
      progress: (step) => {
        console.error(`[left-out] ${step}`);
      },
    })
  : await askFiltered(artefact, questions, now);

const way = values.rebuild ? `index rebuilt without the sources, in ${values.parts} parts` : "sources filtered out of the results";
console.log(
  `${positionals.join(", ")}: ${questions.length} questions with their sources left out (${way}), index ${artefact.version}, ${now.toISOString().slice(0, 10)}\n`,
);
console.log(scoreTable(outcomes));
console.log(
  "\nanswered: the rate of false answers at most; “with facts”: the answer states every fact that the question expects, so that another source may\ntruly hold it. The answers of highest confidence, one for each question:\n",
);
for (const [index, outcome] of worstOf(outcomes, Number(values.worst)).entries()) console.log(describe(outcome, index + 1));

function scoreTable(all: readonly Outcome[]): string {
  const head = ["kind", "typing", "asked", "answered%", "with facts%", "without%", "asked back%", "refused%"];
  const kinds = [...new Set(all.map(({ question }) => question.kind))];
  const rows = typings.flatMap((typing) => {
    const typed = all.filter((outcome) => outcome.typing === typing);
    return [...kinds, "ALL"].map((kind) => rowOf(kind, typing, kind === "ALL" ? typed : typed.filter(({ question }) => question.kind === kind)));
  });
  return alignColumns([head, ...rows], 2);
}

function rowOf(kind: string, typing: string, some: readonly Outcome[]): string[] {
  const { asked, answered, withFacts, withoutFacts, askedBack, refused } = leftOutScoreOf(some);
  return [kind, typing, String(asked), ...[answered, withFacts, withoutFacts, askedBack, refused].map((share) => (100 * share).toFixed(1))];
}

function describe(outcome: Outcome, place: number): string {
  const { question, typing, typed, answer } = outcome;
  const sources = [...new Set(answer.citations.map(({ documentId }) => documentId))].join(", ");
  return [
    `${place}. ${answer.confidence.toFixed(2)} ${question.id} ${typing} «${typed}»`,
    `   left out: ${(question.expect.documents ?? []).join(", ")}; answered from: ${sources} (${answer.status})${statesExpectedFacts(outcome) ? "; states the expected facts" : ""}`,
    `   ${answer.body.replace(/\s+/gu, " ").slice(0, 260)}`,
  ].join("\n");
}
