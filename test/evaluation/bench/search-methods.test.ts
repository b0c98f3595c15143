import { beforeAll, describe, expect, it } from "vitest";
import { loadLexicon } from "../../../src/core/knowledge/lexicon.js";
import { fold } from "../../../src/core/text/fold.js";
import type { BenchSet } from "../../../src/evaluation/bench/bench-set.js";
import { foreignSet } from "../../../src/evaluation/bench/foreign-set.js";
import { loadMethod, methodsForOwn } from "../../../src/evaluation/bench/search-methods.js";
import { temporaryDirectory } from "../../support/temporary-directory.js";
import { syntheticCorpus, writeCorpus } from "../support/synthetic-corpus.js";

let set: BenchSet;
beforeAll(async () => {
  const { corpusFile, queryFile } = await writeCorpus(await temporaryDirectory(), syntheticCorpus(40));
  set = { ...(await foreignSet(corpusFile, queryFile)), lexicon: await loadLexicon("knowledge/lexicon") };
});

/** Share of questions whose document is found first. */
async function firstHits(name: (typeof methodsForOwn)[number], retype: (text: string) => string): Promise<number> {
  const search = (await loadMethod(name))(set);
  let hits = 0;
  for (const { text, rel } of set.queries) {
    const found = await search(retype(text));
    expect(found.length).toBeLessThanOrEqual(10);
    if (found[0] === rel[0]) hits++;
  }
  return hits / set.queries.length;
}

/** The order of the pipeline needs the sources behind the units. */
const anyCorpus = methodsForOwn.filter((name) => name !== "ours-judged");

describe.each(anyCorpus)("the method %s", (name) => {
  it("finds what was written", async () => {
    expect(await firstHits(name, (text) => text)).toBeGreaterThan(0.7);
  });
});

describe.each(["ours", "minisearch-folded", "minisearch-folded-aliases", "langchain-bm25-folded"] as const)("the method %s", (name) => {
  it("finds what was typed without marks", async () => {
    expect(await firstHits(name, fold)).toBeGreaterThan(0.7);
  });
});

describe("the order of the pipeline", () => {
  it("is not tried on a corpus without sources", async () => {
    const build = await loadMethod("ours-judged");
    expect(() => build(set)).toThrow(/no sources/u);
  });
});
