import { mkdir, rm, writeFile } from "node:fs/promises";
import { createHash } from "node:crypto";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createPool } from "../../src/storage/create-pool.js";
import { migrate } from "../../src/storage/migrate.js";
import { readMigrations, type Migration } from "../../src/storage/read-migrations.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";
import { temporaryDirectory } from "../support/temporary-directory.js";

let database: TestDatabase;
beforeEach(async () => {
  database = await createTestDatabase({ empty: true });
});
afterEach(() => database.drop());

function migration(number: number, sql: string, name = `${String(number).padStart(4, "0")}-step.sql`): Migration {
  return { number, name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
}

const createNotes = migration(1, "CREATE TABLE notes (text text)");
const addAuthor = migration(2, "ALTER TABLE notes ADD author text; INSERT INTO notes VALUES ('xin chào', 'An')");

async function appliedNumbers(): Promise<number[]> {
  const { rows } = await database.pool.query<{ number: number }>("SELECT number FROM schema_migrations ORDER BY applied_at, number");
  return rows.map(({ number }) => number);
}

describe("migrate", () => {
  it("applies all files in order, and later only the new ones", async () => {
    await migrate(database.pool, [createNotes]);
    await migrate(database.pool, [createNotes, addAuthor]);
    await migrate(database.pool, [createNotes, addAuthor]);
    expect(await appliedNumbers()).toEqual([1, 2]);
    expect((await database.pool.query("SELECT * FROM notes")).rows).toEqual([{ text: "xin chào", author: "An" }]);
  });

  it("brings an empty database to the tables of this version", async () => {
    await migrate(database.pool);
    expect((await database.pool.query("SELECT to_regclass('index_versions') AS name")).rows).toEqual([{ name: "index_versions" }]);
  });

  it("applies each file once when two processes start together", async () => {
    const slow = migration(3, "SELECT pg_sleep(0.3); INSERT INTO notes VALUES ('once')");
    const other = createPool({ connectionString: database.url });
    await Promise.all([database.pool, other].map((pool) => migrate(pool, [createNotes, addAuthor, slow])));
    await other.end();
    expect(await appliedNumbers()).toEqual([1, 2, 3]);
    expect((await database.pool.query("SELECT FROM notes WHERE text = 'once'")).rowCount).toBe(1);
  });

  it("rolls a failing file back, keeps those before it, and names file, line and reason", async () => {
    const broken = migration(2, "CREATE TABLE half (id int);\nINSERT INTO nowhere VALUES (1)");
    await expect(migrate(database.pool, [createNotes, broken])).rejects.toMatchObject({
      code: "storage_migration_failed",
      message: expect.stringMatching(/0002-step\.sql: relation "nowhere" does not exist in line 2/) as string,
    });
    expect(await appliedNumbers()).toEqual([1]);
    expect((await database.pool.query("SELECT to_regclass('half') AS name")).rows).toEqual([{ name: null }]);
  });

  it("refuses when an applied file was changed, and applies nothing", async () => {
    await migrate(database.pool, [createNotes]);
    const changed = migration(1, "CREATE TABLE notes (text varchar)");
    await expect(migrate(database.pool, [changed, addAuthor])).rejects.toMatchObject({ code: "storage_migration_changed" });
    expect(await appliedNumbers()).toEqual([1]);
  });

  it("refuses when an applied file is missing and another took its number", async () => {
    await migrate(database.pool, [createNotes]);
    const other = migration(1, createNotes.sql, "0001-other.sql");
    await expect(migrate(database.pool, [other])).rejects.toMatchObject({ code: "storage_migration_changed" });
  });

  it("refuses a database that a newer version of the program migrated", async () => {
    await migrate(database.pool, [createNotes, addAuthor]);
    await expect(migrate(database.pool, [createNotes])).rejects.toMatchObject({ code: "storage_database_newer" });
  });
});

describe("readMigrations", () => {
  let directory: string;
  const read = () => readMigrations(pathToFileURL(`${directory}/`));
  beforeEach(async () => {
    directory = join(await temporaryDirectory(), "migrations");
    await mkdir(directory);
  });
  afterEach(() => rm(join(directory, ".."), { recursive: true }));

  it("reads the files by number", async () => {
    await writeFile(join(directory, "0002-second.sql"), "SELECT 2");
    await writeFile(join(directory, "0001-first.sql"), "SELECT 1");
    expect((await read()).map(({ number, sql }) => [number, sql])).toEqual([
      [1, "SELECT 1"],
      [2, "SELECT 2"],
    ]);
  });

  it("takes a file with other line ends for the same file", async () => {
    await writeFile(join(directory, "0001-first.sql"), "SELECT 1;\nSELECT 2;\n");
    const [unix] = await read();
    await writeFile(join(directory, "0001-first.sql"), "SELECT 1;\r\nSELECT 2;\r\n");
    expect((await read())[0]?.checksum).toBe(unix?.checksum);
  });

  it.each([
    ["a gap", ["0001-first.sql", "0003-third.sql"]],
    ["one number twice", ["0001-first.sql", "0002-left.sql", "0002-right.sql"]],
    ["a name without number", ["first.sql"]],
  ])("refuses %s", async (_, names) => {
    for (const name of names) await writeFile(join(directory, name), "SELECT 1");
    await expect(read()).rejects.toMatchObject({ code: "storage_migration_files_invalid" });
  });
});
