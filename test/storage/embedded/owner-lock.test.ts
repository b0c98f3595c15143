import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { takeOwnerLock, thisProcess, type Owner } from "../../../src/storage/embedded/owner-lock.js";
import { temporaryDirectory } from "../../support/temporary-directory.js";

let owners: string;
beforeEach(async () => {
  owners = await temporaryDirectory();
});
afterEach(() => rm(owners, { recursive: true }));

const self = thisProcess();
const inAnotherContainer: Owner = { ...self, pid: 1, host: "another", space: "another" };
const inUse = { code: "storage_directory_in_use" };

/** What stands in the only file there is. */
async function currentOwner(): Promise<unknown> {
  const names = await readdir(owners);
  expect(names).toHaveLength(1);
  return JSON.parse(await readFile(join(owners, names[0] ?? ""), "utf8"));
}

describe("takeOwnerLock", () => {
  it("is free again after release", async () => {
    await (await takeOwnerLock(owners)).release();
    const lock = await takeOwnerLock(owners);
    expect(await currentOwner()).toEqual(self);
    await lock.release();
  });

  it("refuses a second owner, naming the first", async () => {
    const lock = await takeOwnerLock(owners);
    await expect(takeOwnerLock(owners)).rejects.toMatchObject({ ...inUse, message: expect.stringContaining(`process ${process.pid} on`) as string });
    await lock.release();
  });

  it.each([
    ["whose process is gone", JSON.stringify({ ...self, pid: 2 ** 22 + 1 })],
    ["whose pid now belongs to a later process", JSON.stringify({ ...self, started: "0" })],
    ["from before the machine was restarted", JSON.stringify({ ...self, boot: "earlier", space: "earlier" })],
    ["that a power cut left empty", ""],
    ["that a power cut left cut off", '{"pid":12'],
  ])("takes over from an owner %s", async (_, text) => {
    await writeFile(join(owners, "7"), text);
    const lock = await takeOwnerLock(owners);
    expect(await currentOwner()).toEqual(self);
    await lock.release();
  });

  it("refuses while an owner in another container shows life", async () => {
    const lock = await takeOwnerLock(owners, { self: inAnotherContainer, heartbeatMs: 20 });
    await expect(takeOwnerLock(owners, { silenceMs: 5_000 })).rejects.toMatchObject(inUse);
    await lock.release();
  });

  it("takes over from an owner in another container that shows no life", async () => {
    await writeFile(join(owners, "7"), JSON.stringify(inAnotherContainer));
    const lock = await takeOwnerLock(owners, { silenceMs: 200 });
    expect(await currentOwner()).toEqual(self);
    await lock.release();
  });

  it("lets exactly one of many win over a dead owner, each time", async () => {
    await writeFile(join(owners, "1"), JSON.stringify({ ...self, started: "0" }));
    for (let round = 0; round < 50; round += 1) {
      const outcomes = await Promise.allSettled(Array.from({ length: 12 }, () => takeOwnerLock(owners)));
      const winners = outcomes.filter((outcome) => outcome.status === "fulfilled");
      expect(winners).toHaveLength(1);
      await winners[0]?.value.release();
    }
  });

  it("does not disturb a later owner when an earlier one, taken for dead, ends", async () => {
    const suspended = await takeOwnerLock(owners, { self: inAnotherContainer, heartbeatMs: 60_000 });
    const lock = await takeOwnerLock(owners, { silenceMs: 200 });
    await suspended.release();
    await expect(takeOwnerLock(owners)).rejects.toMatchObject(inUse);
    await lock.release();
  });
});
