import { createHash, randomBytes } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createPool } from "../../src/storage/create-pool.js";
import { IndexVersionStore } from "../../src/storage/index-version-store.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";

let database: TestDatabase;
let store: IndexVersionStore;
beforeEach(async () => {
  database = await createTestDatabase();
  store = new IndexVersionStore(database.pool);
});
afterEach(() => database.drop());

const deadline = { timeout: 10_000, interval: 10 };

describe("IndexVersionStore", () => {
  it("gives back the bytes that were saved, under their hash", async () => {
    const artefact = randomBytes(3_000_000);
    const id = await store.save(artefact, "đợt tháng 8");
    expect(id).toBe(createHash("sha256").update(artefact).digest("hex"));
    expect((await store.load(id))?.equals(artefact)).toBe(true);
    expect(await store.list()).toEqual([{ id, createdAt: expect.any(Date) as Date, sizeBytes: 3_000_000, note: "đợt tháng 8" }]);
  });

  it("keeps one version of the same bytes", async () => {
    const first = await store.save(Buffer.from("a"), "first");
    expect(await store.save(Buffer.from("a"), "again")).toBe(first);
    expect((await store.list()).map(({ note }) => note)).toEqual(["first"]);
  });

  it("loads nothing for an unknown version", async () => {
    expect(await store.load("0".repeat(64))).toBeUndefined();
  });

  it("uses no version before the first publication, then the one published last", async () => {
    const [a, b] = [await store.save(Buffer.from("a"), ""), await store.save(Buffer.from("b"), "")];
    expect(await store.latestPublished()).toBeUndefined();
    await store.publish(b);
    await store.publish(a);
    expect((await store.latestPublished())?.id).toBe(a);
  });

  it("goes back to a version that was in use before, and to no other", async () => {
    const [a, b, draft] = [await store.save(Buffer.from("a"), ""), await store.save(Buffer.from("b"), ""), await store.save(Buffer.from("c"), "")];
    await store.publish(a);
    await store.publish(b);
    await store.rollback(a);
    expect((await store.latestPublished())?.id).toBe(a);
    await expect(store.rollback(draft)).rejects.toMatchObject({ code: "storage_index_version_unknown" });
    expect((await store.latestPublished())?.id).toBe(a);
  });

  it("refuses to publish an unknown version", async () => {
    await expect(store.publish("0".repeat(64))).rejects.toMatchObject({ code: "storage_index_version_unknown" });
  });

  it("publishes later than everything before, even if the clock was set back", async () => {
    const [a, b] = [await store.save(Buffer.from("a"), ""), await store.save(Buffer.from("b"), "")];
    await store.publish(a);
    await database.pool.query("UPDATE index_versions SET published_at = now() + interval '1 day' WHERE id = $1", [a]);
    await store.publish(b);
    expect((await store.latestPublished())?.id).toBe(b);
  });
});

describe("IndexVersionStore.listen", () => {
  it("hears of a publication and a rollback in another process", async () => {
    const elsewhere = createPool({ connectionString: database.url });
    const heard: string[] = [];
    const stopListening = await store.listen((id) => heard.push(id));
    const publisher = new IndexVersionStore(elsewhere);
    const [a, b] = [await publisher.save(Buffer.from("a"), ""), await publisher.save(Buffer.from("b"), "")];
    await publisher.publish(a);
    await publisher.publish(b);
    await publisher.rollback(a);
    await vi.waitUntil(() => heard.length >= 3, deadline);
    expect(heard).toEqual([a, b, a]);
    await stopListening();
    await elsewhere.end();
  });

  it("reports the version in use after a lost connection", async () => {
    const heard: string[] = [];
    const a = await store.save(Buffer.from("a"), "");
    const stopListening = await store.listen((id) => heard.push(id));
    // A publication that nobody is told of: what a listener without connection experiences.
    await database.pool.query("UPDATE index_versions SET published_at = now()");
    await database.pool.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'");
    await vi.waitUntil(() => heard.includes(a), deadline);
    const b = await store.save(Buffer.from("b"), "");
    await store.publish(b);
    await vi.waitUntil(() => heard.includes(b), deadline);
    await stopListening();
  });

  it("hears nothing after it was stopped", async () => {
    const callback = vi.fn();
    const stopListening = await store.listen(callback);
    await stopListening();
    await store.publish(await store.save(Buffer.from("a"), ""));
    expect(callback).not.toHaveBeenCalled();
  });
});
