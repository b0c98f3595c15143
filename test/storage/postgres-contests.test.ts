import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ContestTry, RoundResult } from "../../src/core/training/contest-store.js";
import type { TrainingChange } from "../../src/core/training/learner.js";
import { rememberingContests } from "../../src/core/training/remembering-contests.js";
import { inTransaction } from "../../src/storage/in-transaction.js";
import { PostgresContests } from "../../src/storage/postgres-contests.js";
import { saveTraining } from "../../src/storage/save-training.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";
import { MemoryContests } from "../support/memory-contests.js";

const now = new Date("2026-11-27T02:00:00.123Z");
const after = (seconds: number): Date => new Date(now.getTime() + seconds * 1000);
const twoTries = { id: "k", triesPerRound: 2 };

let database: TestDatabase;
let contests: PostgresContests;
beforeEach(async () => {
  database = await createTestDatabase();
  contests = new PostgresContests(database.pool);
  await database.pool.query(`INSERT INTO learners (id, session) SELECT id, '{"kind": "none"}' FROM unnest(ARRAY['a', 'b', 'c']) AS id`);
});
afterEach(() => database.drop());

const save = (...changes: TrainingChange[]): Promise<void> => inTransaction(database.pool, (client) => saveTraining(client, changes));
const made = (id: string, changed: Partial<ContestTry> = {}): ContestTry => ({
  id,
  contestId: "k",
  round: 1,
  startedAt: now,
  endsAt: after(600),
  guess: 4,
  asked: 6,
  right: 0,
  ...changed,
});
const started = (learnerId: string, id: string, changed: Partial<ContestTry> = {}): TrainingChange => ({
  kind: "contest_try_started",
  learnerId,
  contestTry: made(id, changed),
});
const marked = (tryId: string, right: number, finishedAt?: Date): TrainingChange => ({
  kind: "contest_try_marked",
  tryId,
  right,
  asked: 6,
  ...(finishedAt && { finishedAt }),
});
const entered = (learnerId: string, isPublic: boolean, office?: { name: string; id?: string }): TrainingChange => ({
  kind: "contest_entered",
  learnerId,
  contestId: "k",
  entry: { name: "Hòa", isPublic, ...(office && { office }) },
  consentVersion: "1",
  at: now,
});

describe("PostgresContests", () => {
  it("gives back tries as stored; a finished one changes no more", async () => {
    await save(started("a", "t1"), started("a", "t2", { startedAt: after(1) }), started("a", "t3", { contestId: "other" }));
    await save(marked("t1", 3), marked("t1", 5, after(60)), marked("t1", 6, after(70)), marked("t1", 6));
    const finished = { ...made("t1"), right: 5, finishedAt: after(60) };
    expect(await contests.tryOf("t1")).toEqual(finished);
    expect(await contests.tryOf("t9")).toBeUndefined();
    expect(await contests.triesOf("a", "k")).toEqual([finished, made("t2", { startedAt: after(1), finishedAt: undefined })]);
  });

  it("keeps what somebody says of themself with their consent, until it is taken back", async () => {
    const { rows } = await database.pool.query<{ id: string }>("INSERT INTO offices (name, code) VALUES ('UBND xã Thử', 'ABCDEFGH') RETURNING id");
    const office = { name: "UBND xã Thử", id: rows[0]?.id ?? "" };
    await save(entered("a", false));
    expect(await contests.entryOf("a", "k")).toEqual({ name: "Hòa", isPublic: false, office: undefined });
    await save(entered("a", true, office));
    expect(await contests.entryOf("a", "k")).toEqual({ name: "Hòa", isPublic: true, office });
    expect((await database.pool.query("SELECT consent_version, answered_at FROM contest_entries")).rows).toEqual([{ consent_version: "1", answered_at: now }]);
    await save({ kind: "contest_entered", learnerId: "a", contestId: "k", consentVersion: "1", at: now });
    expect(await contests.entryOf("a", "k")).toBeUndefined();
  });

  it("counts the best of the allowed tries, finished or run out, and none that is under way", async () => {
    await save(started("a", "t1"), marked("t1", 4, after(50)));
    await save(started("a", "t2", { startedAt: after(100) }), marked("t2", 4, after(140)));
    await save(started("a", "t3", { startedAt: after(200) }), marked("t3", 6, after(210)));
    await save(started("b", "t4"), marked("t4", 2), entered("b", true, { name: "UBND xã Một" }));
    const own: RoundResult = { learnerId: "a", round: 1, right: 4, asked: 6, usedSeconds: 40, guess: 4, entry: undefined };
    expect(await contests.results(twoTries, after(599))).toEqual([own]);
    expect(await contests.results(twoTries, after(600))).toEqual([
      own,
      {
        learnerId: "b",
        round: 1,
        right: 2,
        asked: 6,
        usedSeconds: 600,
        guess: 4,
        entry: { name: "Hòa", isPublic: true, office: { name: "UBND xã Một", id: undefined } },
      },
    ]);
  });

  it("agrees with the plain reading of the rules, whatever was tried", async () => {
    const aTry = fc.record({
      learnerId: fc.constantFrom("a", "b", "c"),
      round: fc.integer({ min: 1, max: 2 }),
      right: fc.nat(6),
      begins: fc.integer({ min: 0, max: 500 }),
      takes: fc.option(fc.integer({ min: 1, max: 300 }), { nil: undefined }),
    });
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(aTry, { maxLength: 14, selector: ({ begins }) => begins }), async (tries) => {
        await database.pool.query("TRUNCATE contest_tries");
        const memory = new MemoryContests();
        for (const [index, { learnerId, round, right, begins, takes }] of tries.toSorted((a, b) => a.begins - b.begins).entries()) {
          const id = `t${index}`;
          const changes = [
            started(learnerId, id, { round, startedAt: after(begins), endsAt: after(begins + 300) }),
            marked(id, right, takes === undefined ? undefined : after(begins + takes)),
          ];
          await save(...changes);
          for (const change of changes) memory.apply(change);
        }
        const byKey = (results: RoundResult[]): string[] => results.map((result) => JSON.stringify(result, Object.keys(result).sort())).sort();
        expect(byKey(await contests.results(twoTries, after(600)))).toEqual(byKey(await memory.results(twoTries, after(600))));
      }),
      { numRuns: 40 },
    );
  });

  it("makes one participant of two learners who are linked: all tries, of which the allowed count, and one entry", async () => {
    await save({ kind: "joined", conversationId: "c1", learner: { id: "d", version: 0, session: { kind: "none" }, streak: { days: 0, lastDay: "" } } });
    await save(entered("a", true), entered("d", false), started("a", "t1"), marked("t1", 1, after(10)));
    await save(
      started("d", "t2", { startedAt: after(20) }),
      marked("t2", 2, after(30)),
      started("d", "t3", { startedAt: after(40) }),
      marked("t3", 6, after(50)),
    );
    await save({ kind: "link_offered", learnerId: "a", code: "LINKCODE", until: new Date(Date.now() + 60_000) });
    await save({ kind: "linked", conversationId: "c1", learnerId: "a", code: "LINKCODE" });
    expect((await contests.results(twoTries, after(600))).map(({ learnerId, right }) => [learnerId, right])).toEqual([["a", 2]]);
    expect((await contests.entryOf("a", "k"))?.isPublic).toBe(true);
  });

  it("deletes with the learner", async () => {
    await save(entered("a", true), started("a", "t1"), marked("t1", 1, after(10)));
    await save({ kind: "left", learnerId: "a" });
    for (const table of ["contest_tries", "contest_entries"]) expect((await database.pool.query(`SELECT FROM ${table}`)).rowCount).toBe(0);
  });
});

describe("rememberingContests", () => {
  it("reads results once in five seconds, and again after a failure", async () => {
    let isBroken = true;
    let reads = 0;
    const results = (): Promise<RoundResult[]> => {
      reads++;
      return isBroken ? Promise.reject(new Error("broken")) : Promise.resolve([]);
    };
    const remembering = rememberingContests(Object.assign(new MemoryContests(), { results }));
    await expect(remembering.results(twoTries, now)).rejects.toThrow("broken");
    isBroken = false;
    for (const seconds of [0, 1, 4, 6]) await remembering.results(twoTries, after(seconds));
    expect(reads).toBe(3);
  });
});
