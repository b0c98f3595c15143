/** Shapes of everything under `knowledge/courses/`. A course is a folder: `course.yaml` and a file for each lesson. */
import { z } from "zod";

const text = z.string().trim().min(1);
const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);

/** A place in the knowledge: an article or a document by its id, or a service (`service/dang-ky-khai-sinh`). */
const sourceId = z.string().regex(/^(service\/)?[a-z0-9]+(-[a-z0-9]+)*$/);

/** Where a card comes from. */
const cardSource = z.strictObject({
  id: sourceId,
  /** The innermost heading of the passage, or the field of a service; the lead where it is left out. */
  section: text.optional(),
});

/** What bears an item out: words that stand in the source exactly so. */
const proof = cardSource.extend({ quote: text });
const proofs = z.union([proof.transform((one) => [one]), z.array(proof).min(1).max(4)]);

/** What can be read in a few seconds: one point, and its source. */
const card = z.strictObject({ title: text, text, source: cardSource });

const common = {
  /** Unique among all courses; it never changes, since what people have learned hangs on it. */
  id: slug,
  question: text,
  /** Why the key is right, said after the answer. */
  explanation: text,
  /** Of one place, or of several that bear it out together. */
  proof: proofs,
};

const item = z.discriminatedUnion("kind", [
  z.strictObject({ ...common, kind: z.literal("single"), right: text, wrong: z.array(text).min(2).max(4) }),
  z.strictObject({ ...common, kind: z.literal("multiple"), right: z.array(text).min(2).max(4), wrong: z.array(text).min(1).max(4) }),
  /** The question is a statement. */
  z.strictObject({ ...common, kind: z.literal("true_false"), right: z.boolean() }),
  z.strictObject({ ...common, kind: z.literal("ordering"), order: z.array(text).min(3).max(5) }),
  /** Answered by typing a number, without its unit. */
  z.strictObject({ ...common, kind: z.literal("number"), right: z.number().nonnegative(), unit: text }),
]);

/** `courses/<course>/course.yaml`. */
export const courseMeta = z.strictObject({
  id: slug,
  title: text,
  /** What one can do afterwards, in one or two sentences. */
  summary: text,
  /** Where it stands among the courses, from 1. */
  order: z.int().positive(),
  /** Everybody, or those whose work is information technology. */
  audience: z.enum(["everyone", "specialists"]),
  /** Ids of its lessons, in order. */
  lessons: z.array(slug).min(1),
});

/** `courses/<course>/<lesson>.yaml`. */
export const lesson = z.strictObject({ id: slug, title: text, cards: z.array(card).min(3).max(6), items: z.array(item).min(1) });

export type Card = z.infer<typeof card>;
export type Item = z.infer<typeof item>;
export type ItemKind = Item["kind"];
export type Proof = z.infer<typeof proof>;
export type SourcePlace = z.infer<typeof cardSource>;
export type Lesson = z.infer<typeof lesson>;

/** A course with its lessons in order. */
export interface Course extends Omit<z.infer<typeof courseMeta>, "lessons"> {
  lessons: Lesson[];
}
