/** Kinds of faults that are looked for in articles, services and documents. */
export const findingKinds = ["source", "date", "contradiction", "link", "duplicate", "abbreviation", "sentence", "reach"] as const;
export type FindingKind = (typeof findingKinds)[number];

/** Something wrong in the knowledge, and where. */
export interface Finding {
  kind: FindingKind;
  file: string;
  /** From 1. */
  line: number;
  /** What it is about, the same however often the check runs: an id, a token, a phrase. An accepted finding is known by it. */
  about: string;
  /** In plain Vietnamese, for the one who mends it. */
  message: string;
}
