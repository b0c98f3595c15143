import type { KnowledgeVersion } from "./knowledge-store.js";
import { documentsOf, type PublishingParts } from "./publish-draft.js";

/** What a rollback put in use. */
export interface Rollback {
  version: number;
  /** Number of the version that it returned to; absent: the knowledge folder alone. */
  returnedTo?: number | undefined;
}

/**
 * Returns to what was in use before the version in use; again, to what was before that. Undefined where there is nothing before.
 * @throws CodedError `storage_knowledge_outdated` where somebody else published meanwhile.
 */
export async function rollBack({
  store,
  ownDocuments,
  openIndex,
}: Pick<PublishingParts, "store" | "ownDocuments" | "openIndex">): Promise<Rollback | undefined> {
  const current = await store.current();
  if (current === undefined || (current.earlier === undefined && current.documents.length === 0)) return undefined;
  const target: Pick<KnowledgeVersion, "documents"> & Partial<KnowledgeVersion> = (current.earlier === undefined
    ? undefined
    : await store.version(current.earlier)) ?? { documents: [] };
  const { version: indexVersion } = await openIndex(documentsOf(target, ownDocuments));
  const version = await store.addVersion({ earlier: target.earlier, isRollback: true, documents: target.documents, indexVersion }, current.number);
  return { version, returnedTo: target.number };
}
