import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { quantitiesOf } from "../../../src/core/text/quantities.js";

describe("quantitiesOf", () => {
  it.each([
    ["trong hai ngày", ["2 ngày"]],
    ["mười lăm ngày làm việc", ["15 ngày làm việc"]],
    ["không quá 15 ngày", ["15 ngày"]],
    ["một trăm nghìn đồng", ["100000 đồng"]],
    ["100 nghìn đồng, 70.000 đồng", ["100000 đồng", "70000 đồng"]],
    ["hai trăm lẻ ba nghìn bốn trăm đồng", ["203400 đồng"]],
    ["2 triệu 500 nghìn đồng", ["2500000 đồng"]],
    ["một triệu rưỡi đồng", ["1500000 đồng"]],
    ["1,5 triệu đồng", ["1500000 đồng"]],
    ["nửa tháng, hai năm rưỡi", ["0.5 tháng", "2.5 năm"]],
    ["ba mức, bốn bước, hai bản", ["3 mức", "4 bước", "2 bản"]],
    ["20%, hai mươi phần trăm", ["20 %", "20 %"]],
    ["năm ngày, năm năm", ["5 ngày", "5 năm"]],
    ["hai mươi năm", ["20 năm"]],
    ["hai mươi lăm tuổi", ["25 tuổi"]],
    ["một trăm năm mươi ngày", ["150 ngày"]],
    ["một trăm linh năm ngày", ["105 ngày"]],
    ["hai ba ngày", ["3 ngày"]],
  ])("reads “%s”", (text, quantities) => {
    expect(quantitiesOf(text)).toEqual(quantities);
  });

  it.each(["đến năm 2030", "tháng năm", "ngày 15 tháng 3 năm 2025", "ba mẹ", "Nghị quyết 57-NQ/TW", "nửa chừng", ""])("finds none in “%s”", (text) => {
    expect(quantitiesOf(text)).toEqual([]);
  });

  it("gives a number the same form in figures and in words", () => {
    const words = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 2, max: 9 }), fc.constantFrom("ngày", "lần", "bản", "tuổi"), (hundreds, tens, unit) => {
        const written = `${words[hundreds] ?? ""} trăm ${words[tens] ?? ""} mươi ${unit}`;
        expect(quantitiesOf(written)).toEqual(quantitiesOf(`${hundreds}${tens}0 ${unit}`));
      }),
    );
  });
});
