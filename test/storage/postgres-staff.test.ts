import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { StaffAccount } from "../../src/core/staff/account.js";
import { hashPassword } from "../../src/core/staff/password.js";
import { newSecondFactor } from "../../src/core/staff/second-factor.js";
import { signIn } from "../../src/core/staff/sign-in.js";
import { verifyAudit } from "../../src/storage/audit-log.js";
import { PostgresStaff } from "../../src/storage/postgres-staff.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";

let database: TestDatabase;
let staff: PostgresStaff;
beforeEach(async () => {
  database = await createTestDatabase();
  staff = new PostgresStaff(database.pool);
});
afterEach(() => database.drop());

const now = new Date("2026-11-27T03:00:00Z");
const later = (hours: number): Date => new Date(now.getTime() + hours * 3_600_000);
const system = { id: undefined, name: "" };

async function make(login: string, roles: StaffAccount["roles"], passwordHash?: string): Promise<StaffAccount> {
  expect(await staff.make({ id: `id-${login}`, login, name: login, roles, ...(passwordHash !== undefined && { passwordHash }) }, system, now)).toBe(true);
  return (await staff.find(`id-${login}`)) as StaffAccount;
}

describe("the first administrator", () => {
  const first = { id: "first", login: "quantri", name: "Quản trị", roles: ["administrator"], passwordHash: "x" } as const;

  it("is one, though several processes gave out links and all are opened at once", async () => {
    for (const link of ["a", "b", "c"]) await staff.makeLink(link, undefined, system, now);
    const made = await Promise.all(
      ["a", "b", "c"].map((link, place) => staff.makeFirstAdministrator(link, { ...first, id: link, login: `quantri${place}` }, now)),
    );
    expect(made.filter(Boolean)).toHaveLength(1);
    expect(await staff.list()).toHaveLength(1);
    expect(await staff.findLink("a", now)).toBeUndefined();
  });

  it("is made by no link that is unknown or three days old", async () => {
    await staff.makeLink("a", undefined, system, now);
    expect(await staff.makeFirstAdministrator("b", first, now)).toBe(false);
    expect(await staff.makeFirstAdministrator("a", first, later(73))).toBe(false);
    expect(await staff.hasAccounts()).toBe(false);
  });
});

describe("a link of an account", () => {
  it("sets the password once, ends the sessions, and is replaced by the next link", async () => {
    const account = await make("bien-tap", ["editor"], "old");
    await staff.openSession("session", account, "", now);
    await staff.makeLink("first", account, system, now);
    await staff.makeLink("second", account, system, now);
    expect(await staff.findLink("first", now)).toBeUndefined();
    expect((await staff.findLink("second", now))?.account?.login).toBe("bien-tap");
    const used = await Promise.all([1, 2].map(() => staff.setPasswordByLink("second", account, "new", now)));
    expect(used.filter(Boolean)).toHaveLength(1);
    expect((await staff.credentials("bien-tap"))?.passwordHash).toBe("new");
    expect(await staff.accountOfSession("session", now)).toBeUndefined();
  });
});

describe("a session", () => {
  it("ends two hours after the last request, twelve hours after it began, and when it is closed", async () => {
    const account = await make("xem", ["viewer"], "x");
    await staff.openSession("one", account, "Firefox", now);
    for (let hour = 1; hour < 12; hour += 1) expect((await staff.accountOfSession("one", later(hour)))?.login).toBe("xem");
    expect(await staff.accountOfSession("one", later(12))).toBeUndefined();
    await staff.openSession("two", account, "", now);
    expect(await staff.accountOfSession("two", later(2.1))).toBeUndefined();
    await staff.openSession("three", account, "", now);
    await staff.closeSession("three");
    expect(await staff.accountOfSession("three", now)).toBeUndefined();
  });

  it("has the roles of now, and none of a disabled account", async () => {
    const account = await make("xem", ["viewer"], "x");
    await make("quantri", ["administrator"], "x");
    await staff.openSession("one", account, "", now);
    await staff.change(account, { name: "Xem", roles: ["editor"], isDisabled: false }, system, now);
    expect((await staff.accountOfSession("one", now))?.roles).toEqual(["editor"]);
    await staff.change(account, { name: "Xem", roles: ["editor"], isDisabled: true }, system, now);
    expect(await staff.accountOfSession("one", now)).toBeUndefined();
  });

  it("stays where the others of the account are closed", async () => {
    const account = await make("xem", ["viewer"], "x");
    for (const session of ["one", "two"]) await staff.openSession(session, account, session, now);
    await staff.closeSessions(account, { by: account, except: "two", now });
    expect((await staff.sessionsOf(account.id, now)).map(({ browser }) => browser)).toEqual(["two"]);
  });
});

describe("accounts", () => {
  it("never lose their last administrator, also when two step down at once", async () => {
    const one = await make("mot", ["administrator"], "x");
    const two = await make("hai", ["administrator"], "x");
    const changed = await Promise.all(
      [one, two].map((account) => staff.change(account, { name: account.name, roles: ["viewer"], isDisabled: false }, account, now)),
    );
    expect(changed.filter(Boolean)).toHaveLength(1);
  });

  it("share no name to sign in with", async () => {
    await make("mot", ["viewer"]);
    expect(await staff.make({ id: "other", login: "mot", name: "Khác", roles: ["viewer"] }, system, now)).toBe(false);
  });

  it("write all that changes them into a log that is whole", async () => {
    const account = await make("mot", ["administrator"], "x");
    await staff.makeLink("a", account, system, now);
    await staff.setPasswordByLink("a", account, "y", now);
    await staff.openSession("s", account, "", now);
    await staff.removeSecondFactor(account, system, now);
    const { count, brokenAt } = await verifyAudit(database.pool);
    expect({ count, brokenAt }).toEqual({ count: 5, brokenAt: undefined });
  });
});

describe("signing in", () => {
  it("counts attempts at once one after the other: the right password gets in only while the name is not locked", async () => {
    await make("bien-tap", ["editor"], await hashPassword("trời hôm nay đẹp"));
    const attempt = (password: string): Promise<string> => signIn(staff, { login: "bien-tap", password, code: "" }, now).then(({ outcome }) => outcome);
    const outcomes = await Promise.all(Array.from({ length: 30 }, () => attempt("sai")));
    expect(outcomes.filter((outcome) => outcome === "refused")).toHaveLength(5);
    expect(await attempt("trời hôm nay đẹp")).toBe("locked");
    const { outcome } = await signIn(staff, { login: "bien-tap", password: "trời hôm nay đẹp", code: "" }, new Date(now.getTime() + 61_000));
    expect(outcome).toBe("signed_in");
  });

  it("takes a code of the second factor once, also when it comes twice at the same time", async () => {
    const account = await make("duyet", ["approver"], "x");
    await staff.pendingSecondFactor(account.id, newSecondFactor());
    await staff.confirmSecondFactor(account, 100, now);
    expect(await staff.useStep(account.id, 100)).toBe(false);
    const used = await Promise.all([1, 2, 3].map(() => staff.useStep(account.id, 101)));
    expect(used.filter(Boolean)).toHaveLength(1);
    expect(await staff.useStep(account.id, 99)).toBe(false);
  });
});
