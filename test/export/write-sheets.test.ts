import fc from "fast-check";
import { inflateRawSync } from "node:zlib";
import readExcelFile from "read-excel-file/node";
import { describe, expect, it } from "vitest";
import { neutralText } from "../../src/export/neutral-text.js";
import { writeCsv } from "../../src/export/write-csv.js";
import { writeXlsx } from "../../src/export/write-xlsx.js";

const formulas = ["=1+1", "+84", "-2", "@SUM(A1)", " =1", "\t=1", "\r=1", "＝1", "|cmd", '=HYPERLINK("http://a.vn","b")', "=cmd|' /C calc'!A0", "\ufeff=1"];
const sheet = (...rows: (string | number)[][]) => ({ name: "Cá nhân", rows });

describe("neutralText", () => {
  it.each(formulas)("makes no formula of %j", (text) => {
    expect(neutralText(text)).toMatch(/^'/u);
  });

  it.each(["Nguyễn Thị Hòa", "UBND xã Một (cũ)", "Trường THCS số 1", "(không nêu tên)", ""])("leaves “%s” as it is", (text) => {
    expect(neutralText(text)).toBe(text);
  });
});

/** Rows of a CSV text, as a spreadsheet reads it. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, quoted, plain = "", end] of text.slice(1).matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gu)) {
    row.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === ",") continue;
    rows.push(row);
    row = [];
  }
  return rows;
}

describe("writeCsv", () => {
  it("writes rows as RFC 4180 has them, marked as UTF-8", () => {
    expect(writeCsv(sheet(["Hạng", "Đơn vị"], [1, 'Phòng "A", xã B'], [-2, "=1"]))).toBe('\ufeffHạng,Đơn vị\r\n1,"Phòng ""A"", xã B"\r\n-2,\'=1\r\n');
  });

  it("keeps every cell in its place, whatever stands in it, and begins none like a formula", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string(), fc.constantFrom(...formulas), fc.string()), { minLength: 1 }), (rows) => {
        const read = readCsv(writeCsv(sheet(...rows)));
        expect(read).toHaveLength(rows.length);
        for (const cells of read) {
          expect(cells).toHaveLength(3);
          for (const cell of cells) expect(cell).not.toMatch(/^\s*[=+\-@]/u);
        }
      }),
    );
  });
});

/** The parts of a ZIP archive, by name, read by its local headers' directory. */
function partsOf(archive: Buffer): Map<string, string> {
  const parts = new Map<string, string>();
  let at = archive.readUInt32LE(archive.lastIndexOf("PK\u0005\u0006", undefined, "latin1") + 16);
  while (archive.readUInt32LE(at) === 0x02014b50) {
    const [method, size, nameLength, extra, comment, local] = [10, 20, 28, 30, 32, 42].map((offset) =>
      offset === 20 || offset === 42 ? archive.readUInt32LE(at + offset) : archive.readUInt16LE(at + offset),
    ) as [number, number, number, number, number, number];
    const begin = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const data = archive.subarray(begin, begin + size);
    parts.set(archive.toString("utf8", at + 46, at + 46 + nameLength), (method === 8 ? inflateRawSync(data) : data).toString());
    at += 46 + nameLength + extra + comment;
  }
  return parts;
}

describe("writeXlsx", () => {
  it("writes sheets that are read back the same, numbers as numbers", async () => {
    const rows = [
      ["Hạng", "Họ và tên", "Điểm"],
      [1, "Nguyễn Thị <Hòa> & con", 18],
      [-2, "Bùi Văn Mường", 0.5],
    ];
    const file = await writeXlsx([sheet(...rows), { name: "Đơn vị", rows: [["A"]] }]);
    const read = await readExcelFile(file);
    expect(read.map(({ sheet: name }) => name)).toEqual(["Cá nhân", "Đơn vị"]);
    expect(read[0]?.data).toEqual(rows);
  });

  it("stores no formula, whatever people typed", async () => {
    const parts = partsOf(await writeXlsx([sheet(...formulas.map((text) => [text, text]))]));
    const worksheets = [...parts].filter(([name]) => /^xl\/worksheets\/[^/]+\.xml$/u.test(name)).map(([, xml]) => xml);
    expect(worksheets).toHaveLength(1);
    for (const xml of worksheets) expect(xml).not.toMatch(/<f[ >]/u);
    const texts = [...parts]
      .filter(([name]) => /sharedStrings|worksheets/u.test(name))
      .flatMap(([, xml]) => [...xml.matchAll(/<t[^>]*>([^<]*)<\/t>/gu)].map(([, text]) => text));
    expect(texts.length).toBeGreaterThan(0);
    for (const text of texts) expect(text).toMatch(/^(?:'|&apos;|&#39;)/u);
  });
});
