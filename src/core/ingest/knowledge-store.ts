import type { Draft } from "./draft.js";
import type { IndexComparison } from "./index-comparison.js";
import type { OperatorInput } from "./operator-meta.js";
import type { AddedDocument } from "./published-documents.js";

export type DraftState = "draft" | "published" | "withdrawn";

/** A file that was read, and what the operator said of it. */
export interface StoredDraft {
  id: number;
  fileName: string;
  draft: Draft;
  input: OperatorInput;
  state: DraftState;
}

/** A document of a version, and the draft that it was made from. */
export interface VersionDocument extends AddedDocument {
  draftId: number;
}

/** What operators have added, at one time. */
export interface KnowledgeVersion {
  number: number;
  /** Number of the version that a rollback returns to; absent: the knowledge folder alone. */
  earlier?: number | undefined;
  isRollback: boolean;
  documents: VersionDocument[];
  /** Version of the index that was built from it. */
  indexVersion: string;
  comparison?: IndexComparison | undefined;
  overrideReason?: string | undefined;
  createdAt: Date;
}

export type NewKnowledgeVersion = Omit<KnowledgeVersion, "number" | "createdAt">;

/** Where drafts and versions are kept. */
export interface KnowledgeStore {
  /** Keeps a draft; of a file that is known already, what the operator says now comes to what was said before. */
  saveDraft(draft: Draft, fileName: string, input: OperatorInput): Promise<{ stored: StoredDraft; isKnown: boolean }>;
  draft(id: number): Promise<StoredDraft | undefined>;
  /** All drafts, the newest first. */
  drafts(): Promise<StoredDraft[]>;
  /** The version in use; `undefined` before the first publication. */
  current(): Promise<KnowledgeVersion | undefined>;
  version(number: number): Promise<KnowledgeVersion | undefined>;
  /** All versions, the newest first. */
  versions(): Promise<KnowledgeVersion[]>;
  /**
   * Puts a new version in use, in every process, if the one in use is still the one that it was made from.
   * @param base number of that version; 0 before the first.
   * @returns its number. @throws CodedError `storage_knowledge_outdated`
   */
  addVersion(version: NewKnowledgeVersion, base: number): Promise<number>;
}
