import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Draft } from "../../src/core/ingest/draft.js";
import type { NewKnowledgeVersion, VersionDocument } from "../../src/core/ingest/knowledge-store.js";
import { createPool } from "../../src/storage/create-pool.js";
import { PostgresKnowledge } from "../../src/storage/postgres-knowledge.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";

let database: TestDatabase;
let store: PostgresKnowledge;
beforeEach(async () => {
  database = await createTestDatabase();
  store = new PostgresKnowledge(database.pool);
});
afterEach(() => database.drop());

const draftOf = (sha: string, title = "Chè"): Draft => ({
  sha256: sha.repeat(64),
  format: "markdown",
  title,
  blocks: [{ kind: "paragraph", headingPath: ["Điều 1"], text: "Trồng chè." }],
  warnings: [],
});
const documentOf = (draftId: number, id = `van-ban-${draftId}`): VersionDocument => ({
  draftId,
  meta: {
    id,
    title: id,
    shortTitle: id,
    issuer: "Hội Chè",
    issued: "2026-01-02",
    territory: "phu-tho",
    sourceUrl: "https://example.vn",
    checked: "2026-01-03",
  },
  sections: [{ headingPath: ["Điều 1"], tags: [], text: "Trồng chè." }],
});
const versionOf = (documents: VersionDocument[], more: Partial<NewKnowledgeVersion> = {}): NewKnowledgeVersion => ({
  isRollback: false,
  documents,
  indexVersion: "a-f1-n20",
  ...more,
});
const statesOf = async (): Promise<string[]> => (await store.drafts()).map(({ id, state }) => `${id} ${state}`);

describe("drafts", () => {
  it("are kept, and a file that comes again is known, with what is said of it now", async () => {
    const first = await store.saveDraft(draftOf("a"), "che.md", { id: "che", issuer: "Hội" });
    expect(first).toEqual({ isKnown: false, stored: { id: 1, fileName: "che.md", draft: draftOf("a"), input: { id: "che", issuer: "Hội" }, state: "draft" } });
    const again = await store.saveDraft(draftOf("a", "Chè xanh"), "khac.md", { issuer: "Hội Chè" });
    expect(again).toMatchObject({ isKnown: true, stored: { id: 1, draft: { title: "Chè xanh" }, input: { id: "che", issuer: "Hội Chè" } } });
    expect(await store.draft(1)).toEqual(again.stored);
    expect(await store.draft(2)).toBeUndefined();
  });

  it("stay as they are while they are published", async () => {
    await store.saveDraft(draftOf("a"), "che.md", { id: "che" });
    await store.addVersion(versionOf([documentOf(1)]), 0);
    expect(await store.saveDraft(draftOf("a", "Khác"), "che.md", { id: "khac" })).toMatchObject({
      isKnown: true,
      stored: { input: { id: "che" }, state: "published", draft: { title: "Chè" } },
    });
  });
});

describe("versions", () => {
  it("follow one another; the last is in use", async () => {
    expect(await store.current()).toBeUndefined();
    await store.saveDraft(draftOf("a"), "a.md", {});
    await store.saveDraft(draftOf("b"), "b.md", {});
    const comparison = { questions: 3, rightBefore: 3, rightAfter: 1, falselyAnsweredBefore: 0, falselyAnsweredAfter: 0, lost: ["x", "y"] };
    expect(await store.addVersion(versionOf([documentOf(1)]), 0)).toBe(1);
    expect(await store.addVersion(versionOf([documentOf(1), documentOf(2)], { earlier: 1, comparison, overrideReason: "gấp" }), 1)).toBe(2);
    expect(await store.current()).toEqual({
      ...versionOf([documentOf(1), documentOf(2)]),
      number: 2,
      earlier: 1,
      comparison,
      overrideReason: "gấp",
      createdAt: expect.any(Date) as Date,
    });
    expect(await store.version(1)).toMatchObject({ number: 1, documents: [documentOf(1)] });
    expect((await store.versions()).map(({ number }) => number)).toEqual([2, 1]);
    expect(await statesOf()).toEqual(["2 published", "1 published"]);
  });

  it("withdraw what they no longer hold", async () => {
    await store.saveDraft(draftOf("a"), "a.md", {});
    await store.saveDraft(draftOf("b"), "b.md", {});
    await store.addVersion(versionOf([documentOf(1)]), 0);
    await store.addVersion(versionOf([], { isRollback: true }), 1);
    expect(await statesOf()).toEqual(["2 draft", "1 withdrawn"]);
  });

  it("are not made from one that is no longer in use, however many try at once", async () => {
    await store.addVersion(versionOf([]), 0);
    const tries = await Promise.allSettled([1, 2, 3].map(() => store.addVersion(versionOf([]), 1)));
    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(tries.find(({ status }) => status === "rejected")).toMatchObject({ reason: { code: "storage_knowledge_outdated" } });
    expect((await store.current())?.number).toBe(2);
  });

  it("are heard of in other processes", async () => {
    const elsewhere = createPool({ connectionString: database.url });
    const heard = vi.fn();
    const stopListening = await new PostgresKnowledge(elsewhere).listen(heard);
    await store.addVersion(versionOf([]), 0);
    await vi.waitUntil(() => heard.mock.calls.length > 0, { timeout: 10_000, interval: 10 });
    await stopListening();
    await elsewhere.end();
  });
});
