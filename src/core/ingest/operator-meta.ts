import { type z } from "zod";
import { documentMeta } from "../knowledge/schema.js";
import { metaFaults } from "../wording/ingest.js";
import { plainText } from "./plain-text.js";

/** The fields of a document that an operator gives. `validity` and `supersededBy` follow from the version that it is published in. */
export const operatorFields = [
  "id",
  "title",
  "shortTitle",
  "number",
  "issuer",
  "issued",
  "effectiveFrom",
  "effectiveTo",
  "supersedes",
  "territory",
  "sourceUrl",
  "checked",
  "validity",
  "note",
] as const;
export type OperatorField = (typeof operatorFields)[number];

/** What an operator said of a document so far, not yet checked. */
export type OperatorInput = Partial<Record<OperatorField, string>>;

const shape = documentMeta.omit({ supersededBy: true }).extend({
  /** Id of the document that this one replaces. */
  supersedes: documentMeta.shape.id.optional(),
});

/** What is known of a document that was added. */
export type OperatorMeta = z.infer<typeof shape>;

const dayFields = ["issued", "effectiveFrom", "effectiveTo", "checked"] as const;
/** A title of so many words is short enough for a source line. */
const shortTitleWords = 14;

/** What an operator said: front matter of the file, and options, which come first. Fields that are not the operator's are left out. */
export function operatorInput(frontMatter: unknown, options: OperatorInput): OperatorInput {
  const own = typeof frontMatter === "object" && frontMatter !== null ? (frontMatter as Record<string, unknown>) : {};
  const entries = operatorFields.flatMap((field) => {
    const value = options[field] ?? own[field];
    return value === undefined || value === null || value === "" ? [] : [[field, textOf(value)] as const];
  });
  return Object.fromEntries(entries);
}

/** YAML reads a bare day as a date. */
function textOf(value: unknown): string {
  return plainText(value instanceof Date ? value.toISOString().slice(0, 10) : typeof value === "string" ? value : JSON.stringify(value));
}

/**
 * Checks what an operator said, and fills in what follows from it.
 * @param title what the file is called, where the operator gave no title.
 * @param today `YYYY-MM-DD`: a document is checked on the day when it is added.
 * @returns the facts, or what is missing or wrong, in Vietnamese, by field.
 */
export function checkOperatorMeta(input: OperatorInput, title: string, today: string): { meta: OperatorMeta } | { faults: string[] } {
  const named = input.title ?? title;
  const filled = { territory: "phu-tho", checked: today, ...input, title: named, shortTitle: input.shortTitle ?? shortTitleOf(named, input.number) };
  const result = shape.safeParse(filled);
  const fields = result.success
    ? dayFields.filter((field) => !isDay(result.data[field]))
    : [...new Set(result.error.issues.map(({ path }) => String(path[0])))];
  if (result.success && fields.length === 0) return { meta: result.data };
  return { faults: fields.map((field) => `--${field}: ${metaFaults[field] ?? field}`) };
}

/** No 31st of February. */
function isDay(day: string | undefined): boolean {
  if (day === undefined) return true;
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}

/** "Nghị quyết số 12/2026/NQ-HĐND …": the kind and the number; a short title as it is. */
function shortTitleOf(title: string, number: string | undefined): string {
  const words = title.split(/\s+/u);
  if (words.length <= shortTitleWords) return number === undefined || title.includes(number) ? title : `${title} (số ${number})`;
  const [kind] =
    /^(?:Bộ luật|Luật|Nghị quyết|Nghị định|Quyết định|Thông tư|Thông báo|Chỉ thị|Kết luận|Kế hoạch|Chương trình|Đề án|Hướng dẫn|Báo cáo|Công văn|Quy định|Quy chế)(?!\p{L})/u.exec(
      title,
    ) ?? [];
  if (kind !== undefined && number !== undefined) return `${kind} ${number}`;
  return `${words.slice(0, shortTitleWords).join(" ")}…`;
}
