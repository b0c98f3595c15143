import type { Unit } from "../../src/core/retrieval/unit.js";
import { Catalog } from "../../src/core/training/catalog.js";
import type { Course, Item, Lesson } from "../../src/core/training/course-schema.js";
import { contest as contestForm, type Contest } from "../../src/core/training/contest-schema.js";
import { SourcePassages } from "../../src/core/training/source-passages.js";

const quote = "Chuyển đổi số có ba trụ cột, từ năm 2020.";

const passages: Unit = {
  id: "ba-tru-cot",
  kind: "article",
  documentId: "ba-tru-cot",
  title: "Ba trụ cột",
  aliases: [],
  keywords: [],
  passages: [{ heading: [], text: quote }],
  territory: "toan-quoc",
  related: [],
};

/** What proves every item of the test courses. */
export const testSources = new SourcePassages([passages]);
/** The same knowledge with another article in its place: nothing is proved any more. */
export const changedSources = new SourcePassages([{ ...passages, passages: [{ heading: [], text: "Chuyển đổi số có bốn trụ cột." }] }]);

const proved = { explanation: "Vì nguồn nói vậy.", proof: [{ id: "ba-tru-cot", quote }] };

/** An item of each kind. */
export const items = {
  single: { ...proved, id: "mot-y", kind: "single", question: "Có mấy trụ cột?", right: "Ba", wrong: ["Hai", "Bốn", "Năm"] },
  multiple: { ...proved, id: "nhieu-y", kind: "multiple", question: "Đâu là trụ cột?", right: ["Chính quyền số", "Xã hội số"], wrong: ["Đường sắt"] },
  true_false: { ...proved, id: "dung-sai", kind: "true_false", question: "Có hai trụ cột.", right: false },
  ordering: { ...proved, id: "thu-tu", kind: "ordering", question: "Xếp theo thứ tự.", order: ["Trước", "Giữa", "Sau"] },
  number: { ...proved, id: "con-so", kind: "number", question: "Từ năm nào?", right: 2020, unit: "năm" },
} as const satisfies Record<string, Item>;

const card = { title: "Ba trụ cột", text: "Chuyển đổi số có ba trụ cột.", source: { id: "ba-tru-cot" } };

function lesson(id: string, itemsOfIt: readonly Item[]): Lesson {
  return { id, title: `Bài ${id}`, cards: [card, { ...card, title: "Thẻ hai" }, { ...card, title: "Thẻ ba" }], items: [...itemsOfIt] };
}

/** One choice each, the right one named so. */
export function plainItem(id: string): Item {
  return { ...proved, id, kind: "single", question: `Hỏi ${id}?`, right: "Ý đúng", wrong: ["Ý sai một", "Ý sai hai"] };
}

/** Two courses: one of two lessons with items of all kinds, one of a lesson with six items. */
export const testCourses: Course[] = [
  {
    id: "khoa-mot",
    title: "Khóa một",
    summary: "Khóa thử.",
    order: 1,
    audience: "everyone",
    lessons: [lesson("mo-dau", [items.single, items.multiple, items.true_false]), lesson("nang-cao", [items.ordering, items.number])],
  },
  {
    id: "khoa-hai",
    title: "Khóa hai",
    summary: "Khóa thử hai.",
    order: 2,
    audience: "everyone",
    lessons: [
      lesson(
        "on-lai",
        Array.from({ length: 6 }, (_, index) => plainItem(`cau-${index + 1}`)),
      ),
    ],
  },
];

const titlesOf = ({ id }: { readonly id: string }): string[] => [`Nguồn ${id}, 2020`];

export const testCatalog = new Catalog(testCourses, testSources, titlesOf);

/** A contest as its file has it: two weeks from 23/11/2026, six items of the second course in six minutes, two tries a week. */
export const testContestFile = {
  id: "cuoc-thi-thu",
  title: "Cuộc thi thử",
  opening: "Cuộc thi dùng để kiểm thử.",
  rules: ["Không hỏi người khác khi làm bài."],
  firstDay: "2026-11-23",
  weeks: 2,
  courses: ["khoa-hai"],
  itemsPerTry: 6,
  minutesPerTry: 6,
  triesPerRound: 2,
  prizes: ["Một giải nhất"],
};
export const testContest = contestForm.parse(testContestFile);

/** The test courses with contests. */
export const catalogWith = (...contests: Contest[]): Catalog => new Catalog(testCourses, testSources, titlesOf, contests);
