import type { Passage, Unit } from "../retrieval/unit.js";
import type { Proof, SourcePlace } from "./course-schema.js";

/** The passages of the knowledge, by the places that cards and items name. */
export class SourcePassages {
  readonly #byId = new Map<string, Passage[]>();

  constructor(units: readonly Unit[]) {
    for (const { documentId, passages } of units) this.#byId.set(documentId, [...(this.#byId.get(documentId) ?? []), ...passages]);
  }

  /** What stands at a place; empty where the source or the section is gone. */
  at({ id, section }: SourcePlace): Passage[] {
    return (this.#byId.get(id) ?? []).filter((passage) =>
      section === undefined ? isLead(passage) : passage.heading.at(-1) === section || passage.field === section,
    );
  }

  /** Whether the words of a proof stand where it says, spaces and line ends apart. */
  bears(proof: Proof): boolean {
    const quote = inOneLine(proof.quote);
    return this.at(proof).some(({ text }) => inOneLine(text).includes(quote));
  }
}

function isLead({ heading, field }: Passage): boolean {
  return heading.length === 0 && field === undefined;
}

function inOneLine(text: string): string {
  return text.normalize("NFC").replace(/\s+/gu, " ").trim();
}
