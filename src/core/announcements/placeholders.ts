import { announcementWording } from "../wording/announcements.js";

/** What is known of a recipient and may stand in a text: nothing that says who it is. */
export interface PlaceholderValues {
  /** Name of the commune, with its kind: "xã Đà Bắc". */
  readonly place?: string | undefined;
  /** Name of the topic that the announcement is on. */
  readonly topic?: string | undefined;
}

/** By the words between the braces. `longest`: room that is kept for it when the length of a text is checked. */
const placeholders: Readonly<Record<string, { readonly value: (values: PlaceholderValues) => string; readonly longest: number }>> = {
  xã: { value: ({ place }) => place ?? announcementWording.ownCommune, longest: 40 },
  "chủ đề": { value: ({ topic }) => topic ?? announcementWording.anyTopic, longest: 60 },
};

const form = /\{\{([^{}]*)\}\}/gu;

/** What stands between double braces and is no placeholder. */
export function unknownPlaceholders(text: string): string[] {
  return [...text.matchAll(form)].map(([, name = ""]) => name.trim()).filter((name) => !Object.hasOwn(placeholders, name));
}

/** The text with the values of a recipient. What is no placeholder stays. */
export function fillPlaceholders(text: string, values: PlaceholderValues): string {
  return text.replace(form, (whole, name: string) => (Object.hasOwn(placeholders, name.trim()) ? (placeholders[name.trim()]?.value(values) ?? whole) : whole));
}

/** How long a text can become at most. */
export function longestLength(text: string): number {
  return text.replace(form, (whole, name: string) =>
    " ".repeat(Object.hasOwn(placeholders, name.trim()) ? (placeholders[name.trim()]?.longest ?? 0) : whole.length),
  ).length;
}
