import type pg from "pg";
import type { Draft } from "../core/ingest/draft.js";
import type { IndexComparison } from "../core/ingest/index-comparison.js";
import type { DraftState, KnowledgeStore, KnowledgeVersion, NewKnowledgeVersion, StoredDraft, VersionDocument } from "../core/ingest/knowledge-store.js";
import type { OperatorInput } from "../core/ingest/operator-meta.js";
import { CodedError } from "../errors.js";
import { inTransaction } from "./in-transaction.js";
import { listenToChannel } from "./listen-to-channel.js";

interface DraftRow {
  id: string;
  file_name: string;
  draft: Draft;
  input: OperatorInput;
  state: DraftState;
}

interface VersionRow {
  number: string;
  earlier: string | null;
  is_rollback: boolean;
  documents: VersionDocument[];
  index_version: string;
  comparison: IndexComparison | null;
  override_reason: string | null;
  created_at: Date;
}

const channel = "knowledge_published";
const draftColumns = "id, file_name, draft, input, state";
const versionColumns = "number, earlier, is_rollback, documents, index_version, comparison, override_reason, created_at";

/** Keeps what operators add in the database, and tells every process what is in use. */
export class PostgresKnowledge implements KnowledgeStore {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  async saveDraft(draft: Draft, fileName: string, input: OperatorInput): Promise<{ stored: StoredDraft; isKnown: boolean }> {
    const values = [draft.sha256, JSON.stringify(draft), JSON.stringify(input)];
    // What is published stays as it is; of a draft, what is said now counts, and what was read now.
    const known = await this.#pool.query<DraftRow>(
      `UPDATE knowledge_drafts SET
         draft = CASE WHEN state = 'published' THEN draft ELSE $2 END,
         input = CASE WHEN state = 'published' THEN input ELSE input || $3 END,
         updated_at = now()
       WHERE sha256 = $1 RETURNING ${draftColumns}`,
      values,
    );
    if (known.rows[0] !== undefined) return { stored: toDraft(known.rows[0]), isKnown: true };
    const { rows } = await this.#pool.query<DraftRow>(
      `INSERT INTO knowledge_drafts (sha256, draft, input, file_name) VALUES ($1, $2, $3, $4) RETURNING ${draftColumns}`,
      [...values, fileName],
    );
    return { stored: toDraft(rows[0] as DraftRow), isKnown: false };
  }

  async draft(id: number): Promise<StoredDraft | undefined> {
    const { rows } = await this.#pool.query<DraftRow>(`SELECT ${draftColumns} FROM knowledge_drafts WHERE id = $1`, [id]);
    return rows[0] && toDraft(rows[0]);
  }

  async drafts(): Promise<StoredDraft[]> {
    const { rows } = await this.#pool.query<DraftRow>(`SELECT ${draftColumns} FROM knowledge_drafts ORDER BY id DESC`);
    return rows.map(toDraft);
  }

  async current(): Promise<KnowledgeVersion | undefined> {
    const { rows } = await this.#pool.query<VersionRow>(`SELECT ${versionColumns} FROM knowledge_versions ORDER BY number DESC LIMIT 1`);
    return rows[0] && toVersion(rows[0]);
  }

  async version(number: number): Promise<KnowledgeVersion | undefined> {
    const { rows } = await this.#pool.query<VersionRow>(`SELECT ${versionColumns} FROM knowledge_versions WHERE number = $1`, [number]);
    return rows[0] && toVersion(rows[0]);
  }

  async versions(): Promise<KnowledgeVersion[]> {
    const { rows } = await this.#pool.query<VersionRow>(`SELECT ${versionColumns} FROM knowledge_versions ORDER BY number DESC`);
    return rows.map(toVersion);
  }

  /** The message goes out exactly when the version is committed. */
  async addVersion(version: NewKnowledgeVersion, base: number): Promise<number> {
    return inTransaction(this.#pool, async (client) => {
      await client.query("LOCK TABLE knowledge_versions IN EXCLUSIVE MODE");
      const { rows } = await client.query<{ number: string }>("SELECT coalesce(max(number), 0) AS number FROM knowledge_versions");
      if (Number(rows[0]?.number) !== base) throw new CodedError("storage_knowledge_outdated", `version ${rows[0]?.number ?? ""} is in use`);
      const { earlier, isRollback, documents, indexVersion, comparison, overrideReason } = version;
      await client.query(`INSERT INTO knowledge_versions (${versionColumns}) VALUES ($1, $2, $3, $4, $5, $6, $7, now())`, [
        base + 1,
        earlier,
        isRollback,
        JSON.stringify(documents),
        indexVersion,
        comparison && JSON.stringify(comparison),
        overrideReason,
      ]);
      await client.query(
        `UPDATE knowledge_drafts SET state = CASE WHEN id = ANY($1::bigint[]) THEN 'published' ELSE 'withdrawn' END, updated_at = now()
         WHERE id = ANY($1::bigint[]) OR state = 'published'`,
        [documents.map(({ draftId }) => draftId)],
      );
      await client.query("SELECT pg_notify($1, $2)", [channel, String(base + 1)]);
      return base + 1;
    });
  }

  /**
   * Calls back whenever a version may have been put in use, by whichever process; sometimes without need, after a lost connection.
   * @returns a function that ends the listening.
   */
  async listen(callback: () => void): Promise<() => Promise<void>> {
    return listenToChannel(this.#pool, channel, { onMessage: callback, onReconnect: () => Promise.resolve(callback()) });
  }
}

function toDraft({ id, file_name, draft, input, state }: DraftRow): StoredDraft {
  return { id: Number(id), fileName: file_name, draft, input, state };
}

function toVersion({ number, earlier, is_rollback, documents, index_version, comparison, override_reason, created_at }: VersionRow): KnowledgeVersion {
  return {
    number: Number(number),
    isRollback: is_rollback,
    documents,
    indexVersion: index_version,
    createdAt: created_at,
    ...(earlier !== null && { earlier: Number(earlier) }),
    ...(comparison !== null && { comparison }),
    ...(override_reason !== null && { overrideReason: override_reason }),
  };
}
