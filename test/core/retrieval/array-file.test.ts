import { readFile, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readArrayFile, writeArrayFile } from "../../../src/core/retrieval/array-file.js";
import { temporaryFolder } from "../knowledge/small-knowledge.js";

const value = {
  name: "chỉ mục",
  sizes: new Map([["bé", 1]]),
  bytes: Uint8Array.of(1, 2, 3),
  none: new Float64Array(0),
  parts: [
    { counts: Uint32Array.of(7, 0xffffffff) },
    { weights: Float32Array.of(0.5, -1) },
    { units: Uint16Array.of(0x1eab) },
    { keys: Float64Array.of(2 ** 50) },
  ],
};

async function newFile(): Promise<string> {
  return join(await temporaryFolder(), "thu.index");
}

describe("a file of arrays", () => {
  it("gives back the value that was written", async () => {
    const path = await newFile();
    await writeArrayFile(path, value);
    expect(await readArrayFile(path)).toStrictEqual(value);
  });

  it("keeps of an array what it shows, not all that it is a view of", async () => {
    const path = await newFile();
    await writeArrayFile(path, { part: Uint32Array.from({ length: 1000 }, (_, index) => index).subarray(3, 5) });
    expect(await readArrayFile(path)).toStrictEqual({ part: Uint32Array.of(3, 4) });
    expect((await readFile(path)).length).toBeLessThan(200);
  });

  it("holds no array of another kind", async () => {
    await expect(writeArrayFile(await newFile(), { big: BigInt64Array.of(1n) })).rejects.toThrow("BigInt64Array");
  });

  it.each([0, 10, 16, 40])("is not read where only %i bytes of it are left", async (length) => {
    const path = await newFile();
    await writeArrayFile(path, value);
    await truncate(path, length);
    await expect(readArrayFile(path)).rejects.toThrow(path);
  });

  it("is not read where more follows", async () => {
    const path = await newFile();
    await writeArrayFile(path, value);
    await writeFile(path, "thêm", { flag: "a" });
    await expect(readArrayFile(path)).rejects.toThrow("not whole");
  });
});
