import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { deleteWhatExpired } from "../../src/storage/delete-what-expired.js";
import { PostgresChannelStore } from "../../src/storage/postgres-channel-store.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";

describe("what channels keep", () => {
  let database: TestDatabase;
  let store: PostgresChannelStore;
  beforeAll(async () => {
    database = await createTestDatabase();
    store = new PostgresChannelStore(database.pool);
  });
  afterAll(() => database.drop());

  it("is what was set last, and nothing before", async () => {
    expect(await store.get("a")).toBeUndefined();
    await store.set("a", { b: 1 });
    await store.set("a", { b: [2, "ữ"] });
    expect(await store.get("a")).toEqual({ b: [2, "ữ"] });
  });

  it("is forgotten after its time", async () => {
    await store.set("long", 1, 60_000);
    await store.set("past", 1, -1);
    expect([await store.get("long"), await store.get("past")]).toEqual([1, undefined]);
    await deleteWhatExpired(database.pool);
    expect((await database.pool.query("SELECT FROM kept WHERE name IN ('long', 'past')")).rowCount).toBe(1);
  });

  it("is changed by one at a time: none of many changes is lost", async () => {
    const add = (value: unknown) => Promise.resolve({ value: Number(value ?? 0) + 1, result: Number(value ?? 0) });
    const seen = await Promise.all(Array.from({ length: 5 }, () => store.change("count", add)));
    expect(seen.sort()).toEqual([0, 1, 2, 3, 4]);
    expect(await store.get("count")).toBe(5);
  });

  it("stays as it was where the change fails", async () => {
    await store.set("kept", "old");
    await expect(store.change("kept", () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(await store.get("kept")).toBe("old");
  });
});
