import type { MarkdownSection } from "../knowledge/markdown.js";
import type { KnowledgeDocument } from "../knowledge/load-knowledge.js";
import { readableDate } from "../wording/dates.js";
import { ingestWording } from "../wording/ingest.js";
import type { OperatorMeta } from "./operator-meta.js";

/** A document that an operator added, as it is kept. */
export interface AddedDocument {
  meta: OperatorMeta;
  sections: MarkdownSection[];
}

/**
 * The official texts of a version: those in the knowledge folder and those that were added. Each that another one replaces says so, and
 * so does the one that replaces it.
 */
export function publishedDocuments(own: readonly KnowledgeDocument[], added: readonly AddedDocument[]): KnowledgeDocument[] {
  const all: KnowledgeDocument[] = [...own, ...added.map(documentOf)];
  const byId = new Map(all.map((document) => [document.id, document]));
  for (const { meta } of added) {
    const [newer, older] = [byId.get(meta.id), byId.get(meta.supersedes ?? "")];
    if (newer === undefined || older === undefined) continue;
    byId.set(older.id, {
      ...older,
      supersededBy: newer.id,
      validity: joined(ingestWording.replacedBy(newer.shortTitle, readableDate(newer.issued)), older.validity),
    });
    byId.set(newer.id, { ...newer, validity: joined(newer.validity, ingestWording.replaces(older.shortTitle, readableDate(older.issued))) });
  }
  return [...byId.values()];
}

function documentOf({ meta: { supersedes: _, ...meta }, sections }: AddedDocument): KnowledgeDocument {
  const validity = joined(
    meta.validity,
    meta.effectiveFrom === undefined ? undefined : ingestWording.inForceFrom(readableDate(meta.effectiveFrom)),
    meta.effectiveTo === undefined ? undefined : ingestWording.inForceUntil(readableDate(meta.effectiveTo)),
  );
  return { ...meta, ...(validity !== "" && { validity }), sections, isAdded: true };
}

function joined(...sentences: (string | undefined)[]): string {
  return sentences.filter((sentence) => sentence !== undefined && sentence !== "").join(" ");
}
