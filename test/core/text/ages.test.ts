import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ageRangeOf, agesIn } from "../../../src/core/text/ages.js";

describe("ageRangeOf", () => {
  it.each([
    ["Cấp thẻ căn cước cho người dưới 6 tuổi", { from: 0, below: 6 }],
    ["Cấp thẻ căn cước cho người từ đủ 6 tuổi đến dưới 14 tuổi", { from: 6, below: 14 }],
    ["trẻ em từ 6 đến dưới 14 tuổi", { from: 6, below: 14 }],
    ["người từ đủ 14 tuổi trở lên", { from: 14, below: Number.POSITIVE_INFINITY }],
    ["TỪ ĐỦ 75 TUỔI TRỞ LÊN", { from: 75, below: Number.POSITIVE_INFINITY }],
    ["Cấp hộ chiếu", undefined],
    ["từ 6 tháng", undefined],
  ])("of “%s” is %j, composed and decomposed", (title, range) => {
    expect(ageRangeOf(title.normalize("NFC"))).toEqual(range);
    expect(ageRangeOf(title.normalize("NFD"))).toEqual(range);
  });
});

describe("agesIn", () => {
  it.each([
    ["cháu 8 tuổi", [8]],
    ["con 5t", [5]],
    ["con 5 t làm căn cước", [5]],
    ["bé 8tuổi và bé 10 tuổi", [8, 10]],
    ["trẻ 5 tháng", []],
    ["cao 5 thước", []],
    ["ngày 1/5 tuổi", []],
    ["số 12345 tuổi", []],
    ["tuổi thọ", []],
  ])("“%s” are %j", (text, ages) => {
    expect(agesIn(text)).toEqual(ages);
  });

  it("hold every age of a person", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 130 }), (age) => {
        expect(agesIn(`mẹ tôi ${age} tuổi rồi`)).toEqual([age]);
      }),
    );
  });
});
