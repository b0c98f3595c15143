import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { CodedError } from "../errors.js";

export interface Migration {
  /** 1, 2, 3 …, without a gap. */
  readonly number: number;
  /** The file's name, `NNNN-what-it-does.sql`. */
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
}

const ownDirectory = new URL("./migrations/", import.meta.url);

/** The migrations in a directory, in order. @throws CodedError `storage_migration_files_invalid` */
export async function readMigrations(directory: URL = ownDirectory): Promise<Migration[]> {
  const names = (await readdir(directory)).filter((name) => name.endsWith(".sql")).sort();
  return Promise.all(names.map((name, index) => readMigration(directory, name, index + 1)));
}

async function readMigration(directory: URL, name: string, number: number): Promise<Migration> {
  const isNumbered = /^\d{4}-[a-z0-9]+(-[a-z0-9]+)*\.sql$/.test(name) && Number(name.slice(0, 4)) === number;
  if (!isNumbered) throw new CodedError("storage_migration_files_invalid", `${fileURLToPath(new URL(name, directory))} is not number ${number}`);
  // Git may check text files out with other line ends; that is no change.
  const sql = (await readFile(new URL(name, directory), "utf8")).replaceAll("\r\n", "\n");
  return { number, name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
}
