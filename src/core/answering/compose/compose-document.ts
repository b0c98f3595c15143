import type { Passage, Unit } from "../../retrieval/unit.js";
import { countWords } from "../../text/sentences.js";
import type { Citation } from "../answer.js";
import type { Draft } from "../context.js";
import type { SourceLibrary } from "../source-library.js";

/** Most words of an official text in one answer; the rest stands in the quote. */
const maxWords = 85;

/** An answer from an official text: its own words under its own headings, and its standing today. */
export function composeDocument(unit: Unit, passage: Passage, library: SourceLibrary): Draft {
  const document = library.document(unit.documentId);
  const heading = passage.heading.join(" – ");
  const validity = document.validity ?? "";
  const citation: Citation = {
    documentId: document.id,
    title: document.shortTitle,
    section: heading,
    quote: passage.text,
    quoteKind: "verbatim",
    url: document.sourceUrl,
    issued: document.issued,
  };
  return {
    status: "answered_document",
    lines: [...(heading === "" ? [] : [`${heading}:`]), opening(passage.text), ...(validity === "" ? [] : [validity])],
    citations: [citation, ...(validity === "" ? [] : [{ ...citation, section: "", quote: validity, quoteKind: "summary" as const }])],
    evidence: [heading, passage.text, validity, document.title],
    suggestions: [],
  };
}

/** The beginning of a long paragraph, up to the last full clause that fits, marked as a beginning. */
function opening(text: string): string {
  if (countWords(text) <= maxWords) return text;
  const beginning = text.split(/\s+/u).slice(0, maxWords).join(" ");
  const end = Math.max(beginning.lastIndexOf(";"), beginning.lastIndexOf(". "), beginning.lastIndexOf(","));
  return `${beginning.slice(0, end > 0 ? end : beginning.length)}…`;
}
