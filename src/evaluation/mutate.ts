/**
 * `npm run evaluate:mutations -- [--answers N] [--seed N] [--questions FILE …]`: composes answers through the production pipeline, changes one
 * fact of each kind in each, one at a time (a digit, date, amount, document number, name of a place, unit, level of office or number word; two
 * figures change places; a negation is dropped), and asks the run-time checker with the answer's true citations. None may pass. Lists those
 * that do, and ends with 1 then.
 */
import { parseArgs } from "node:util";
import { openIndex } from "../core/retrieval/open-index.js";
import { seededRandom } from "../core/retrieval/seeded-random.js";
import { answererOver } from "./answerer-over.js";
import { composeRequests } from "./mutation/compose-requests.js";
import { placesOf } from "./mutation/places-of.js";
import { tryMutations } from "./mutation/try-mutations.js";
import { developmentFiles, readQuestionFiles } from "./question-files.js";

const { values } = parseArgs({
  options: {
    answers: { type: "string", default: "1000" },
    seed: { type: "string", default: "1" },
    questions: { type: "string", multiple: true, default: developmentFiles },
  },
});
const { knowledge, index } = await openIndex({ knowledgeFolder: "knowledge", dataDir: process.env.DATA_DIR ?? "data" });
const { tried, byMutation, bySource, withheld, survivors } = await tryMutations(Number(values.answers), {
  answerer: answererOver(knowledge, index),
  questions: await readQuestionFiles(values.questions),
  requests: composeRequests(knowledge),
  places: placesOf(knowledge),
  now: new Date(),
  random: seededRandom(Number(values.seed)),
});

for (const { kind, before, after, origin, body } of survivors) {
  const place = body.indexOf(after);
  console.log(`✗ ${kind}: “${before}” became “${after}” in ${origin}\n  …${body.slice(Math.max(0, place - 80), place + 80).replace(/\s+/gu, " ")}…`);
}
for (const origin of new Set(withheld)) console.log(`withheld as composed: ${origin}`);
console.log(`\n${tried} answers changed (seed ${values.seed}); by what was changed: ${counts(byMutation)}; by source: ${counts(bySource)}`);
console.log(`${survivors.length} of them passed the checker; ${withheld.length} were withheld before they were changed`);
process.exitCode = survivors.length === 0 ? 0 : 1;

function counts(some: Record<string, number>): string {
  return Object.entries(some)
    .map(([name, count]) => `${name} ${count}`)
    .join(", ");
}
