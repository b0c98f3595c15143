import type { FieldName, Territory } from "../knowledge/schema.js";

/** What a unit is made from. `foreign` units come from a corpus that is not ours (benchmarks). */
export type UnitKind = "document" | "article" | "service" | "procedure" | "foreign";

/** A piece of a unit that can be found and shown on its own. */
export interface Passage {
  /** Headings above it, outermost first; empty for a lead. */
  heading: string[];
  text: string;
  /** The field of a service that it holds. */
  field?: FieldName;
  /** Ways of asking for just this. */
  questions?: string[];
  /** Ids of the sources that prove it, where the unit has several. */
  sourceIds?: string[];
}

/** What people ask for as one thing: a service, a procedure, an article, one section of a document. */
export interface Unit {
  /** Unique: `service/…`, `procedure/…`, an article's id, `document-id#n`. */
  id: string;
  kind: UnitKind;
  /** The id that a citation names. Sections of one document share it. */
  documentId: string;
  /** Shown to people and counted as the name in ranking. */
  title: string;
  /** Other names and whole ways of asking. */
  aliases: string[];
  /** Questions about it that no source of ours answers: they lead to it all the same, to be told so. */
  openQuestions?: string[];
  /** Words that describe it without being shown: the field of a procedure, who may apply, which office. */
  keywords: string[];
  passages: Passage[];
  territory: Territory;
  /** Of a document that an operator added. */
  isAdded?: true;
  /** Of an official text: id of the one that replaced it, where that is an official text here too. */
  supersededBy?: string;
  /** Ids of units that many questions fit as well. */
  related: string[];
}

/** The words by which likeness to a unit is judged: its name, its first ways of asking and its lead. */
export function titleAndLead(unit: Unit): string {
  return [unit.title, ...unit.aliases.slice(0, 5), unit.passages[0]?.text ?? ""].join(". ");
}
