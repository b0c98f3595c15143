/**
 * `npm run bench`: all benchmarks over our own knowledge and development questions: retrieval against its peers by kind and way of typing,
 * the latency of a turn, memory, the index' build time, and the time from `ask`'s start to its answer. `--json` prints JSON lines.
 *
 * `npm run --silent bench -- --retrieval CORPUS.jsonl QUERIES.jsonl`: the production retriever and its peers on any corpus (lines
 * `{"id","title","text"}`; queries `{"text","rel":["id",…]}`), as JSON lines and nothing else on standard output.
 *
 * `npm run bench -- --web`: the time until our page and Microsoft's Web Chat can be used on slow phones, on one server, and the latency of
 * suggestions. `--runs` is how often each page is opened; `CHROMIUM` names a browser other than Debian's.
 *
 * `npm run bench -- --training`: the due queue of one learner and the dashboard of an office of 500, over 50,000 learners with 200 reviewed
 * items each, in a PostgreSQL of its own. Needs 7 GB in the folder for temporary files, and some minutes. `--learners` makes it smaller.
 *
 * `npm run bench -- --scale 60000`: the same questions over our own passages and over so many, the register grown by made-up procedures: time
 * and memory of building, memory of serving, latency of a turn, and what is answered right. Needs some minutes.
 *
 * `npm run bench -- --announcements 100000 --announcements 1000000`: an announcement to so many people through a channel that takes
 * everything at once: filling and draining its ledger, memory, and the time of a console's page meanwhile.
 */
import { parseArgs } from "node:util";
import { openIndex } from "../core/retrieval/open-index.js";
import type { BenchSource } from "./bench/bench-set.js";
import { retrievalLines } from "./bench/foreign-report.js";
import { measureAnnouncement } from "./bench/measure-announcement.js";
import { measureAsk } from "./bench/measure-ask.js";
import { measureMethod, type MethodResult } from "./bench/measure-method.js";
import { measureIndexBuild, measureTurns } from "./bench/measure-turns.js";
import { ownLines, ownTable } from "./bench/own-report.js";
import { methodsForForeign, methodsForOwn, type MethodName } from "./bench/search-methods.js";
import { measureScale } from "./bench/measure-scale.js";
import { measureTraining } from "./bench/training/measure-training.js";
import { measureWeb } from "./bench/web/measure-web.js";
import { openingLines, openingTable } from "./bench/web/opening-report.js";
import { developmentFiles, readQuestionFiles } from "./question-files.js";

/** As many as must go through `ask -- --jsonl` within 20 s. */
const lineCount = 300;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    retrieval: { type: "string" },
    web: { type: "boolean", default: false },
    training: { type: "boolean", default: false },
    learners: { type: "string", default: "50000" },
    scale: { type: "string" },
    announcements: { type: "string", multiple: true, default: [] },
    runs: { type: "string", default: "7" },
    json: { type: "boolean", default: false },
    questions: { type: "string", multiple: true, default: developmentFiles },
  },
});
const knowledgeFolder = process.env["KNOWLEDGE_DIR"] ?? "knowledge";
const dataDir = process.env["DATA_DIR"] ?? "data";

if (values.announcements.length > 0) await benchAnnouncements(values.announcements.map(Number));
else if (values.scale !== undefined) await benchScale(Number(values.scale));
else if (values.web) await benchWeb();
else if (values.training) await benchTraining();
else if (values.retrieval === undefined) await benchAll();
else await benchForeign(values.retrieval, positionals[0]);

async function benchForeign(corpusFile: string, queryFile: string | undefined): Promise<void> {
  if (queryFile === undefined) {
    console.error("usage: npm run --silent bench -- --retrieval CORPUS.jsonl QUERIES.jsonl");
    process.exit(2);
  }
  for (const method of methodsForForeign)
    for (const line of retrievalLines(method, await measure(method, { kind: "foreign", corpusFile, queryFile, knowledgeFolder })))
      console.log(JSON.stringify(line));
}

async function benchAll(): Promise<void> {
  const results = new Map<MethodName, MethodResult>();
  for (const method of methodsForOwn) results.set(method, await measure(method, { kind: "own", questionFiles: values.questions, knowledgeFolder }));
  const lines = ownLines(results);
  if (values.json) for (const line of lines) print("retrieval", line);
  else console.log(`Retrieval on our own knowledge, questions of ${values.questions.join(", ")}\n${ownTable(lines)}\n`);

  // The index is warm from here on.
  await openIndex({ knowledgeFolder, dataDir, progress: tell });
  tell("turns");
  print("turn", await measureTurns({ knowledgeFolder, dataDir, questionFiles: values.questions }));
  tell("index build");
  print("index", await measureIndexBuild(knowledgeFolder));
  tell("ask");
  print("ask", await measureAsk(await manyQuestions(), { KNOWLEDGE_DIR: knowledgeFolder, DATA_DIR: dataDir }));
}

async function benchAnnouncements(sizes: readonly number[]): Promise<void> {
  for (const recipients of sizes) {
    tell(`an announcement to ${recipients}`);
    print("announcement", await measureAnnouncement(recipients));
  }
}

async function benchScale(passages: number): Promise<void> {
  for (const { scores, lost, ...result } of await measureScale({ passages, knowledgeFolder, questionFiles: values.questions.slice(0, 1), tell })) {
    print("scale", result);
    for (const { typing, score } of scores)
      print("scale", {
        passages: result.passages,
        typing,
        right: percent(score.right),
        falselyAnswered: percent(score.falselyAnswered),
        falselyRefused: percent(score.falselyRefused),
      });
    if (lost.length > 0) print("scale", { passages: result.passages, lost: lost.join(" · ") });
  }
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)}%`;
}

async function benchWeb(): Promise<void> {
  const questions = (await readQuestionFiles(values.questions)).map(({ turns }) => turns[0] ?? "");
  const { openings, suggestions } = await measureWeb({ runs: Number(values.runs), questions, chromiumPath: process.env["CHROMIUM"], tell });
  const lines = openingLines(openings);
  if (values.json) for (const line of lines) print("opening", line);
  else console.log(`Until a question can be typed under the greeting, nothing cached\n${openingTable(lines)}\n`);
  print("suggestions", suggestions);
}

async function benchTraining(): Promise<void> {
  const numbers = { learners: Number(values.learners), peoplePerOffice: 500, itemsPerLearner: 200 };
  for (const times of await measureTraining({ ...numbers, tell })) print("training", times);
}

function measure(method: MethodName, source: BenchSource): Promise<MethodResult> {
  tell(method);
  return measureMethod({ method, source });
}

async function manyQuestions(): Promise<string[]> {
  const questions = (await readQuestionFiles(values.questions)).map(({ turns }) => turns[0] ?? "");
  return Array.from({ length: lineCount }, (_, index) => questions[index % questions.length] ?? "");
}

function print(benchmark: string, result: object): void {
  if (values.json) console.log(JSON.stringify({ benchmark, ...result }));
  else
    console.log(
      `${benchmark}: ${Object.entries(result)
        .map(([name, value]) => `${name} ${String(value)}`)
        .join(", ")}`,
    );
}

/** Progress goes to standard error: standard output holds results alone. */
function tell(what: string): void {
  console.error(`[bench] ${what}`);
}
