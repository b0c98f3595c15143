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
    subject: heading,
    suggestions: [],
  };
}

/** A paragraph, or the beginning of a long one or of one that leads to a list: up to the last full clause that fits, marked as a beginning. */
function opening(text: string): string {
  if (countWords(text) <= maxWords) return text.replace(/:$/u, "…");
  const beginning = text.split(/\s+/u).slice(0, maxWords).join(" ");
  // Before a space: a comma inside a number ends nothing.
  const end = Math.max(...[";", ".", ","].map((mark) => beginning.lastIndexOf(`${mark} `)));
  return `${beginning.slice(0, end > 0 ? end : beginning.length)}…`;
}
