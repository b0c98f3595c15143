import { describe, expect, it } from "vitest";
import { isWorse, type IndexComparison } from "../../../src/core/ingest/index-comparison.js";
import type { KnowledgeStore, KnowledgeVersion, NewKnowledgeVersion, StoredDraft } from "../../../src/core/ingest/knowledge-store.js";
import type { OperatorInput } from "../../../src/core/ingest/operator-meta.js";
import { publishDraft, type PublishingParts } from "../../../src/core/ingest/publish-draft.js";
import { rollBack } from "../../../src/core/ingest/roll-back.js";
import type { IndexArtefact } from "../../../src/core/retrieval/index-artefact.js";

const same: IndexComparison = { questions: 350, rightBefore: 300, rightAfter: 300, falselyAnsweredBefore: 3, falselyAnsweredAfter: 3, lost: [] };
const facts = { issuer: "Hội Chè", issued: "2026-01-02", sourceUrl: "https://example.vn" };

const draftOf = (id: number, input: OperatorInput, state: StoredDraft["state"] = "draft"): StoredDraft => ({
  id,
  fileName: "che.md",
  draft: {
    sha256: "a".repeat(64),
    format: "markdown",
    title: "Chè",
    blocks: [{ kind: "paragraph", headingPath: ["Điều 1"], text: "Trồng chè." }],
    warnings: [],
  },
  input,
  state,
});

/** Versions in memory; what happens at once is the database's matter. */
function storeWith(...drafts: StoredDraft[]): KnowledgeStore {
  const versions: KnowledgeVersion[] = [];
  return {
    saveDraft: () => Promise.reject(new Error("nothing is saved here")),
    draft: async (id) => drafts.find((one) => one.id === id),
    drafts: async () => drafts,
    current: async () => versions.at(-1),
    version: async (number) => versions[number - 1],
    versions: async () => versions,
    addVersion: async (version: NewKnowledgeVersion) => versions.push({ ...version, number: versions.length + 1, createdAt: new Date(0) }),
  };
}

function partsWith(store: KnowledgeStore, comparison = same): PublishingParts {
  const artefact = { version: "v", knowledge: { articles: [{ id: "bai-goc" }] } } as unknown as IndexArtefact;
  return { store, ownDocuments: [], openIndex: async () => artefact, compare: async () => comparison, today: "2026-03-04" };
}

const idsIn = async (store: KnowledgeStore): Promise<string[]> =>
  ((await store.current())?.documents ?? []).map(({ meta, draftId }) => `${meta.id} ${draftId}`);

describe("publishDraft", () => {
  it.each([
    ["an unknown draft", draftOf(2, {}), { status: "unknown_draft" }],
    ["what is published already", draftOf(1, { ...facts, id: "a" }, "published"), { status: "already_published" }],
    ["a draft without its facts", draftOf(1, { ...facts }), { status: "incomplete", faults: [expect.stringContaining("--id") as string] }],
    ["an id of the knowledge folder", draftOf(1, { ...facts, id: "bai-goc" }), { status: "refused", fault: "id_taken" }],
    ["what replaces something unknown", draftOf(1, { ...facts, id: "a", supersedes: "b" }), { status: "refused", fault: "supersedes_unknown" }],
    ["what replaces itself", draftOf(1, { ...facts, id: "a", supersedes: "a" }), { status: "refused", fault: "supersedes_unknown" }],
  ])("does not publish %s", async (_, draft, outcome) => {
    const store = storeWith(draft);
    expect(await publishDraft(1, undefined, partsWith(store))).toEqual(outcome);
    expect(await store.current()).toBeUndefined();
  });

  it("publishes what answers worse only for a reason, and keeps the reason", async () => {
    const store = storeWith(draftOf(1, { ...facts, id: "a" }));
    const worse = { ...same, rightAfter: 298, lost: ["q1", "q2"] };
    expect(await publishDraft(1, undefined, partsWith(store, worse))).toEqual({ status: "worse", comparison: worse });
    expect(await publishDraft(1, "gấp", partsWith(store, worse))).toEqual({ status: "published", version: 1, comparison: worse });
    expect(await store.current()).toMatchObject({ overrideReason: "gấp", comparison: worse });
  });

  it("keeps no reason that was not needed", async () => {
    const store = storeWith(draftOf(1, { ...facts, id: "a" }));
    await publishDraft(1, "gấp", partsWith(store));
    expect((await store.current())?.overrideReason).toBeUndefined();
  });

  it("adds to what is published, and puts a document of the same id in the place of the one before", async () => {
    const store = storeWith(draftOf(1, { ...facts, id: "a" }), draftOf(2, { ...facts, id: "b" }), draftOf(3, { ...facts, id: "a" }));
    for (const id of [1, 2, 3]) await publishDraft(id, undefined, partsWith(store));
    expect(await idsIn(store)).toEqual(["b 2", "a 3"]);
  });
});

describe("rollBack", () => {
  it("goes back step by step, and stops at the knowledge folder", async () => {
    const store = storeWith(draftOf(1, { ...facts, id: "a" }), draftOf(2, { ...facts, id: "b" }));
    const parts = partsWith(store);
    expect(await rollBack(parts)).toBeUndefined();
    await publishDraft(1, undefined, parts);
    await publishDraft(2, undefined, parts);
    expect(await rollBack(parts)).toEqual({ version: 3, returnedTo: 1 });
    expect(await idsIn(store)).toEqual(["a 1"]);
    expect(await rollBack(parts)).toEqual({ version: 4, returnedTo: undefined });
    expect(await idsIn(store)).toEqual([]);
    expect(await rollBack(parts)).toBeUndefined();
  });

  it("returns to what was in use before a publication that followed a rollback", async () => {
    const store = storeWith(draftOf(1, { ...facts, id: "a" }), draftOf(2, { ...facts, id: "b" }));
    const parts = partsWith(store);
    await publishDraft(1, undefined, parts);
    await rollBack(parts);
    await publishDraft(2, undefined, parts);
    expect(await rollBack(parts)).toEqual({ version: 4, returnedTo: 2 });
    expect(await idsIn(store)).toEqual([]);
  });
});

describe("isWorse", () => {
  it.each([
    [{}, false],
    [{ rightAfter: 299 }, false],
    [{ rightAfter: 298 }, true],
    [{ falselyAnsweredAfter: 4 }, false],
    [{ falselyAnsweredAfter: 5 }, true],
    [{ questions: 20, rightAfter: 299 }, true],
    [{ rightAfter: 310 }, false],
  ])("of %j is %s", (change, worse) => {
    expect(isWorse({ ...same, ...change })).toBe(worse);
  });
});
