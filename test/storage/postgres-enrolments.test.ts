import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Learner, TrainingChange } from "../../src/core/training/learner.js";
import { standingsOf } from "../../src/core/training/course-standing.js";
import { deleteWhatExpired } from "../../src/storage/delete-what-expired.js";
import { inTransaction } from "../../src/storage/in-transaction.js";
import { PostgresEnrolments, type EnrolledPerson } from "../../src/storage/postgres-enrolments.js";
import { PostgresLearnerData } from "../../src/storage/postgres-learner-data.js";
import { PostgresLearners } from "../../src/storage/postgres-learners.js";
import { LearnerChangedError, saveTraining } from "../../src/storage/save-training.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";

const now = new Date();
const until = new Date(now.getTime() + 86_400_000);
const by = { id: "t", login: "dao-tao", name: "Đỗ Tạo", roles: ["training_manager"], isDisabled: false, hasPassword: true, hasSecondFactor: false } as const;

let database: TestDatabase;
let enrolments: PostgresEnrolments;
let learners: PostgresLearners;
let one: string;
let other: string;

beforeEach(async () => {
  database = await createTestDatabase();
  enrolments = new PostgresEnrolments(database.pool);
  learners = new PostgresLearners(database.pool);
  const { rows } = await database.pool.query<{ id: string }>("INSERT INTO offices (name, code) VALUES ('Một', 'CODEMOT1'), ('Hai', 'CODEHAI2') RETURNING id");
  [one = "", other = ""] = rows.map(({ id }) => id);
});
afterEach(() => database.drop());

const person = (officeId: string, name: string) => ({ officeId, name, position: "", key: `${name}|` });
const save = (...changes: TrainingChange[]): Promise<void> => inTransaction(database.pool, (client) => saveTraining(client, changes));
const fresh = (id: string): Learner => ({ id, version: 0, session: { kind: "none" }, streak: { days: 0, lastDay: "" } });

async function enrolOne(officeId: string, name: string, code: string): Promise<string> {
  await enrolments.enrol([person(officeId, name)], by, now);
  await enrolments.giveCodes({ newCode: () => code, until, by, now });
  return code;
}

/** A learner comes by a code, as a turn stores it. */
async function come(learnerId: string, code: string): Promise<void> {
  const enrolment = await learners.enrolmentByCode(code, now);
  if (enrolment === undefined) throw new Error("no such code");
  const conversationId = `c-${learnerId}`;
  const known = await learners.learnerOf(conversationId);
  const learner = { ...(known ?? fresh(learnerId)), office: enrolment.office, name: enrolment.name };
  await save(known === undefined ? { kind: "joined", conversationId, learner } : { kind: "changed", learner, day: "2026-11-27" }, {
    kind: "enrolled",
    learnerId,
    enrolmentId: enrolment.id,
    code,
    at: now,
  });
}

const listed = async (officeId: string, name: string): Promise<EnrolledPerson | undefined> =>
  (await enrolments.list(officeId)).find((found) => found.name === name);

describe("PostgresEnrolments", () => {
  it("enrols each person once, also where two confirm one list at a time", async () => {
    const list = [person(one, "An"), person(one, "Bình"), person(other, "An")];
    const counts = await Promise.all([enrolments.enrol(list, by, now), enrolments.enrol(list, by, now)]);
    expect(counts[0] + counts[1]).toBe(3);
    expect((await enrolments.list(one)).map(({ name }) => name)).toEqual(["An", "Bình"]);
  });

  it("lets one learner come by a code, and nobody after the code was used, withdrawn, renewed or has run out", async () => {
    const code = await enrolOne(one, "An", "AAAABBBBCCCC");
    const enrolment = await learners.enrolmentByCode(code, now);
    await come("a", code);
    await save({ kind: "joined", conversationId: "c-b", learner: fresh("b") });
    await expect(save({ kind: "enrolled", learnerId: "b", enrolmentId: enrolment?.id ?? "", code, at: now })).rejects.toThrow(LearnerChangedError);
    expect(await listed(one, "An")).toMatchObject({ joined: { learnerId: "a" }, codeUntil: undefined });

    await enrolOne(one, "Bình", "DDDDEEEEFFFF");
    expect(await learners.enrolmentByCode("DDDDEEEEFFFF", until)).toBeUndefined();
    const waiting = await listed(one, "Bình");
    if (waiting === undefined) throw new Error("not enrolled");
    const office = { id: one, name: "Một" };
    expect(await enrolments.renewCode(waiting, { office, newCode: "GGGGHHHHJJJJ", until, by, now })).toBe(true);
    expect(await learners.enrolmentByCode("DDDDEEEEFFFF", now)).toBeUndefined();
    expect(await enrolments.withdrawCode({ person: waiting, office, by, now })).toBe(true);
    expect(await learners.enrolmentByCode("GGGGHHHHJJJJ", now)).toBeUndefined();
    const joined = await listed(one, "An");
    if (joined === undefined) throw new Error("not enrolled");
    expect(await enrolments.renewCode(joined, { office, newCode: "KKKKLLLLMMMM", until, by, now })).toBe(false);
  });

  it("expects who has gone over to another office where they were, by its code or by a personal one", async () => {
    await come("a", await enrolOne(one, "An", "AAAABBBBCCCC"));
    await come("a", await enrolOne(other, "An", "DDDDEEEEFFFF"));
    expect([(await listed(one, "An"))?.joined, (await listed(other, "An"))?.joined?.learnerId]).toEqual([undefined, "a"]);
    const learner = await learners.learnerOf("c-a");
    if (learner === undefined) throw new Error("not stored");
    await save(
      { kind: "changed", learner: { ...learner, office: { id: one, name: "Một" } }, day: "2026-11-27" },
      { kind: "office_joined", learnerId: "a", officeId: one },
    );
    expect((await listed(other, "An"))?.joined).toBeUndefined();
  });

  it("keeps the enrolment, the office and a hidden name when two devices become one learner", async () => {
    await come("a", await enrolOne(one, "An", "AAAABBBBCCCC"));
    await database.pool.query("INSERT INTO contest_hidden_names VALUES ('k', 'a', 'vì thế', now())");
    await save({ kind: "joined", conversationId: "c-b", learner: { ...fresh("b"), office: { id: other, name: "Hai" } } });
    await save({ kind: "link_offered", learnerId: "b", code: "LINKCODE", until });
    await save({ kind: "linked", conversationId: "c-a", learnerId: "b", code: "LINKCODE" });
    expect((await listed(one, "An"))?.joined?.learnerId).toBe("b");
    expect((await learners.learnerOf("c-a"))?.office?.id).toBe(one);
    expect((await database.pool.query("SELECT learner_id FROM contest_hidden_names")).rows).toEqual([{ learner_id: "b" }]);
  });

  it("gives a learner what the office holds on them, and deletes it with everything else", async () => {
    await come("a", await enrolOne(one, "Quách Thị Mận", "AAAABBBBCCCC"));
    const data = await new PostgresLearnerData(database.pool).dataOf("a");
    expect(data?.enrolments).toEqual([{ officeName: "Một", name: "Quách Thị Mận", position: "", joinedAt: expect.any(Date) as Date }]);
    await save({ kind: "left", learnerId: "a" });
    expect(await enrolments.list(one)).toEqual([]);
    expect(JSON.stringify((await database.pool.query("SELECT * FROM audit_entries")).rows)).not.toContain("Mận");
  });

  it("forgets after half a year who never came, and nobody else", async () => {
    await come("a", await enrolOne(one, "An", "AAAABBBBCCCC"));
    await enrolments.enrol([person(one, "Bình"), person(one, "Cúc")], by, now);
    await database.pool.query("UPDATE enrolments SET enrolled_at = now() - interval '181 days' WHERE name <> 'Cúc'");
    await deleteWhatExpired(database.pool);
    expect((await enrolments.list(one)).map(({ name }) => name)).toEqual(["An", "Cúc"]);
  });

  it("tells who has passed in time, by the day in Vietnam", async () => {
    await come("a", await enrolOne(one, "An", "AAAABBBBCCCC"));
    await enrolments.setExpectedCourses({ id: one, name: "Một" }, [{ courseId: "k", dueOn: "2026-11-27" }], by, now);
    expect(await learners.expectedCourses(one)).toEqual([{ courseId: "k", dueOn: "2026-11-27" }]);
    expect(await learners.expectedCourses(other)).toEqual([]);
    const standing = async (at: string, learnerId = "a") =>
      standingsOf(await enrolments.expectedCourses(one), await enrolments.passes(one), new Date(at))(learnerId)[0]?.standing;
    expect([await standing("2026-11-27T16:59:59Z"), await standing("2026-11-27T17:00:00Z")]).toEqual(["open", "late"]);
    const pass = (id: string, at: string): TrainingChange[] => [
      { kind: "exam_started", learnerId: "a", exam: { id, courseId: "k", startedAt: now } },
      { kind: "exam_finished", examId: id, right: 5, asked: 6, isPassed: true, at: new Date(at) },
    ];
    await save(...pass("e2", "2026-11-27T17:00:00Z"));
    expect(await standing("2026-12-01T00:00:00Z")).toBe("passed_late");
    await save(...pass("e1", "2026-11-27T16:59:59Z"));
    expect([await standing("2026-12-01T00:00:00Z"), await standing("2026-12-01T00:00:00Z", "nobody")]).toEqual(["passed", "late"]);
  });
});
