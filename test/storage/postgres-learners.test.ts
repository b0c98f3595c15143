import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Learner, TrainingChange } from "../../src/core/training/learner.js";
import { remember } from "../../src/core/training/schedule.js";
import { deleteWhatExpired } from "../../src/storage/delete-what-expired.js";
import { inTransaction } from "../../src/storage/in-transaction.js";
import { PostgresLearners } from "../../src/storage/postgres-learners.js";
import { PostgresReminders } from "../../src/storage/postgres-reminders.js";
import { LearnerChangedError, saveTraining } from "../../src/storage/save-training.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";

const now = new Date("2026-11-27T02:00:00.123Z");
const day = "2026-11-27";
const later = new Date(now.getTime() + 86_400_000);

let database: TestDatabase;
let learners: PostgresLearners;
beforeEach(async () => {
  database = await createTestDatabase();
  learners = new PostgresLearners(database.pool);
});
afterEach(() => database.drop());

const save = (...changes: TrainingChange[]): Promise<void> => inTransaction(database.pool, (client) => saveTraining(client, changes));
const fresh = (id: string): Learner => ({ id, version: 0, session: { kind: "none" }, streak: { days: 0, lastDay: "" } });

async function join(id: string, conversationId: string): Promise<Learner> {
  await save({ kind: "joined", conversationId, learner: fresh(id) });
  const learner = await learners.learnerOf(conversationId);
  if (learner === undefined) throw new Error("not stored");
  return learner;
}

const answered = (learnerId: string, itemId: string, at = now): TrainingChange => ({
  kind: "answered",
  learnerId,
  itemId,
  purpose: "lesson",
  given: ["Ý đúng"],
  isRight: true,
  at,
  memory: remember(undefined, true, at),
});

describe("PostgresLearners", () => {
  it("gives back a learner as stored, with office, session, hour and streak", async () => {
    await database.pool.query("INSERT INTO offices (name, code) VALUES ('UBND xã Thử', 'ABCDEFGH')");
    const office = await learners.officeByCode("ABCDEFGH");
    const learner = await join("a", "c1");
    const changed: Learner = {
      ...learner,
      office,
      name: "Hòa",
      session: { kind: "reading", lessonId: "x", card: 2 },
      reminderHour: 19,
      streak: { days: 3, lastDay: "2026-11-26" },
    };
    await save({ kind: "changed", learner: changed, day });
    expect(await learners.learnerOf("c1")).toEqual({ ...changed, version: 2 });
    expect(await learners.learnerOf("c2")).toBeUndefined();
    expect(await learners.officeByCode("HGFEDCBA")).toBeUndefined();
  });

  it("lets one of two turns at once count, and stores nothing of the other", async () => {
    const learner = await join("a", "c1");
    await save({ kind: "changed", learner, day }, answered("a", "i1"));
    await expect(save({ kind: "changed", learner, day }, answered("a", "i2"))).rejects.toThrow(LearnerChangedError);
    await expect(save({ kind: "joined", conversationId: "c1", learner: fresh("b") })).rejects.toThrow(LearnerChangedError);
    expect(await learners.dueItems("a", new Date("2100-01-01"), 10)).toEqual(["i1"]);
  });

  it("keeps what FSRS remembers to the last digit, and counts what is due", async () => {
    await join("a", "c1");
    await save(answered("a", "i1"), answered("a", "i2", later));
    const memory = remember(undefined, true, now);
    expect(await learners.memoryOf("a", "i1")).toEqual(memory);
    const second = remember(memory, false, later);
    await save({ ...answered("a", "i1", later), memory: second } as TrainingChange);
    expect(await learners.memoryOf("a", "i1")).toEqual(second);
    expect(await learners.countDue("a", second.due)).toBe(0);
    expect(await learners.countDue("a", new Date("2100-01-01"))).toBe(2);
    expect(await learners.dueItems("a", new Date("2100-01-01"), 1)).toEqual(["i1"]);
  });

  it("keeps exams with their results and certificates, newest first", async () => {
    await join("a", "c1");
    await save(
      { kind: "exam_started", learnerId: "a", exam: { id: "e1", courseId: "k", startedAt: now } },
      { kind: "exam_finished", examId: "e1", right: 5, asked: 6, isPassed: true, at: later },
      {
        kind: "certified",
        learnerId: "a",
        certificate: { serial: "S1", examId: "e1", name: "Hòa", officeName: "", courseTitle: "K", score: 83, issuedOn: day },
      },
      { kind: "exam_started", learnerId: "a", exam: { id: "e2", courseId: "k", startedAt: later } },
    );
    // A second finish changes nothing.
    await save({ kind: "exam_finished", examId: "e1", right: 6, asked: 6, isPassed: true, at: later });
    expect(await learners.exams("a")).toEqual([
      { id: "e2", courseId: "k", startedAt: later, result: undefined, certificate: undefined },
      { id: "e1", courseId: "k", startedAt: now, result: { right: 5, asked: 6, isPassed: true }, certificate: "S1" },
    ]);
  });

  it("merges two learners without loss: later reviews, better lessons, exams and conversations of both", async () => {
    await join("a", "c1");
    await join("b", "c2");
    const lesson = (learnerId: string, lessonId: string, right: number): TrainingChange => ({
      kind: "lesson_finished",
      learnerId,
      courseId: "k",
      lesson: { lessonId, right, asked: 6 },
      at: now,
    });
    await save(answered("a", "both"), answered("b", "both", later), answered("b", "own"), lesson("a", "l1", 3), lesson("b", "l1", 5), lesson("b", "l2", 4));
    await save({ kind: "exam_started", learnerId: "b", exam: { id: "e", courseId: "k", startedAt: now } });
    await save({ kind: "link_offered", learnerId: "a", code: "LINKCODE", until: new Date(Date.now() + 60_000) });
    expect(await learners.learnerByLinkCode("LINKCODE", new Date())).toBe("a");
    await save({ kind: "linked", conversationId: "c2", learnerId: "a", code: "LINKCODE" });

    expect((await learners.learnerOf("c2"))?.id).toBe("a");
    expect(await learners.memoryOf("a", "both")).toEqual(remember(undefined, true, later));
    expect(await learners.memoryOf("a", "own")).toBeDefined();
    expect(new Map((await learners.finishedLessons("a")).map(({ lessonId, right }) => [lessonId, right]))).toEqual(
      new Map([
        ["l1", 5],
        ["l2", 4],
      ]),
    );
    expect(await learners.exams("a")).toHaveLength(1);
    expect((await database.pool.query("SELECT FROM learners")).rowCount).toBe(1);
    // The code is used up.
    await expect(save({ kind: "linked", conversationId: "c3", learnerId: "a", code: "LINKCODE" })).rejects.toThrow(LearnerChangedError);
  });

  it("deletes everything of a learner who leaves", async () => {
    await join("a", "c1");
    await save(
      answered("a", "i1"),
      { kind: "exam_started", learnerId: "a", exam: { id: "e1", courseId: "k", startedAt: now } },
      {
        kind: "certified",
        learnerId: "a",
        certificate: { serial: "S1", examId: "e1", name: "Hòa", officeName: "", courseTitle: "K", score: 83, issuedOn: day },
      },
    );
    await save(
      {
        kind: "contest_try_started",
        learnerId: "a",
        contestTry: { id: "t1", contestId: "c", round: 1, startedAt: now, endsAt: later, guess: 3, asked: 6, right: 0 },
      },
      { kind: "contest_entered", learnerId: "a", contestId: "c", entry: { name: "Hòa", isPublic: true }, consentVersion: "1", at: now },
      { kind: "link_offered", learnerId: "a", code: "LINKCODE", until: later },
    );
    await save({ kind: "left", learnerId: "a" });
    const tables = await database.pool.query<{ name: string }>(
      `WITH RECURSIVE reached AS (
         SELECT 'learners'::regclass::oid AS id UNION SELECT conrelid FROM pg_constraint JOIN reached ON confrelid = reached.id WHERE contype = 'f'
       ) SELECT id::regclass::text AS name FROM reached`,
    );
    const names = tables.rows.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(["item_answers", "item_memories", "exams", "certificates", "contest_tries", "contest_entries"]));
    for (const name of names) expect((await database.pool.query(`SELECT FROM ${name}`)).rowCount, name).toBe(0);
  });
});

describe("PostgresReminders", () => {
  const at = { day: "2026-11-28", hour: 19, endOfDay: new Date("2100-01-01") };
  const claim = (changed = {}): Promise<unknown[]> => new PostgresReminders(database.pool).claim({ ...at, ...changed }, ["telegram"], 10);

  beforeEach(async () => {
    await database.pool.query(
      "INSERT INTO conversations (id, channel_id, user_id, reference) VALUES ('telegram-1', 'telegram', 'u', '{}'), ('web-1', 'webchat', 'u', '{}')",
    );
    const learner = await join("a", "telegram-1");
    await database.pool.query("INSERT INTO learner_conversations VALUES ('web-1', 'a')");
    await save({ kind: "changed", learner: { ...learner, reminderHour: 19 }, day }, answered("a", "i1"));
  });

  it("claims a learner once a day, from the hour on, where the bot may speak first", async () => {
    expect(await claim({ hour: 18 })).toEqual([]);
    const both = await Promise.all([claim(), claim()]);
    expect(both.flat()).toEqual([{ dueItems: 1, conversationIds: ["telegram-1"] }]);
    expect(await claim({ day: "2026-11-29" })).toHaveLength(1);
  });

  it("leaves alone who chose the hour on that day, and who has nothing due", async () => {
    expect(await claim({ day })).toEqual([]);
    expect(await claim({ endOfDay: now })).toEqual([]);
  });
});

describe("deleteWhatExpired", () => {
  it("forgets what a learner said long ago, and keeps where the learner can be reached", async () => {
    await database.pool.query(
      `INSERT INTO conversations (id, channel_id, user_id, reference, state, last_active_at)
       SELECT id, 'telegram', 'u', '{}', '{"isGreeted": true}', now() - interval '31 days' FROM unnest(ARRAY['telegram-1', 'telegram-2']) AS id`,
    );
    await database.pool.query(
      `INSERT INTO activities (conversation_id, place, activity, created_at)
       SELECT id, 1, '{}', now() - interval '31 days' FROM unnest(ARRAY['telegram-1', 'telegram-2']) AS id`,
    );
    await join("a", "telegram-1");
    await deleteWhatExpired(database.pool);
    expect((await database.pool.query("SELECT id, state FROM conversations")).rows).toEqual([{ id: "telegram-1", state: null }]);
    expect((await database.pool.query("SELECT FROM activities")).rowCount).toBe(0);
  });
});
