import { beforeAll, describe, expect, it } from "vitest";
import { openIndex } from "../../src/core/retrieval/open-index.js";
import { seededRandom } from "../../src/core/retrieval/seeded-random.js";
import { answererOver } from "../../src/evaluation/answerer-over.js";
import { composeRequests } from "../../src/evaluation/mutation/compose-requests.js";
import { mutationKinds } from "../../src/evaluation/mutation/mutation-targets.js";
import { placesOf } from "../../src/evaluation/mutation/places-of.js";
import { tryMutations, type MutationResult } from "../../src/evaluation/mutation/try-mutations.js";
import { developmentFiles, readQuestionFiles } from "../../src/evaluation/question-files.js";

const answers = 1000;
/** Fewest changes of a kind for it to count as tried; few answers write a number in words. */
const fewest = { number_word: 5 } as Partial<Record<string, number>>;

describe("the run-time checker, given answers with one fact changed", () => {
  let result: MutationResult;
  beforeAll(async () => {
    const { knowledge, index } = await openIndex({ knowledgeFolder: "knowledge", dataDir: "data" });
    result = await tryMutations(answers, {
      answerer: answererOver(knowledge, index),
      questions: await readQuestionFiles(developmentFiles),
      requests: composeRequests(knowledge),
      places: placesOf(knowledge),
      now: new Date("2026-11-25T08:00:00+07:00"),
      random: seededRandom(1),
    });
    // The first run on a machine builds the index.
  }, 180_000);

  it("lets none of them pass", () => {
    expect(result.survivors.map(({ before, after, origin }) => `${before} → ${after} in ${origin}`)).toEqual([]);
    expect(result.tried).toBe(answers);
  });

  it("lets all of them pass as they were composed", () => {
    expect([...new Set(result.withheld)]).toEqual([]);
  });

  it("was tried with every kind of fact, on answers from every kind of source", () => {
    for (const kind of mutationKinds) expect(result.byMutation[kind], kind).toBeGreaterThan(fewest[kind] ?? 40);
    for (const kind of ["question", "service", "article", "document", "procedure"]) expect(result.bySource[kind]).toBeGreaterThan(50);
  });
});
