import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { readPlacedTexts } from "../../src/core/knowledge/check/placed-texts.js";
import { figuresStatedIn } from "../../src/core/knowledge/trace/trace-figures.js";
import { readTraceTable } from "../../src/core/knowledge/trace/trace-table.js";

const knowledge = fileURLToPath(new URL("../../knowledge/", import.meta.url));
const rows = readTraceTable(readFileSync(join(knowledge, "figures.tsv"), "utf8"));
const key = ({ file, stated }: { file: string; stated: string }): string => `${file}\t${stated}`;

const filesRead = new Map<string, string[]>();

/** A line of the knowledge folder that a row cites; undefined where there is no such line. */
function ownLine(source: string): string | undefined {
  const [, file = "", line] = /^(.*):(\d+)$/u.exec(source) ?? [];
  const lines = filesRead.get(file) ?? readFileSync(join(knowledge, file), "utf8").split("\n");
  filesRead.set(file, lines);
  return lines[Number(line) - 1];
}

describe("the table of figures", () => {
  it("has the source of every figure, day and document number that articles and services state, and no other row", async () => {
    const stated = new Set(figuresStatedIn(await readPlacedTexts(knowledge)).map(({ file, stated: figure }) => key({ file: file.slice(knowledge.length), stated: figure })));
    const traced = new Set(rows.map(key));
    expect([...stated].filter((one) => !traced.has(one)), "chạy npm run trace:figures").toEqual([]);
    expect([...traced].filter((one) => !stated.has(one))).toEqual([]);
  });

  it("names a line for each, and shows its words", () => {
    expect(rows.filter(({ source, quote }) => !/^[\w/.-]+:\d+$/u.test(source) || quote === "")).toEqual([]);
  });

  it("cites lines of the register and of documents that hold the figure", () => {
    const cited = rows.filter(({ source }) => source.startsWith("register/") || source.startsWith("documents/"));
    const wrong = cited.filter(({ source, address }) => {
      const line = ownLine(source);
      return line === undefined || (source.startsWith("register/") && !line.includes(`"${address}"`));
    });
    expect(cited.length).toBeGreaterThan(500);
    expect(wrong).toEqual([]);
  });

  it("shows in its words what the figure is made of", () => {
    const digitsOf = (text: string): string[] => text.match(/\d+/gu) ?? [];
    // The letters of a document's number, the day before a year, the number of a document that is called by it: the first digits are enough.
    const lacking = rows.filter(({ stated, quote }) => digitsOf(stated).length > 0 && !digitsOf(stated).some((digits) => quote.includes(digits)));
    expect(lacking).toEqual([]);
  });
});
