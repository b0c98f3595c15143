import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkAgain, checkList, mostPeople, templateSheet } from "../../../src/core/training/enrolment-list.js";
import { enrolmentListWording as wording } from "../../../src/core/wording/enrolment-list.js";

const offices = [
  { id: "o1", name: "UBND xã Đà Bắc", code: "ABCDEFGH" },
  { id: "o2", name: "Sở Y tế", code: "HGFEDCBA" },
  { id: "o3", name: "Sở Y tế", code: "QRSTUVWX" },
];
const context = { offices, enrolled: [{ officeId: "o1", name: "Bùi Văn Kín", position: "", key: "bùi văn kín|" }] };
const heads = ["STT", "Họ và tên", "Đơn vị", "Chức vụ"];

const listOf = (...rows: (readonly string[])[]) => rows.map((cells, index) => ({ number: index + 1, cells, hasFormula: false }));
const faultsOf = (...cells: readonly string[]) => checkList(listOf(heads, ["1", ...cells]), context).rows[0]?.faults;

describe("checkList", () => {
  it("takes people whose office is named or given by its code", () => {
    const list = checkList(
      listOf(["Danh sách cán bộ"], heads, ["1", "Hà Thị Thái", "ubnd xã đà bắc", "Công chức"], ["2", "Lò Văn An", "abcd-efgh", ""]),
      context,
    );
    expect(list.faults).toEqual([]);
    expect(list.rows.map(({ number, person }) => [number, person?.officeId, person?.name, person?.position])).toEqual([
      [3, "o1", "Hà Thị Thái", "Công chức"],
      [4, "o1", "Lò Văn An", ""],
    ]);
  });

  it.each([
    [["", "UBND xã Đà Bắc", ""], [wording.noName]],
    [["A", "UBND xã Đà Bắc", ""], [wording.badName]],
    [["=HYPERLINK(1)", "UBND xã Đà Bắc", ""], [wording.badName]],
    [["A".repeat(61), "UBND xã Đà Bắc", ""], [wording.longName]],
    [["Hà Thị Thái", "", ""], [wording.noOffice]],
    [["Hà Thị Thái", "Sở Lạ", ""], [wording.unknownOffice("Sở Lạ")]],
    [["Hà Thị Thái", "Sở Y tế", ""], [wording.severalOffices("Sở Y tế")]],
    [["Hà Thị Thái", "UBND xã Đà Bắc", "x".repeat(101)], [wording.longPosition]],
    [["Hà Thị Thái", "UBND xã Đà Bắc", "@SUM(A1)"], [wording.badPosition]],
    [
      ["", "Sở Lạ", ""],
      [wording.noName, wording.unknownOffice("Sở Lạ")],
    ],
  ])("of %j says %j", (cells, faults) => {
    expect(faultsOf(...cells)).toEqual(faults);
  });

  it("finds who stands twice, however it is spelt, and who is enrolled already", () => {
    const { rows } = checkList(
      listOf(
        heads,
        ["1", "Nguyễn Thị Hoà", "UBND xã Đà Bắc", ""],
        ["2", "nguyễn thị hòa", "ABCDEFGH", ""],
        ["3", "Nguyễn Thị Hòa", "UBND xã Đà Bắc", "Công chức"],
        ["4", "Bùi Văn Kín", "UBND xã Đà Bắc", ""],
      ),
      context,
    );
    expect(rows.map(({ faults, note }) => [faults, note])).toEqual([
      [[], undefined],
      [[wording.duplicate(2)], undefined],
      [[], wording.sameName],
      [[], wording.known],
    ]);
    expect(rows.map(({ person }) => person !== undefined)).toEqual([true, false, true, false]);
  });

  it("refuses a row with a formula, wrong heads, and a list that is empty or too long", () => {
    const row = { number: 2, cells: ["1", "Hà Thị Thái", "Sở Lạ", ""], hasFormula: true };
    expect(checkList([...listOf(heads), row], context).rows[0]?.faults).toContain(wording.formula);
    expect(checkList(listOf(["Tên", "Nơi"], ["An", "x"]), context).faults).toEqual([wording.noHeads]);
    expect(checkList(listOf(["Họ và tên"], ["Hà An"]), context).faults).toEqual([wording.noColumn("Đơn vị")]);
    expect(checkList(listOf(["Họ tên", "Đơn vị", "Mã đơn vị"], ["Hà An", "", ""]), context).faults).toEqual([wording.twice("Đơn vị")]);
    expect(checkList(listOf(heads), context).faults).toEqual([wording.noRows]);
    const long = Array.from({ length: mostPeople + 1 }, () => ["1", "Hà An", "Sở Lạ", ""]);
    expect(checkList(listOf(heads, ...long), context).faults).toEqual([wording.tooMany(mostPeople)]);
  });

  it("neither reads nor keeps columns that are not asked for, and says so", () => {
    const { notes, rows } = checkList(listOf(["Họ tên", "Số CCCD", "Đơn vị"], ["Hà An", "001234567890", "ABCDEFGH"]), context);
    expect(notes).toEqual([wording.ignored(["Số CCCD"])]);
    expect(JSON.stringify(rows)).not.toContain("001234567890");
  });

  it("takes its own template", () => {
    const { rows } = templateSheet("UBND xã Đà Bắc");
    expect(checkList(listOf(...rows.map((row) => row.map(String))), context).rows[0]?.faults).toEqual([]);
  });

  it("never fails, and takes nobody whose row has a fault, whatever the cells hold", () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.string({ unit: "grapheme" }), { maxLength: 5 }), { maxLength: 8 }), (rows) => {
        for (const { faults, person } of checkList(listOf(heads, ...rows), context).rows) if (faults.length > 0) expect(person).toBeUndefined();
      }),
    );
  });
});

describe("checkAgain", () => {
  it("finds who was enrolled meanwhile, and an office that is gone", () => {
    const people = [
      { officeId: "o1", name: "Bùi Văn Kín", position: "" },
      { officeId: "o2", name: "Hà An", position: "" },
      { officeId: "gone", name: "Hà An", position: "" },
    ];
    const rows = checkAgain(people, context);
    expect(rows.map(({ person }) => person?.officeId)).toEqual([undefined, "o2", undefined]);
    expect(rows[2]?.faults).toEqual([wording.noOffice]);
  });
});
