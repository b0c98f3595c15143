import { expect, it } from "vitest";
import type { LearnerData } from "../../../src/core/training/learner-data.js";
import { xapiStatements } from "../../../src/core/training/xapi-statements.js";
import { testCatalog } from "../../support/test-courses.js";

const at = (hour: number): Date => new Date(Date.UTC(2026, 10, 27, hour));
const nothing: LearnerData = {
  profile: { name: "Hà Thị Thái", officeName: undefined, reminderHour: undefined, streakDays: 0, createdAt: at(0), lastActiveAt: at(0), session: {} },
  ...{ devices: [], lessons: [], answers: [], memories: [], exams: [], certificates: [], contestTries: [], contestEntries: [], enrolments: [] },
};
const data: LearnerData = {
  ...nothing,
  answers: [{ itemId: "cau-1", purpose: "lesson", given: ["Ý đúng"], isRight: true, at: at(1) }],
  lessons: [{ lessonId: "on-lai", right: 5, asked: 6, finishedAt: at(2) }],
  exams: [
    { courseId: "khoa-hai", startedAt: at(3), right: 5, asked: 6, isPassed: true },
    { courseId: "khoa-mot", startedAt: at(4), right: undefined, asked: undefined, isPassed: undefined },
  ],
};
const parts = { learnerId: "learner", catalog: testCatalog, home: "https://tro-ly.example" };

interface Statement {
  readonly id: string;
  readonly verb: { readonly id: string };
  readonly object: { readonly definition: { readonly name: { readonly vi: string } } };
  readonly result: object;
  readonly timestamp: string;
}

it("states what was answered, completed and passed, in order, and nothing of what is not finished", () => {
  const statements = xapiStatements(data, parts) as Statement[];
  expect(statements.map(({ verb, object, timestamp }) => [verb.id.split("/").at(-1), object.definition.name.vi, timestamp])).toEqual([
    ["answered", "Hỏi cau-1?", "2026-11-27T01:00:00.000Z"],
    ["completed", "Bài on-lai", "2026-11-27T02:00:00.000Z"],
    ["passed", "Khóa hai", "2026-11-27T03:00:00.000Z"],
  ]);
  expect(statements[2]?.result).toEqual({ completion: true, success: true, score: { raw: 5, min: 0, max: 6, scaled: 5 / 6 } });
});

it("names nobody, and gives each statement the same id every time and to no other", () => {
  const statements = xapiStatements(data, parts) as Statement[];
  expect(JSON.stringify(statements)).not.toContain("Thái");
  const ids = statements.map(({ id }) => id);
  expect(ids).toEqual((xapiStatements(data, parts) as Statement[]).map(({ id }) => id));
  expect(new Set([...ids, ...(xapiStatements(data, { ...parts, learnerId: "other" }) as Statement[]).map(({ id }) => id)]).size).toBe(6);
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/u);
});
