import { figuresOf } from "../text/figures.js";
import { quantitiesOf } from "../text/quantities.js";
import { normalise } from "../text/normalise.js";
import type { Card, Course, Item, Lesson } from "./course-schema.js";
import type { SourcePassages } from "./source-passages.js";

/** Something wrong with a course, and where: the file `<course>/<lesson>.yaml`, and the keys that lead to the place. */
export interface CourseFault {
  courseId: string;
  lessonId: string;
  path: (string | number)[];
  /** In plain Vietnamese, for the one who writes the course. */
  message: string;
}

/** All that is wrong with the content of courses that have the right form; empty where nothing is. */
export function checkCourses(courses: readonly Course[], sources: SourcePassages): CourseFault[] {
  return [
    ...repeatedIds(courses),
    ...courses.flatMap((course) =>
      course.lessons.flatMap((lesson) => faultsOfLesson(lesson, sources).map((fault) => ({ courseId: course.id, lessonId: lesson.id, ...fault }))),
    ),
  ];
}

type FaultInLesson = Pick<CourseFault, "path" | "message">;

function faultsOfLesson(lesson: Lesson, sources: SourcePassages): FaultInLesson[] {
  return [
    ...lesson.cards.flatMap((card, index) => faultsOfCard(card, sources).map((message) => ({ path: ["cards", index], message }))),
    ...lesson.items.flatMap((item, index) => faultsOfItem(item, sources).map((message) => ({ path: ["items", index], message }))),
  ];
}

/** Cards are read in a few seconds: fewer words than this. */
const mostWordsOfCard = 90;

function faultsOfCard(card: Card, sources: SourcePassages): string[] {
  const passages = sources.at(card.source);
  if (passages.length === 0) return [`không thấy nguồn ${card.source.id}${card.source.section === undefined ? "" : `, mục "${card.source.section}"`}`];
  const evidence = passages.map(({ heading, text }) => [...heading, text].join("\n")).join("\n");
  const words = card.text.split(/\s+/u).length;
  return [
    ...unprovedFigures(card.text, evidence).map((figure) => `nguồn của thẻ không có con số "${figure}"`),
    ...(words > mostWordsOfCard ? [`thẻ dài ${words} từ, nhiều nhất là ${mostWordsOfCard}`] : []),
  ];
}

/** Stands where an editor must still write something. */
export const toComplete = "TODO";

/** What is wrong with an item; an item with a fault is not put to learners. */
export function faultsOfItem(item: Item, sources: SourcePassages): string[] {
  const quotes = item.proof.map(({ quote }) => quote).join("\n");
  // What a false statement says is not proved, and its explanation may repeat it.
  const evidence = `${quotes}\n${item.kind === "true_false" && item.right ? "" : item.question}`;
  return [
    ...item.proof.filter((one) => !sources.bears(one)).map(({ id, quote }) => `nguồn ${id} không có câu dẫn "${quote}"`),
    ...unprovedFigures(keyOf(item), evidence).map((figure) => `câu dẫn không có con số "${figure}" của đáp án`),
    ...unprovedFigures(item.explanation, evidence).map((figure) => `câu dẫn không có con số "${figure}" của lời giải thích`),
    ...(JSON.stringify(item).includes(toComplete) ? [`còn chỗ ghi ${toComplete} chưa điền`] : []),
    ...repeatedChoices(item).map((choice) => `hai lựa chọn giống nhau: "${choice}"`),
  ];
}

/** The words of the right answer; of a false statement, none. */
function keyOf(item: Item): string {
  switch (item.kind) {
    case "single":
      return item.right;
    case "multiple":
      return item.right.join("\n");
    case "true_false":
      return item.right ? item.question : "";
    case "ordering":
      return item.order.join("\n");
    case "number":
      return `${String(item.right).replace(".", ",")} ${item.unit}`;
  }
}

/** The figures of a text that its evidence states neither so nor as the same amount in another form. */
function unprovedFigures(text: string, evidence: string): string[] {
  const withoutSign = (figure: string): string => figure.replace(/%$/u, "");
  const stated = new Set(figuresOf(evidence).map(withoutSign));
  const amounts = new Set(quantitiesOf(evidence));
  const proved = quantitiesOf(text).filter((amount) => amounts.has(amount));
  return figuresOf(text).filter((figure) => !stated.has(withoutSign(figure)) && !proved.some((amount) => amount.startsWith(`${withoutSign(figure)} `)));
}

function repeatedChoices(item: Item): string[] {
  const choices = item.kind === "ordering" ? item.order : item.kind === "single" || item.kind === "multiple" ? [item.right, item.wrong].flat() : [];
  const plain = choices.map(normalise);
  return choices.filter((_, index) => plain.indexOf(plain[index] ?? "") < index);
}

function repeatedIds(courses: readonly Course[]): CourseFault[] {
  const seen = new Set<string>();
  return courses.flatMap((course) =>
    course.lessons.flatMap((lesson) =>
      lesson.items.flatMap(({ id }, index) => {
        if (!seen.has(id)) {
          seen.add(id);
          return [];
        }
        return [{ courseId: course.id, lessonId: lesson.id, path: ["items", index], message: `mã câu hỏi "${id}" đã có ở chỗ khác` }];
      }),
    ),
  );
}
