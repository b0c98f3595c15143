import type { Passage, Unit } from "../../retrieval/unit.js";
import type { Draft } from "../context.js";
import type { SourceLibrary } from "../source-library.js";

/** An answer from an official text: its own words under its own headings, and its standing today. */
export function composeDocument(unit: Unit, passage: Passage, library: SourceLibrary): Draft {
  const document = library.document(unit.documentId);
  const heading = passage.heading.join(" – ");
  const validity = document.validity ?? "";
  return {
    status: "answered_document",
    lines: [...(heading === "" ? [] : [`${heading}:`]), passage.text, ...(validity === "" ? [] : [validity])],
    citations: [{ documentId: document.id, title: document.shortTitle, section: passage.heading.at(-1) ?? "", quote: passage.text,
        quoteKind: "verbatim", url: document.sourceUrl, issued: document.issued }],
    evidence: [heading, passage.text, validity, document.title],
    suggestions: [],
  };
}
