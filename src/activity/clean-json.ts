import { CodedError } from "../errors.js";

/** Deeper nesting has no use in an activity, and would exhaust the stack of whoever walks through it. */
const maxDepth = 12;

/** A surrogate without its other half (invalid Unicode), and NUL: PostgreSQL stores neither. */
const unstorable = /\p{Cs}|\0/gu;

/** Text in the one form in which everything behind the door compares it: NFC, and without characters that cannot be stored. */
export function cleanText(text: string): string {
  return text.replace(unstorable, "").normalize("NFC");
}

/**
 * JSON from outside with every text and name in it cleaned.
 * @throws CodedError `activity_too_deep`
 */
export function cleanJson<T>(value: T): T {
  return clean(value, 0) as T;
}

function clean(value: unknown, depth: number): unknown {
  if (typeof value === "string") return cleanText(value);
  if (typeof value !== "object" || value === null) return value;
  if (depth === maxDepth) throw new CodedError("activity_too_deep", `more than ${maxDepth} levels`);
  if (Array.isArray(value)) return value.map((item) => clean(item, depth + 1));
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [cleanText(name), clean(item, depth + 1)]));
}
