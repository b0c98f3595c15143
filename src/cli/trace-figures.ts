/**
 * `npm run --silent trace:figures [-- --facts ../shared/facts]`: finds for every figure, day and number of a document in articles and services
 * the line of the collected facts, of an official document or of the register that bears it out, and writes `knowledge/figures.tsv`. Names what
 * nothing bears out, and ends with 1 where there is such. Needs the folder of facts; a test compares the table with the knowledge without it.
 */
import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { loadKnowledge } from "../core/knowledge/load-knowledge.js";
import { traceKnowledge } from "../core/knowledge/trace/trace-knowledge.js";
import { writeTraceTable } from "../core/knowledge/trace/trace-table.js";
import { traceWording as say } from "./wording.js";

const folder = "knowledge";
const { values } = parseArgs({ options: { facts: { type: "string", default: "../shared/facts" } } });

if (!existsSync(values.facts)) {
  console.error(say.noFacts(values.facts));
  process.exit(2);
}
const traces = await traceKnowledge(folder, await loadKnowledge(folder), values.facts);
const untraced = traces.filter(({ fact }) => fact === undefined);
await writeFile(join(folder, "figures.tsv"), writeTraceTable(traces, folder));
for (const { file, line, stated, sentence } of untraced) console.log(`${file}:${line}: ${say.untraced(stated, sentence)}`);
console.log(say.summary(traces.length, untraced.length));
process.exitCode = untraced.length === 0 ? 0 : 1;
