import { spawnSync } from "node:child_process";
import { chmod, chown, mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { clusterPaths } from "../../../src/storage/embedded/cluster-paths.js";
import { startEmbeddedPostgres, type EmbeddedPostgresOptions } from "../../../src/storage/embedded/start-embedded-postgres.js";
import { systemAccounts } from "../../../src/storage/embedded/system-accounts.js";
import { query } from "../../support/query.js";
import { useSeededDataDir } from "./seeded-data-dir.js";
import { spawnOwner } from "./spawn-owner.js";
import { temporaryDataDir } from "./temporary-data-dir.js";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const isRoot = process.getuid?.() === 0;
const canMount = isRoot && spawnSync("unshare", ["--mount", "true"]).status === 0;
const nobody = systemAccounts().find(({ name }) => name === "nobody") ?? { name: "nobody", uid: 65534, gid: 65534 };
const seededDataDir = useSeededDataDir();

async function expectRunning(options: EmbeddedPostgresOptions): Promise<void> {
  const server = await startEmbeddedPostgres(options);
  onTestFinished(() => server.stop());
  expect(await query(server.connection, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
}

async function ownerOf(path: string): Promise<number> {
  return (await stat(path)).uid;
}

/** Runs the rest of its arguments after `commands`, in mounts of their own. */
function withMounts(commands: string): string[] {
  return ["unshare", "--mount", "sh", "-ec", `${commands}\nexec "$@"`, "sh"];
}

describe.runIf(isRoot)("as root", () => {
  it("lends the server the account `nobody` where there is no account `postgres`", async () => {
    const dataDir = await temporaryDataDir();
    await expectRunning({ dataDir, accounts: [nobody] });
    expect(await ownerOf(clusterPaths(dataDir).cluster)).toBe(nobody.uid);
  });

  it("lends it the account of the data directory's owner rather than `nobody`", async () => {
    const dataDir = await temporaryDataDir();
    const [clerk] = systemAccounts().filter(({ uid, name }) => uid !== 0 && name !== "nobody" && name !== "postgres");
    if (clerk === undefined) throw new Error("/etc/passwd lists no other account");
    await mkdir(dataDir);
    await chown(dataDir, clerk.uid, clerk.gid);
    await expectRunning({ dataDir, accounts: [nobody, clerk] });
    expect(await ownerOf(clusterPaths(dataDir).cluster)).toBe(clerk.uid);
  });

  it("goes on with the account that an existing cluster belongs to", async () => {
    const dataDir = await temporaryDataDir();
    await (await startEmbeddedPostgres({ dataDir, accounts: [nobody] })).stop();
    await expectRunning({ dataDir, accounts: [{ name: "postgres", uid: 12345, gid: 12345 }, nobody] });
    expect(await ownerOf(clusterPaths(dataDir).cluster)).toBe(nobody.uid);
  });

  it("says so where there is no account at all", async () => {
    const dataDir = await temporaryDataDir();
    await expect(startEmbeddedPostgres({ dataDir, accounts: [] })).rejects.toMatchObject({ code: "storage_account_missing" });
  });

  it.runIf(canMount)("works on a machine whose /etc/passwd has no `postgres`", async () => {
    const dataDir = await temporaryDataDir();
    const passwd = join(dirname(dataDir), "passwd");
    await writeFile(passwd, (await readFile("/etc/passwd", "utf8")).replaceAll(/^postgres:.*\n/gm, ""));
    const owner = spawnOwner(dataDir, { wrapper: withMounts(`mount --bind ${passwd} /etc/passwd`) });
    expect(await owner.report).toHaveProperty("connection");
    expect(await ownerOf(clusterPaths(dataDir).cluster)).toBe(nobody.uid);
    await owner.finish();
  });

  it.runIf(canMount)("works below a directory that only root may enter, and leaves it as it is", async () => {
    const dataDir = await temporaryDataDir();
    const closed = dirname(dataDir);
    await chmod(closed, 0o700);
    await expectRunning({ dataDir });
    expect((await stat(closed)).mode & 0o777).toBe(0o700);
  });

  it.runIf(canMount)("takes over a server below such a directory after kill -9", async () => {
    const dataDir = await seededDataDir();
    await chmod(dirname(dataDir), 0o700);
    const owner = spawnOwner(dataDir);
    await owner.report;
    await owner.kill();
    await expectRunning({ dataDir });
  });

  it("names the closed directory where the system allows no view of it", async () => {
    const dataDir = await temporaryDataDir();
    await chmod(dirname(dataDir), 0o700);
    // What root may do in a container.
    const owner = spawnOwner(dataDir, { wrapper: ["setpriv", "--bounding-set=-sys_admin", "--inh-caps=-sys_admin"] });
    expect(await owner.report).toMatchObject({
      code: "storage_directory_unreachable",
      message: expect.stringContaining(`${dirname(dataDir)} is closed to`) as string,
    });
  });
});

describe("as an ordinary user", () => {
  it.runIf(isRoot)("runs the server as itself", async () => {
    const dataDir = await temporaryDataDir();
    await chown(dirname(dataDir), nobody.uid, nobody.gid);
    const owner = spawnOwner(dataDir, { uid: nobody.uid });
    const report = await owner.report;
    if (!("connection" in report)) throw new Error(report.message);
    expect(await query(report.connection, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
    expect(await ownerOf(clusterPaths(dataDir).cluster)).toBe(nobody.uid);
    await owner.finish();
  });

  it.runIf(isRoot)("says so when the database belongs to somebody else", async () => {
    const owner = spawnOwner(await seededDataDir(), { uid: nobody.uid });
    expect(await owner.report).toMatchObject({ code: "storage_directory_unwritable" });
  });

  it.runIf(isRoot)("says so when /etc/passwd does not list it, as in some containers", async () => {
    const dataDir = await temporaryDataDir();
    await chown(dirname(dataDir), 54321, 54321);
    const owner = spawnOwner(dataDir, { uid: 54321 });
    expect(await owner.report).toMatchObject({ code: "storage_account_missing" });
  });

  it("says so when the directory cannot be written", async () => {
    const dataDir = await temporaryDataDir();
    await chmod(dirname(dataDir), 0o555);
    const owner = spawnOwner(dataDir, isRoot ? { uid: nobody.uid } : {});
    expect(await owner.report).toMatchObject({ code: "storage_directory_unwritable" });
  });
});

// Only a file system of its own can be full or read-only for root; making one needs the right to mount.
describe.runIf(canMount)("on a file system that is out of order", () => {
  // Each size runs out of room at another step: the bootstrap, the copies, our own database.
  it.each([20, 30, 40])("says that the disk is full when %i MB are all the room for a new database", async (megabytes) => {
    const dataDir = await temporaryDataDir();
    await mkdir(dataDir);
    const owner = spawnOwner(dataDir, { wrapper: withMounts(`mount -t tmpfs -o size=${megabytes}m,mode=755 small ${dataDir}`) });
    expect(await owner.report).toMatchObject({ code: "storage_directory_full" });
  });

  it("says that the disk is full when an existing database has no room left, and opens it when there is room again", async () => {
    const dataDir = await temporaryDataDir();
    const seed = await seededDataDir();
    await mkdir(dataDir);
    const fill = `mount -t tmpfs -o size=70m,mode=755 small ${dataDir}; cp -Rp ${seed}/. ${dataDir}; cat /dev/zero > ${dataDir}/filler 2>/dev/null || true`;
    const full = spawnOwner(dataDir, { wrapper: withMounts(fill) });
    expect(await full.report).toMatchObject({ code: "storage_directory_full" });
    const tryWhileFull = `"$@" > /dev/null < /dev/null; rm ${dataDir}/filler`;
    const freed = spawnOwner(dataDir, { wrapper: withMounts(`${fill}; ${tryWhileFull}`) });
    const report = await freed.report;
    if (!("connection" in report)) throw new Error(report.message);
    // The socket is inside the other mounts; that the report came proves that the server answered.
    await freed.finish();
  });

  it("says that the directory cannot be written when it is mounted read-only", async () => {
    const dataDir = await seededDataDir();
    const owner = spawnOwner(dataDir, { wrapper: withMounts(`mount --bind ${dataDir} ${dataDir}; mount -o remount,bind,ro ${dataDir}`) });
    expect(await owner.report).toMatchObject({ code: "storage_directory_unwritable" });
  });
});
