import { createHash } from "node:crypto";
import type pg from "pg";
import { CodedError } from "../errors.js";
import { listenToChannel } from "./listen-to-channel.js";

/** What is known of a version without its artefact. */
export interface IndexVersion {
  /** SHA-256 of the artefact, in hexadecimal. */
  readonly id: string;
  readonly createdAt: Date;
  readonly sizeBytes: number;
  readonly note: string;
  /** The last time it was put in use; absent if it never was. */
  readonly publishedAt?: Date;
}

interface Row {
  id: string;
  created_at: Date;
  size: string;
  note: string;
  published_at: Date | null;
}

const channel = "index_published";
const columns = "id, created_at, size, note, published_at";

/**
 * Keeps the versions of the search index. The version in use is the one that was published last; going back to an
 * earlier one is publishing it again, and every process hears of either.
 */
export class IndexVersionStore {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  /** Stores a version, unpublished, and returns its id; storing the same bytes again changes nothing. At most 250 MB. */
  async save(artefact: Uint8Array, note: string): Promise<string> {
    const id = createHash("sha256").update(artefact).digest("hex");
    await this.#pool.query("INSERT INTO index_versions (id, artefact, note) VALUES ($1, $2, $3) ON CONFLICT (id) DO NOTHING", [id, artefact, note]);
    return id;
  }

  /** The artefact; `undefined` if there is no such version. */
  async load(id: string): Promise<Buffer | undefined> {
    const { rows } = await this.#pool.query<{ artefact: Buffer }>("SELECT artefact FROM index_versions WHERE id = $1", [id]);
    return rows[0]?.artefact;
  }

  /** The version in use; `undefined` before the first publication. */
  async latestPublished(): Promise<IndexVersion | undefined> {
    const { rows } = await this.#pool.query<Row>(`SELECT ${columns} FROM index_versions WHERE published_at IS NOT NULL ORDER BY published_at DESC LIMIT 1`);
    return rows[0] && toIndexVersion(rows[0]);
  }

  /** All versions, the newest first. */
  async list(): Promise<IndexVersion[]> {
    const { rows } = await this.#pool.query<Row>(`SELECT ${columns} FROM index_versions ORDER BY created_at DESC, id`);
    return rows.map(toIndexVersion);
  }

  /** Puts a version in use, in every process. @throws CodedError `storage_index_version_unknown` */
  async publish(id: string): Promise<void> {
    await this.#putInUse(id, "true");
  }

  /** Goes back to a version that was in use before. @throws CodedError `storage_index_version_unknown` */
  async rollback(id: string): Promise<void> {
    await this.#putInUse(id, "published_at IS NOT NULL");
  }

  /**
   * Calls back with the id of the version in use whenever one was published, by whichever process; sometimes again with
   * the same id, since after a lost connection it reports what is in use then.
   * @returns a function that ends the listening.
   */
  async listen(callback: (id: string) => void): Promise<() => Promise<void>> {
    return listenToChannel(this.#pool, channel, {
      onMessage: callback,
      onReconnect: async () => {
        const latest = await this.latestPublished();
        if (latest) callback(latest.id);
      },
    });
  }

  /** One statement, so the message goes out exactly when the change is committed; later than all before, even if the clock was set back. */
  async #putInUse(id: string, condition: string): Promise<void> {
    const { rowCount } = await this.#pool.query(
      `WITH published AS (
         UPDATE index_versions
         SET published_at = greatest(clock_timestamp(), (SELECT max(published_at) FROM index_versions) + interval '1 microsecond')
         WHERE id = $1 AND ${condition}
         RETURNING id
       )
       SELECT pg_notify('${channel}', id) FROM published`,
      [id],
    );
    if (rowCount === 0) throw new CodedError("storage_index_version_unknown", id);
  }
}

function toIndexVersion({ id, created_at, size, note, published_at }: Row): IndexVersion {
  return { id, createdAt: created_at, sizeBytes: Number(size), note, ...(published_at && { publishedAt: published_at }) };
}
