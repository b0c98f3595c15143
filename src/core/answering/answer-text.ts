import { say } from "../wording/answers.js";
import { readableDate } from "../wording/dates.js";
import { familyOf, type Answer } from "./answer.js";

/** The line that names the sources of an answer and their days; "" where it has none. */
export function sourceLine(answer: Answer): string {
  if (familyOf(answer.status) !== "answered") return "";
  // A document's line on its standing today is cited beside it; one mention of the source is enough.
  const named = answer.citations.filter(
    ({ quoteKind, documentId }) =>
      quoteKind !== "summary" || !answer.citations.some((other) => other.documentId === documentId && other.quoteKind === "verbatim"),
  );
  const parts = named.map(({ title, section, issued, documentId }) => {
    const isService = /^(service|procedure|register)\//u.test(documentId);
    const date = readableDate(issued);
    return say.sourcePart(title, isService ? "" : section, title.includes(date) ? "" : isService ? `bản ngày ${date}` : date);
  });
  return say.source([...new Set(parts)].join("; "));
}

/** An answer as one text, for channels without room for structured sources. */
export function answerText(answer: Answer): string {
  return [answer.body, sourceLine(answer)].filter((part) => part !== "").join("\n");
}
