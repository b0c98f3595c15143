/**
 * `npm run evaluate:groups -- FILE`: groups labelled questions as the console does, and tells how that agrees with the labels, with every pair
 * that was wrongly put together. `--half tuning` and `--half reporting` take half of them; what is tuned is tuned on the first. `--missed` also
 * lists the pairs that were kept apart.
 */
import { parseArgs } from "node:util";
import { groupAll } from "../core/questions/group-all.js";
import { QuestionReader } from "../core/questions/read-question.js";
import { openIndex } from "../core/retrieval/open-index.js";
import { answererOver } from "./answerer-over.js";
import { halvesOf, readLabelledQuestions, scoreGroups } from "./group-score.js";

const { values, positionals } = parseArgs({ allowPositionals: true, options: { half: { type: "string" }, missed: { type: "boolean", default: false } } });
const knowledgeFolder = process.env["KNOWLEDGE_DIR"] ?? "knowledge";
const dataDir = process.env["DATA_DIR"] ?? "data";

const all = await readLabelledQuestions(positionals[0] ?? "test/questions/groups.jsonl");
const { tuning, reporting } = halvesOf(all);
const questions = values.half === "tuning" ? tuning : values.half === "reporting" ? reporting : all;
const { knowledge, index } = await openIndex({ knowledgeFolder, dataDir });
const reader = new QuestionReader(answererOver(knowledge, index).tools);
const { precision, recall, wrong, missed } = scoreGroups(questions, groupAll(questions.map(({ text }) => reader.read(text))));
for (const [one, other] of wrong) console.log(`together, should be apart: ${one} | ${other}`);
if (values.missed) for (const [one, other] of missed) console.log(`apart, should be together: ${one} | ${other}`);
console.log(`${questions.length} questions: pairwise precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}`);
