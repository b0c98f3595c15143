/** Whether data from outside has named fields. */
export function isRecord(data: unknown): data is Record<string, unknown> {
  return typeof data === "object" && data !== null && !Array.isArray(data);
}

/** The text, or "" for anything else. */
export function textOf(data: unknown): string {
  return typeof data === "string" ? data : "";
}
