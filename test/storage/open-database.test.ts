import { existsSync } from "node:fs";
import { once } from "node:events";
import { rm } from "node:fs/promises";
import { connect, createServer, type AddressInfo } from "node:net";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, inject, it, vi } from "vitest";
import { superuser } from "../../src/storage/embedded/create-cluster.js";
import { openDatabase } from "../../src/storage/open-database.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";
import { query } from "../support/query.js";
import { temporaryDirectory } from "../support/temporary-directory.js";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let directory: string;
let dataDir: string;
beforeEach(async () => {
  directory = await temporaryDirectory();
  dataDir = join(directory, "data");
});
afterEach(() => rm(directory, { recursive: true }));

describe("openDatabase without DATABASE_URL", () => {
  it("starts a database of its own, migrated, and stops it", async () => {
    const database = await openDatabase({ dataDir });
    expect((await database.pool.query("SELECT FROM index_versions")).rowCount).toBe(0);
    await database.close();
    expect(existsSync(join(dataDir, "postgres", "data", "postmaster.pid"))).toBe(false);
  });

  it("closes although somebody kept a connection", async () => {
    const database = await openDatabase({ dataDir });
    const kept = await database.pool.connect();
    kept.on("error", () => undefined);
    await database.close();
    expect(existsSync(join(dataDir, "postgres", "data", "postmaster.pid"))).toBe(false);
  });
});

describe("openDatabase beside a running program", () => {
  it("uses the database that the program runs, and leaves it running", async () => {
    const program = await openDatabase({ dataDir });
    const beside = await openDatabase({ dataDir, joins: true });
    await beside.pool.query("INSERT INTO secrets (name, value) VALUES ('a', 'b')");
    await beside.close();
    expect((await program.pool.query("SELECT value FROM secrets")).rows).toEqual([{ value: "b" }]);
    await expect(openDatabase({ dataDir })).rejects.toMatchObject({ code: "storage_directory_in_use" });
    await program.close();
  });

  it("starts the database where no program runs", async () => {
    const database = await openDatabase({ dataDir, joins: true });
    await database.close();
    expect(existsSync(join(dataDir, "postgres", "data", "postmaster.pid"))).toBe(false);
  });
});

describe("openDatabase with DATABASE_URL", () => {
  let server: TestDatabase;
  beforeEach(async () => {
    server = await createTestDatabase({ empty: true });
  });
  afterEach(() => server.drop());

  it("migrates that database, under our name and limits, and starts none of its own", async () => {
    const database = await openDatabase({ databaseUrl: server.url, dataDir });
    const { rows } = await database.pool.query(
      "SELECT current_setting('application_name') AS name, current_setting('statement_timeout') AS timeout, to_regclass('index_versions') AS tables",
    );
    expect(rows).toEqual([{ name: "tro-ly-so", timeout: "30s", tables: "index_versions" }]);
    await database.close();
    expect(existsSync(dataDir)).toBe(false);
  });

  it("waits for a server that starts a little later than we do", async () => {
    const port = await freePort();
    const { host, port: socketPort } = inject("testServer");
    const opening = openDatabase({ databaseUrl: server.url.replace(/\?.*/, "").replace("@/", `@127.0.0.1:${port}/`), dataDir });
    const proxy = createServer((client) => {
      const upstream = connect(`${host}/.s.PGSQL.${socketPort}`);
      client
        .on("error", () => undefined)
        .pipe(upstream)
        .on("error", () => undefined)
        .pipe(client);
    }).listen(port, "127.0.0.1");
    await (await opening).close();
    proxy.close();
  });

  it("says what is wrong with a password, without repeating it", async () => {
    const databaseUrl = server.url.replace(/:[^:@]+@/, ":not-the-password@");
    const error: unknown = await openDatabase({ databaseUrl, dataDir }).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: "storage_connection_failed", message: expect.stringContaining("password authentication failed") as string });
    expect(String(error)).not.toContain("not-the-password");
  });

  it.each(["not a url", "mysql://root:secret@localhost/x", "postgres://user:secret@host:port/x"])("refuses %s without repeating it", async (databaseUrl) => {
    const error: unknown = await openDatabase({ databaseUrl, dataDir }).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: "storage_connection_failed" });
    expect(String(error)).not.toContain("secret");
  });

  it("refuses a database that does not store UTF-8", async () => {
    const name = `test_ascii_${process.pid}`;
    const administrator = { ...inject("testServer"), user: superuser, database: "postgres" };
    await query(administrator, `CREATE DATABASE ${name} OWNER tro_ly_so TEMPLATE template0 ENCODING 'SQL_ASCII' LOCALE_PROVIDER libc LOCALE 'C'`);
    const databaseUrl = server.url.replace(/@\/\w+/, `@/${name}`);
    await expect(openDatabase({ databaseUrl, dataDir })).rejects.toMatchObject({ code: "storage_encoding_unsupported" });
    await query(administrator, `DROP DATABASE ${name} WITH (FORCE)`);
  });
});

async function freePort(): Promise<number> {
  const listener = createServer().listen(0, "127.0.0.1");
  await once(listener, "listening");
  const { port } = listener.address() as AddressInfo;
  listener.close();
  await once(listener, "close");
  return port;
}
