import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { firstPreviousHash } from "../../src/core/staff/audit.js";
import { appendAudit, listAudit, verifyAudit } from "../../src/storage/audit-log.js";
import { inTransaction } from "../../src/storage/in-transaction.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";

let database: TestDatabase;
beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(() => database.drop());

const at = (minute: number): Date => new Date(Date.UTC(2026, 10, 27, 3, minute));

async function append(subject: string, minute: number): Promise<void> {
  const event = { actor: { id: "a", name: "Bùi An" }, action: "account_changed", subject, details: { roles: ["viewer"], isDisabled: false } };
  await inTransaction(database.pool, (client) => appendAudit(client, event, at(minute)));
}

/** What somebody with the database's own password can do. */
async function tamper(statement: string): Promise<void> {
  await database.pool.query("ALTER TABLE audit_entries DISABLE TRIGGER USER");
  await database.pool.query(statement);
}

describe("the audit log", () => {
  it("is whole when nothing is in it", async () => {
    expect(await verifyAudit(database.pool)).toEqual({ count: 0, head: firstPreviousHash, brokenAt: undefined, hasNoted: undefined });
  });

  it("stays whole when many write at once", async () => {
    await Promise.all(Array.from({ length: 20 }, (_, place) => append(`tài khoản ${place}`, place)));
    const { count, brokenAt } = await verifyAudit(database.pool);
    expect({ count, brokenAt }).toEqual({ count: 20, brokenAt: undefined });
  });

  it("has no entry of what was not done after all", async () => {
    const work = inTransaction(database.pool, async (client) => {
      await appendAudit(client, { actor: { id: undefined, name: "" }, action: "x", subject: "" }, at(0));
      throw new Error("failed");
    });
    await expect(work).rejects.toThrow("failed");
    expect((await verifyAudit(database.pool)).count).toBe(0);
  });

  it.each(["UPDATE audit_entries SET subject = 'khác' WHERE id = 2", "DELETE FROM audit_entries WHERE id = 2", "TRUNCATE audit_entries"])(
    "refuses: %s",
    async (statement) => {
      await append("một", 1);
      await append("hai", 2);
      await expect(database.pool.query(statement)).rejects.toThrow("never changed");
    },
  );

  it.each([
    ["UPDATE audit_entries SET subject = 'khác' WHERE id = 2", 2],
    ["UPDATE audit_entries SET actor_name = 'Người khác' WHERE id = 1", 1],
    ["UPDATE audit_entries SET at = at + interval '1 minute' WHERE id = 3", 3],
    ["UPDATE audit_entries SET details = '{}' WHERE id = 2", 2],
    ["DELETE FROM audit_entries WHERE id = 2", 2],
    ["DELETE FROM audit_entries WHERE id = 1", 1],
    ["UPDATE audit_entries SET id = id + 10 WHERE id = 3", 3],
  ])("shows where somebody got around that: %s", async (statement, brokenAt) => {
    for (const place of [1, 2, 3]) await append(`mục ${place}`, place);
    await tamper(statement);
    expect((await verifyAudit(database.pool)).brokenAt).toBe(brokenAt);
  });

  it("shows by a head that was noted down that the end was cut off, or all of it written anew", async () => {
    await append("một", 1);
    await append("hai", 2);
    const { head } = await verifyAudit(database.pool);
    await append("ba", 3);
    expect((await verifyAudit(database.pool, head)).hasNoted).toBe(true);
    await tamper("DELETE FROM audit_entries WHERE id > 1");
    const cut = await verifyAudit(database.pool, head);
    expect({ brokenAt: cut.brokenAt, hasNoted: cut.hasNoted }).toEqual({ brokenAt: undefined, hasNoted: false });
  });

  it("is read newest first, page by page, by name, action and time", async () => {
    for (const place of [1, 2, 3, 4]) await append(place === 3 ? "Đinh Ba" : `mục ${place}`, place);
    const { entries, count } = await listAudit(database.pool, {}, { limit: 2, offset: 1 });
    expect(count).toBe(4);
    expect(entries.map(({ subject }) => subject)).toEqual(["Đinh Ba", "mục 2"]);
    expect(entries[0]).toMatchObject({ id: 3, actor: { id: "a", name: "Bùi An" }, details: { roles: ["viewer"], isDisabled: false } });
    expect((await listAudit(database.pool, { text: "đinh" }, { limit: 9, offset: 0 })).count).toBe(1);
    expect((await listAudit(database.pool, { text: "100%" }, { limit: 9, offset: 0 })).count).toBe(0);
    expect((await listAudit(database.pool, { from: at(2), to: at(4) }, { limit: 9, offset: 0 })).count).toBe(2);
    expect((await listAudit(database.pool, { action: "signed_in" }, { limit: 9, offset: 0 })).count).toBe(0);
  });
});
