import { describe, expect, it } from "vitest";
import { checkCourses } from "../../../src/core/training/check-courses.js";
import { lesson, type Course, type Item } from "../../../src/core/training/course-schema.js";
import { changedSources, items, testCourses, testSources } from "../../support/test-courses.js";

function faultsOf(...changed: Item[]): string[] {
  const courses: Course[] = testCourses.slice(1).map((course) => ({ ...course, lessons: course.lessons.map((one) => ({ ...one, items: changed })) }));
  return checkCourses(courses, testSources).map(({ message }) => message);
}

describe("checkCourses", () => {
  it("finds nothing in sound courses", () => {
    expect(checkCourses(testCourses, testSources)).toEqual([]);
  });

  it("finds every item whose source has changed, with its place", () => {
    const faults = checkCourses(testCourses, changedSources);
    expect(faults.filter(({ message }) => message.includes("không có câu dẫn"))).toHaveLength(11);
    expect(faults[0]).toMatchObject({ courseId: "khoa-mot", lessonId: "mo-dau", path: ["items", 0] });
  });

  it.each([
    ["a quote that is not there", { ...items.single, proof: [{ id: "ba-tru-cot", quote: "ba cột trụ" }] }, "không có câu dẫn"],
    ["a source that is not there", { ...items.single, proof: [{ id: "bon-tru-cot", quote: "ba trụ cột" }] }, "nguồn bon-tru-cot"],
    ["a figure of the key without proof", { ...items.number, right: 2021 }, '"2021" của đáp án'],
    ["a figure of a right choice without proof", { ...items.single, right: "17 trụ cột" }, '"17" của đáp án'],
    ["a figure of a true statement without proof", { ...items.true_false, right: true, question: "Có 4 trụ cột." }, '"4" của đáp án'],
    ["a figure of the explanation without proof", { ...items.single, explanation: "Theo Quyết định 749." }, '"749" của lời giải thích'],
    ["two choices that are the same", { ...items.single, wrong: ["Hai", "ba", "Bốn"] }, "giống nhau"],
  ])("finds %s", (_, item, message) => {
    expect(faultsOf(item as Item).join()).toContain(message);
  });

  it("takes a figure in words or with its sign for the same", () => {
    expect(faultsOf({ ...items.single, right: "3 trụ cột" })).toEqual([]);
  });

  it("finds an id that is used twice", () => {
    expect(faultsOf(items.single, items.single).join()).toContain("đã có ở chỗ khác");
  });
});

describe("the schema of lessons", () => {
  it("refuses an item without a proof, or with one choice", () => {
    const { cards } = testCourses[0]?.lessons[0] ?? {};
    const { proof: _proof, ...unproved } = items.single;
    for (const item of [unproved, { ...items.single, wrong: ["Hai"] }, { ...items.multiple, right: ["Ba"] }, { ...items.single, kind: "riddle" }])
      expect(lesson.safeParse({ id: "a", title: "A", cards, items: [item] }).success).toBe(false);
    expect(lesson.safeParse({ id: "a", title: "A", cards, items: [{ ...items.single, proof: items.single.proof[0] }] }).success).toBe(true);
  });
});
