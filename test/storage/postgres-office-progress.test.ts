import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TrainingChange } from "../../src/core/training/learner.js";
import { remember } from "../../src/core/training/schedule.js";
import { inTransaction } from "../../src/storage/in-transaction.js";
import { PostgresOfficeProgress, type HardItem } from "../../src/storage/postgres-office-progress.js";
import { saveTraining } from "../../src/storage/save-training.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";

const now = new Date("2026-11-27T02:00:00Z");
const daysAgo = (days: number): Date => new Date(now.getTime() - days * 86_400_000);
const query = { since: daysAgo(90), limit: 10, atLeast: 1 };

let database: TestDatabase;
let progress: PostgresOfficeProgress;
let officeIds: string[];

const save = (...changes: TrainingChange[]): Promise<void> => inTransaction(database.pool, (client) => saveTraining(client, changes));
const answered = (learnerId: string, itemId: string, given: string, isRight: boolean, at = daysAgo(2)): TrainingChange => ({
  kind: "answered",
  learnerId,
  itemId,
  purpose: "lesson",
  given: [given],
  isRight,
  at,
  memory: remember(undefined, isRight, at),
});
const exam = (learnerId: string, id: string, courseId: string, isPassed: boolean): TrainingChange[] => [
  { kind: "exam_started", learnerId, exam: { id, courseId, startedAt: daysAgo(1) } },
  { kind: "exam_finished", examId: id, right: 17, asked: 20, isPassed, at: daysAgo(1) },
];
const lesson = (learnerId: string, lessonId: string): TrainingChange => ({
  kind: "lesson_finished",
  learnerId,
  courseId: "khoa",
  lesson: { lessonId, right: 5, asked: 6 },
  at: daysAgo(1),
});

beforeAll(async () => {
  database = await createTestDatabase();
  progress = new PostgresOfficeProgress(database.pool);
  const { rows } = await database.pool.query<{ id: string }>(
    "INSERT INTO offices (name, code) VALUES ('UBND xã Một', 'CODEMOT1'), ('UBND xã Hai', 'CODEHAI2'), ('UBND xã Ba', 'CODEBA33') RETURNING id",
  );
  officeIds = rows.map(({ id }) => id);
  await database.pool.query(
    `INSERT INTO learners (id, office_id, name, session, streak_days, last_active_at) VALUES
       ('a', $1, 'Bình', '{"kind": "none"}', 3, $3), ('b', $1, NULL, '{"kind": "none"}', 0, $4),
       ('c', $2, 'An', '{"kind": "none"}', 1, $3), ('d', NULL, 'Tự do', '{"kind": "none"}', 1, $3)`,
    [officeIds[0], officeIds[1], daysAgo(1), daysAgo(40)],
  );
  await save(
    ...[lesson("a", "bai-1"), lesson("a", "bai-2"), lesson("c", "bai-1")],
    ...[exam("a", "e1", "khoa-2", true), exam("a", "e2", "khoa-1", true), exam("a", "e3", "khoa-1", true), exam("b", "e4", "khoa-1", false)].flat(),
    // Wrong is due tomorrow, right later.
    ...[answered("a", "i1", "Hai", false), answered("a", "i2", "Ba", true, daysAgo(10)), answered("a", "i3", "Ba", true, now)],
    ...[answered("b", "i1", "Hai", false), answered("c", "i1", "Bốn", false), answered("c", "i1", "Ba", true), answered("d", "i2", "Hai", false)],
    answered("c", "i9", "Hai", false, daysAgo(91)),
  );
});
afterAll(() => database.drop());

describe("PostgresOfficeProgress", () => {
  it("lists all offices by name with what their people have done, an exam passed twice counted once", async () => {
    expect(await progress.offices(daysAgo(30))).toEqual([
      { id: officeIds[2], name: "UBND xã Ba", code: "CODEBA33", people: 0, activePeople: 0, peoplePassed: 0, lessonsFinished: 0, examsPassed: 0 },
      { id: officeIds[1], name: "UBND xã Hai", code: "CODEHAI2", people: 1, activePeople: 1, peoplePassed: 0, lessonsFinished: 1, examsPassed: 0 },
      { id: officeIds[0], name: "UBND xã Một", code: "CODEMOT1", people: 2, activePeople: 1, peoplePassed: 1, lessonsFinished: 2, examsPassed: 2 },
    ]);
  });

  it("tells how far each person of one office has come, and nothing of other offices", async () => {
    expect(await progress.progressOf(officeIds[0] ?? "", now)).toEqual([
      { learnerId: "a", name: "Bình", lessonsFinished: 2, dueItems: 2, coursesPassed: ["khoa-1", "khoa-2"], streakDays: 3, lastActiveAt: daysAgo(1) },
      { learnerId: "b", name: undefined, lessonsFinished: 0, dueItems: 1, coursesPassed: [], streakDays: 0, lastActiveAt: daysAgo(40) },
    ]);
    expect(await progress.progressOf(officeIds[2] ?? "", now)).toEqual([]);
  });

  it("finds the hardest items of all people, with what was chosen instead, the most frequent first", async () => {
    expect(await progress.hardestItems(query)).toEqual([
      {
        itemId: "i1",
        answers: 4,
        wrong: 3,
        wrongAnswers: [
          { given: ["Hai"], count: 2 },
          { given: ["Bốn"], count: 1 },
        ],
      },
      { itemId: "i2", answers: 2, wrong: 1, wrongAnswers: [{ given: ["Hai"], count: 1 }] },
    ]);
  });

  it("finds those of one office, of enough answers, and no more than asked for", async () => {
    expect(await progress.hardestItems({ ...query, officeId: officeIds[0] })).toEqual([
      { itemId: "i1", answers: 2, wrong: 2, wrongAnswers: [{ given: ["Hai"], count: 2 }] },
    ]);
    expect(await progress.hardestItems({ ...query, atLeast: 5 })).toEqual([]);
    expect((await progress.hardestItems({ ...query, limit: 1 })).map(({ itemId }) => itemId)).toEqual(["i1"]);
    expect((await progress.hardestItems({ ...query, since: daysAgo(100) })).map(({ itemId }) => itemId)).toEqual(["i9", "i1", "i2"]);
  });

  it("counts as a plain count does, whatever was answered", async () => {
    const one = fc.record({ learnerId: fc.constantFrom("a", "b", "c"), item: fc.constantFrom("x", "y", "z"), choice: fc.nat(3) });
    await fc.assert(
      fc.asyncProperty(fc.array(one, { maxLength: 40 }), async (answers) => {
        await database.pool.query("DELETE FROM item_answers");
        await save(...answers.map(({ learnerId, item, choice }) => answered(learnerId, item, `Ý ${choice}`, choice === 0)));
        expect(await progress.hardestItems(query)).toEqual(plainCount(answers.map(({ item, choice }) => ({ item, choice }))));
      }),
      { numRuns: 30 },
    );
  });
});

function plainCount(answers: readonly { item: string; choice: number }[]): HardItem[] {
  const items = [...new Set(answers.map(({ item }) => item))].sort();
  return items
    .map((itemId) => {
      const own = answers.filter(({ item }) => item === itemId);
      const wrongAnswers = [1, 2, 3]
        .map((choice) => ({ given: [`Ý ${choice}`], count: own.filter((answer) => answer.choice === choice).length }))
        .filter(({ count }) => count > 0)
        .sort((a, b) => b.count - a.count);
      return { itemId, answers: own.length, wrong: own.filter(({ choice }) => choice > 0).length, wrongAnswers };
    })
    .filter(({ wrong }) => wrong > 0)
    .sort((a, b) => b.wrong / b.answers - a.wrong / a.answers);
}
