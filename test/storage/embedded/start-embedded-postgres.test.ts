import { execFileSync } from "node:child_process";
import { readFile, readdir, stat, writeFile, rm, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { clusterPaths } from "../../../src/storage/embedded/cluster-paths.js";
import { takeOwnerLock } from "../../../src/storage/embedded/owner-lock.js";
import { findPostmaster } from "../../../src/storage/embedded/postmaster.js";
import { startEmbeddedPostgres, type EmbeddedPostgres } from "../../../src/storage/embedded/start-embedded-postgres.js";
import { query } from "../../support/query.js";
import { seededRow, useSeededDataDir } from "./seeded-data-dir.js";
import { temporaryDataDir } from "./temporary-data-dir.js";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const seededDataDir = useSeededDataDir();

async function start(dataDir: string): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataDir });
  onTestFinished(() => server.stop());
  return server;
}

describe("startEmbeddedPostgres", () => {
  it("creates a database in UTF-8 and Vietnamese order, owned by a role that is no administrator", async () => {
    const { connection } = await start(await temporaryDataDir());
    const [row] = await query(
      connection,
      `SELECT current_setting('server_encoding') AS encoding,
              (SELECT string_agg(word, ' ' ORDER BY word) FROM unnest('{e,ê,đa,dê,da,xã,xa}'::text[]) AS word) AS words,
              (SELECT rolsuper OR rolcreaterole OR rolcreatedb FROM pg_roles WHERE rolname = current_user) AS is_administrator`,
    );
    expect(row).toEqual({ encoding: "UTF8", words: "da dê đa e ê xa xã", is_administrator: false });
  });

  it("lets nobody in from outside, nor without the password", async () => {
    const dataDir = await seededDataDir();
    const { connection } = await start(dataDir);
    const paths = clusterPaths(dataDir);
    expect(connection.host).toBe(paths.run);
    expect((await stat(paths.run)).mode & 0o777).toBe(0o700);
    expect((await stat(paths.password)).mode & 0o777).toBe(0o600);
    expect(await query(connection, "SHOW listen_addresses")).toEqual([{ listen_addresses: "" }]);
    for (const user of ["tro_ly_so", "postgres"]) {
      await expect(query({ ...connection, user, password: "guess" }, "SELECT 1")).rejects.toMatchObject({ code: "28P01" });
    }
  });

  it("listens on loopback where the path is too long for a socket", async () => {
    const { connection } = await start(await seededDataDir("x".repeat(100)));
    expect(connection.host).toBe("127.0.0.1");
    expect(await query({ ...connection, user: "postgres" }, "SHOW unix_socket_directories")).toEqual([{ unix_socket_directories: "" }]);
  });

  it("works in a directory whose name has spaces, quotes, commas and Vietnamese letters", async () => {
    const { connection } = await start(await seededDataDir(`dữ liệu, "mới" của 'sở'`));
    expect(await query(connection, "SELECT text FROM notes")).toEqual([seededRow]);
  });

  it("keeps the data over a restart, and stops without a trace of a crash", async () => {
    const dataDir = await seededDataDir();
    const first = await startEmbeddedPostgres({ dataDir });
    await query(first.connection, "INSERT INTO notes VALUES ('xin chào')");
    await first.stop();
    expect(await findPostmaster(clusterPaths(dataDir).cluster)).toBeUndefined();
    expect((await readdir(join(dataDir, "postgres"))).sort()).toEqual(["data", "owners", "password", "run", "server.log"]);
    const second = await start(dataDir);
    expect(await query(second.connection, "SELECT text FROM notes")).toEqual([seededRow, { text: "xin chào" }]);
    expect(await readFile(clusterPaths(dataDir).log, "utf8")).not.toMatch(/not properly shut down/);
  });

  it("stops while sessions are open", async () => {
    const server = await startEmbeddedPostgres({ dataDir: await seededDataDir() });
    const sleeper = query(server.connection, "SELECT pg_sleep(600)");
    const cutOff = expect(sleeper).rejects.toThrow();
    await server.stop();
    await cutOff;
  });

  it("keeps what people wrote out of the server's log", async () => {
    const dataDir = await seededDataDir();
    const { connection } = await start(dataDir);
    await query(connection, "CREATE TABLE people (phone text UNIQUE)", "INSERT INTO people VALUES ('0912345678')");
    await expect(query(connection, "INSERT INTO people VALUES ('0912345678')")).rejects.toThrow();
    const log = await readFile(clusterPaths(dataDir).log, "utf8");
    expect(log).toMatch(/duplicate key/);
    expect(log).not.toMatch(/0912345678/);
  });
});

describe("startEmbeddedPostgres on a directory that is not in order", () => {
  /** A stopped cluster, changed by `damage`, fails to start with the code, and leaves neither server nor lock. */
  async function expectFailure(code: string, damage: (paths: ReturnType<typeof clusterPaths>) => Promise<unknown> | void): Promise<void> {
    const dataDir = await seededDataDir();
    const paths = clusterPaths(dataDir);
    await damage(paths);
    await expect(startEmbeddedPostgres({ dataDir })).rejects.toMatchObject({ code });
    expect(await findPostmaster(paths.cluster)).toBeUndefined();
    await (await takeOwnerLock(paths.owners)).release();
  }

  it("names damage", () => expectFailure("storage_directory_damaged", ({ cluster }) => rm(join(cluster, "global", "pg_control"))));

  it("names another major version", () => expectFailure("storage_version_unsupported", ({ cluster }) => writeFile(join(cluster, "PG_VERSION"), "15\n")));

  it("names a missing password file", () => expectFailure("storage_password_lost", ({ password }) => rm(password)));

  it("names a password file that belongs to another database", () => expectFailure("storage_password_lost", ({ password }) => writeFile(password, "other")));

  it("refuses a directory in which something else lies", async () => {
    const dataDir = await temporaryDataDir();
    await mkdir(join(dataDir, "postgres", "data"), { recursive: true });
    await writeFile(join(dataDir, "postgres", "data", "letter.txt"), "");
    await writeFile(join(dataDir, "postgres", "password"), "x");
    await expect(startEmbeddedPostgres({ dataDir })).rejects.toMatchObject({ code: "storage_directory_damaged" });
  });

  it("refuses a file in the directory's place", async () => {
    const dataDir = await temporaryDataDir();
    await writeFile(dataDir, "");
    await expect(startEmbeddedPostgres({ dataDir })).rejects.toMatchObject({ code: "storage_directory_unwritable" });
  });

  it.runIf(process.getuid?.() === 0)("opens a copy that root made, with root as owner and other modes", async () => {
    const dataDir = await seededDataDir();
    const copy = `${dataDir}-copy`;
    execFileSync("cp", ["-r", dataDir, copy]);
    const { connection } = await start(copy);
    expect(await query(connection, "SELECT text FROM notes")).toEqual([seededRow]);
  });
});
