import { faultsOfItem } from "./check-courses.js";
import type { Contest } from "./contest-schema.js";
import type { Course, Item, Lesson, SourcePlace } from "./course-schema.js";
import type { SourcePassages } from "./source-passages.js";

/** The courses and contests, and what can be looked up in them. Items whose source no longer bears them out are put to nobody. */
export class Catalog {
  readonly courses: readonly Course[];
  readonly contests: readonly Contest[];
  /** Items that wait for an editor, with what is wrong. */
  readonly inReview: readonly { readonly item: Item; readonly lessonId: string; readonly faults: readonly string[] }[];
  readonly #lessons = new Map<string, { readonly course: Course; readonly lesson: Lesson }>();
  readonly #items = new Map<string, { readonly course: Course; readonly lesson: Lesson; readonly item: Item }>();
  readonly #titlesOf: (place: SourcePlace) => string[];

  /** @param titlesOf what a source line calls the sources of a place, with their days. */
  constructor(courses: readonly Course[], sources: SourcePassages, titlesOf: (place: SourcePlace) => string[], contests: readonly Contest[] = []) {
    this.courses = courses;
    this.contests = contests;
    this.#titlesOf = titlesOf;
    const inReview = [];
    for (const course of courses) {
      for (const lesson of course.lessons) {
        this.#lessons.set(lesson.id, { course, lesson });
        for (const item of lesson.items) {
          const faults = faultsOfItem(item, sources);
          if (faults.length > 0) inReview.push({ item, lessonId: lesson.id, faults });
          else this.#items.set(item.id, { course, lesson, item });
        }
      }
    }
    this.inReview = inReview;
  }

  course(id: string): Course | undefined {
    return this.courses.find((course) => course.id === id);
  }

  contest(id: string): Contest | undefined {
    return this.contests.find((contest) => contest.id === id);
  }

  lesson(id: string): { course: Course; lesson: Lesson } | undefined {
    return this.#lessons.get(id);
  }

  /** `undefined` also where the item is in review. */
  item(id: string): { course: Course; lesson: Lesson; item: Item } | undefined {
    return this.#items.get(id);
  }

  itemsOf(lesson: Lesson): Item[] {
    return lesson.items.filter(({ id }) => this.#items.has(id));
  }

  /** The lesson after this one in its course. */
  lessonAfter(lessonId: string): Lesson | undefined {
    const lessons = this.#lessons.get(lessonId)?.course.lessons ?? [];
    return lessons[lessons.findIndex(({ id }) => id === lessonId) + 1];
  }

  /** The sources that a card or the proof of an item rests on, each once. */
  sourcesOf(places: readonly SourcePlace[]): string {
    return [...new Set(places.flatMap((place) => this.#titlesOf(place)))].join("; ");
  }
}
