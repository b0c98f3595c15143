import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PostgresCounter } from "../../src/storage/postgres-counter.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";

describe("the counter", () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  it("counts up to the most, each name by itself", async () => {
    const counter = new PostgresCounter(database.pool);
    expect([await counter.addOne("a", 2), await counter.addOne("a", 2), await counter.addOne("a", 2)]).toEqual([true, true, false]);
    expect(await counter.addOne("a", 3)).toBe(true);
    expect([await counter.addOne("b", 0), await counter.addOne("b", 1)]).toEqual([false, true]);
  });

  it("never goes over it, however many count at once", async () => {
    const counter = new PostgresCounter(database.pool);
    const counted = await Promise.all(Array.from({ length: 30 }, () => counter.addOne("many", 7)));
    expect(counted.filter(Boolean)).toHaveLength(7);
  });
});
