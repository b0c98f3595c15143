import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { foreignSet } from "../../../src/evaluation/bench/foreign-set.js";
import { temporaryDirectory } from "../../support/temporary-directory.js";

async function setOf(corpus: string, queries: string): ReturnType<typeof foreignSet> {
  const folder = await temporaryDirectory();
  await writeFile(join(folder, "c.jsonl"), corpus);
  await writeFile(join(folder, "q.jsonl"), queries);
  return foreignSet(join(folder, "c.jsonl"), join(folder, "q.jsonl"));
}

describe("foreignSet", () => {
  it("reads documents as units of the kind foreign, and queries", async () => {
    const { units, queries } = await setOf('{"id":"a","title":"Tên","text":"Chữ","more":1}\n', '{"text":"hỏi gì","rel":["a","b"]}\n');
    expect(units).toMatchObject([{ id: "a", documentId: "a", kind: "foreign", title: "Tên", passages: [{ heading: [], text: "Chữ" }] }]);
    expect(queries).toEqual([{ text: "hỏi gì", rel: ["a", "b"], group: "all", raw: false }]);
  });

  it("takes numbers as ids, documents without a title, empty lines, a byte-order mark and Windows line ends", async () => {
    const { units, queries } = await setOf('\uFEFF{"id":7,"text":"Chữ"}\r\n\r\n', '{"text":"hỏi","rel":[7]}\r\n');
    expect(units).toMatchObject([{ id: "7", title: "" }]);
    expect(queries[0]?.rel).toEqual(["7"]);
  });

  it("names the file and line that does not fit", async () => {
    await expect(setOf('{"id":"a","text":"x"}\n{"id":"b"}\n', "")).rejects.toThrow(/c\.jsonl, line 2: text/u);
    await expect(setOf("", '{"text":"x","rel":[]}\n')).rejects.toThrow(/q\.jsonl, line 1: rel/u);
    await expect(setOf("no json\n", "")).rejects.toThrow(/c\.jsonl, line 1/u);
  });
});
