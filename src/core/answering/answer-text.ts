import { say } from "../wording/answers.js";
import { readableDate } from "../wording/dates.js";
import { familyOf, type Answer } from "./answer.js";

/** The line that names the sources of an answer and their days; "" where it has none. */
export function sourceLine(answer: Answer): string {
  if (familyOf(answer.status) !== "answered") return "";
  const parts = answer.citations.map(({ title, section, issued, documentId }) => {
    const isService = /^(service|procedure)\//u.test(documentId);
    const date = readableDate(issued);
    return say.sourcePart(title, isService ? "" : section, title.includes(date) ? "" : isService ? `bản ngày ${date}` : date);
  });
  return say.source([...new Set(parts)].join("; "));
}

/** An answer as one text, for channels without room for structured sources. */
export function answerText(answer: Answer): string {
  return [answer.body, sourceLine(answer)].filter((part) => part !== "").join("\n");
}
