import { describe, expect, it } from "vitest";
import { readList } from "../../../src/core/ingest/read-list.js";
import { xlsxFile } from "../../support/office-files.js";
import { zipFile } from "../../support/zip-file.js";

const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/** A workbook with one sheet as its XML says. */
function workbook(sheet: string): Buffer {
  return zipFile({
    "xl/workbook.xml": `<workbook ${main} xmlns:r="${office}"><sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    "xl/worksheets/sheet1.xml": `<worksheet ${main}><sheetData>${sheet}</sheetData></worksheet>`,
  });
}

const cell = (place: string, text: string): string => `<c r="${place}" t="inlineStr"><is><t>${text}</t></is></c>`;

describe("readList", () => {
  it("reads the first sheet with the numbers of its rows, in Unicode NFC", async () => {
    const file = xlsxFile({ "Danh sách": [["Họ tên", "Số"], [undefined], ["Ho\u0300a", 7]], Khác: [["bỏ"]] });
    expect(await readList(file, "a.xlsx")).toEqual([
      { number: 1, cells: ["Họ tên", "Số"], hasFormula: false },
      { number: 3, cells: ["Hòa", "7"], hasFormula: false },
    ]);
  });

  it("tells rows with a formula", async () => {
    const file = workbook(`<row r="1">${cell("A1", "An")}</row><row r="2"><c r="A2" t="str"><f>A1</f><v>An</v></c></row>`);
    expect((await readList(file, "a.xlsx")).map(({ hasFormula }) => hasFormula)).toEqual([false, true]);
  });

  it.each([
    ["a row far below", `<row r="1048576">${cell("A1048576", "x")}</row>`],
    ["a column far to the right", `<row r="1">${cell("XFD1", "x")}</row>`],
    ["a place that is none", `<row r='&#49;048576'>${cell("A1", "x")}</row>`],
    ["a sheet that swells", `<row r="1">${cell("A1", "a".repeat(900_000))}</row>`.repeat(10)],
  ])("refuses %s before it is read", async (_, sheet) => {
    await expect(readList(workbook(sheet), "a.xlsx")).rejects.toMatchObject({ code: expect.stringMatching(/list_too_large|archive_bomb/u) as string });
  });

  it.each([
    ["an ending that does not fit", xlsxFile({ A: [["x"]] }), "a.docx", "wrong_extension"],
    ["no workbook", Buffer.from("Họ tên,Đơn vị"), "a.csv", "unsupported"],
    ["an empty file", Buffer.alloc(0), "a.xlsx", "empty"],
    ["a large file", Buffer.alloc(1_000_001), "a.xlsx", "list_too_large"],
    ["a damaged file", xlsxFile({ A: [["x"]] }).subarray(0, 400), "a.xlsx", "damaged"],
    ["a text", Buffer.from("# Họ tên"), "a.md", "not_a_workbook"],
  ])("refuses %s", async (_, file, name, code) => {
    await expect(readList(file, name)).rejects.toMatchObject({ code });
  });
});
