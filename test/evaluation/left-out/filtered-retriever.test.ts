import { describe, expect, it } from "vitest";
import { loadLexicon } from "../../../src/core/knowledge/lexicon.js";
import { buildSearchIndex } from "../../../src/core/retrieval/search-index.js";
import { foreignSet } from "../../../src/evaluation/bench/foreign-set.js";
import { FilteredRetriever } from "../../../src/evaluation/left-out/filtered-retriever.js";
import { temporaryDirectory } from "../../support/temporary-directory.js";
import { syntheticCorpus, writeCorpus } from "../support/synthetic-corpus.js";

describe("FilteredRetriever", () => {
  it("finds everything but what is left out, and what the caller does not allow", async () => {
    const { corpusFile, queryFile } = await writeCorpus(await temporaryDirectory(), syntheticCorpus(20));
    const { units, queries } = await foreignSet(corpusFile, queryFile);
    const lexicon = await loadLexicon("knowledge/lexicon");
    const retriever = new FilteredRetriever(buildSearchIndex(units, lexicon), lexicon);
    const [query] = queries;
    const right = query?.rel[0] ?? "";
    const find = (isAllowed?: (unit: { id: string }) => boolean): string[] =>
      retriever.search(retriever.read(query?.text ?? ""), 20, isAllowed).map(({ unit }) => unit.id);

    expect(find()[0]).toBe(right);
    expect(find(({ id }) => id !== right)).not.toContain(right);
    retriever.leftOut = new Set([right]);
    expect(find()).not.toContain(right);
    expect(find(({ id }) => id === right)).toEqual([]);
    retriever.leftOut = new Set();
    expect(find()[0]).toBe(right);
  });
});
