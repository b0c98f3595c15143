import type { Knowledge, KnowledgeDocument } from "../knowledge/load-knowledge.js";
import type { IndexArtefact } from "../retrieval/index-artefact.js";
import { sectionsOf } from "./document-of-draft.js";
import { isWorse, type IndexComparison } from "./index-comparison.js";
import type { KnowledgeStore, KnowledgeVersion, StoredDraft, VersionDocument } from "./knowledge-store.js";
import { checkOperatorMeta } from "./operator-meta.js";
import { publishedDocuments } from "./published-documents.js";

/** What publishing works with. */
export interface PublishingParts {
  store: KnowledgeStore;
  /** The official texts in the knowledge folder. */
  ownDocuments: readonly KnowledgeDocument[];
  /** Builds or loads the index over the knowledge folder with these official texts; with its own where there are none. */
  openIndex: (documents: KnowledgeDocument[] | undefined) => Promise<IndexArtefact>;
  /** Asks both indexes the golden questions. */
  compare: (present: IndexArtefact, next: IndexArtefact) => Promise<IndexComparison>;
  /** `YYYY-MM-DD` */
  today: string;
}

export type PublishingFault = "id_taken" | "supersedes_unknown";

/** How publishing ended. */
export type PublishingOutcome =
  | { status: "published"; version: number; comparison: IndexComparison }
  | { status: "worse"; comparison: IndexComparison }
  | { status: "unknown_draft" }
  | { status: "already_published" }
  | { status: "incomplete"; faults: string[] }
  | { status: "refused"; fault: PublishingFault };

/**
 * Puts a draft in use beside all that is published, unless the golden questions are answered worse with it.
 * A document of the same id is replaced.
 * @param overrideReason why it is published all the same; kept with the version.
 * @throws CodedError `storage_knowledge_outdated` where somebody else published meanwhile.
 */
export async function publishDraft(draftId: number, overrideReason: string | undefined, parts: PublishingParts): Promise<PublishingOutcome> {
  const { store, ownDocuments, openIndex, compare, today } = parts;
  const stored = await store.draft(draftId);
  if (stored === undefined) return { status: "unknown_draft" };
  if (stored.state === "published") return { status: "already_published" };
  const checked = checkOperatorMeta(stored.input, stored.draft.title, today);
  if ("faults" in checked) return { status: "incomplete", faults: checked.faults };
  const current = await store.current();
  const others = (current?.documents ?? []).filter(({ meta }) => meta.id !== checked.meta.id);
  const documents = [...others, versionDocument(stored, checked.meta)];

  const present = await openIndex(documentsOf(current, ownDocuments));
  const fault = faultOf(checked.meta, others, present.knowledge, ownDocuments);
  if (fault !== undefined) return { status: "refused", fault };
  const next = await openIndex(publishedDocuments(ownDocuments, documents));
  const comparison = await compare(present, next);
  if (isWorse(comparison) && overrideReason === undefined) return { status: "worse", comparison };
  const version = await store.addVersion(
    {
      earlier: current?.number,
      isRollback: false,
      documents,
      indexVersion: next.version,
      comparison,
      overrideReason: isWorse(comparison) ? overrideReason : undefined,
    },
    current?.number ?? 0,
  );
  return { status: "published", version, comparison };
}

/** The official texts of a version; `undefined` where the knowledge folder stands alone. */
export function documentsOf(version: Pick<KnowledgeVersion, "documents"> | undefined, own: readonly KnowledgeDocument[]): KnowledgeDocument[] | undefined {
  return version === undefined || version.documents.length === 0 ? undefined : publishedDocuments(own, version.documents);
}

function versionDocument({ id, draft }: StoredDraft, meta: VersionDocument["meta"]): VersionDocument {
  return { draftId: id, meta, sections: sectionsOf(draft, meta.shortTitle) };
}

/** Ids of the knowledge folder belong to it, and what is replaced must be there. */
function faultOf(
  { id, supersedes }: VersionDocument["meta"],
  others: readonly VersionDocument[],
  { articles }: Knowledge,
  ownDocuments: readonly KnowledgeDocument[],
): PublishingFault | undefined {
  if ([...ownDocuments, ...articles].some((one) => one.id === id)) return "id_taken";
  const known = [...ownDocuments.map((document) => document.id), ...others.map(({ meta }) => meta.id)];
  return supersedes !== undefined && !known.includes(supersedes) ? "supersedes_unknown" : undefined;
}
