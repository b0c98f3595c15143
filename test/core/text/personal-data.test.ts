import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { maskPersonalData, withoutMasks } from "../../../src/core/text/personal-data.js";

const digits = (count: number): fc.Arbitrary<string> => fc.string({ unit: fc.constantFrom(...Array.from("0123456789")), minLength: count, maxLength: count });

/** The last digit that makes a card number true. */
function withCheckDigit(number: string): string {
  const sum = Array.from(number)
    .reverse()
    .reduce((total, digit, place) => {
      const value = place % 2 === 0 ? Number(digit) * 2 : Number(digit);
      return total + (value > 9 ? value - 9 : value);
    }, 0);
  return `${number}${(10 - (sum % 10)) % 10}`;
}

describe("maskPersonalData", () => {
  it.each([
    ["CCCD 001099012345 của tôi", "CCCD [số định danh đã che] của tôi", "citizen_id"],
    ["cmnd:123456789.", "cmnd:[số định danh đã che].", "citizen_id"],
    ["001 099 012 345", "[số định danh đã che]", "citizen_id"],
    ["gọi 0912345678 nhé", "gọi [số điện thoại đã che] nhé", "phone"],
    ["0912.345.678", "[số điện thoại đã che]", "phone"],
    ["0912-345-678", "[số điện thoại đã che]", "phone"],
    ["84912345678", "[số điện thoại đã che]", "phone"],
    ["02183852345", "[số điện thoại đã che]", "phone"],
    ["thẻ 4111 1111 1111 1111", "thẻ [số thẻ đã che]", "bank_card"],
    ["4111-1111-1111-1111", "[số thẻ đã che]", "bank_card"],
    ["gửi vào nguyen.van-a+1@mail.example.vn.", "gửi vào [thư điện tử đã che].", "email"],
    ["Em là Trần Thị Hoa, hỏi về căn cước", "Em là [họ tên đã che], hỏi về căn cước", "name"],
  ])("masks “%s”", (text, masked, kind) => {
    expect(maskPersonalData(text)).toEqual({ masked, found: [kind] });
  });

  it("masks each of several", () => {
    expect(maskPersonalData("001099012345, 0912345678 và a@b.vn").found.sort()).toEqual(["citizen_id", "email", "phone"]);
  });

  it.each([
    ["+84 912 345 678", "+84 912 345 678"],
    ["sđt-0912345678", "0912345678"],
    ["đt/0912345678", "0912345678"],
    ["cccd.001099012345", "001099012345"],
    ["0912345678/0987654321", "0987654321"],
    ["0912345678-0987654321", "0912345678"],
    ["0912  345  678", "345  678"],
    ["0912\u00a0345\u00a0678", "678"],
  ])("leaves nothing of the number in “%s”", (text, number) => {
    expect(maskPersonalData(text).masked).not.toContain(number);
    expect(maskPersonalData(text).masked).not.toMatch(/\d{3}/u);
  });

  it.each([
    "lệ phí 70.000 đồng",
    "phạt từ 10.000.000 đồng đến 20.000.000 đồng",
    "phạt 125.000.000 đồng",
    "vốn 100.000.000.000 đồng",
    "thu nhập 1.250.000.000 đồng",
    "số tiền 125 000 000 đồng",
    "phí 350000",
    "ngày 1/7/2025",
    "trước 31-12-2026, từ 01.07.2025",
    "hẹn ngày 02.09.2025 10 giờ",
    "giai đoạn 2021-2025, 2026-2030",
    "các năm 2025 2026 2030",
    "gọi 18001096 hoặc 113",
    "gọi 113 114 115",
    "tổng đài 19006769 1022",
    "mã 1.001193, 1.012566",
    "Nghị định 118/2025/NĐ-CP, 57-NQ/TW",
    "mã hồ sơ H28.12.5-251125-0012",
    "đạt 20%, tăng 0,5",
    "em là công dân Phú Thọ",
  ])("leaves “%s” as it is", (text) => {
    expect(maskPersonalData(text)).toEqual({ masked: text, found: [] });
  });

  it("finds every citizen id, phone and card, however it is grouped", () => {
    const citizenId = digits(11).map((rest) => `0${rest}`);
    const phone = fc.tuple(fc.constantFrom("03", "05", "07", "08", "09"), digits(8)).map((parts) => parts.join(""));
    const card = digits(14).map((rest) => withCheckDigit(`4${rest}`));
    const grouped = fc.tuple(fc.oneof(citizenId, phone, card), fc.constantFrom("", " ", ".", "-"), fc.constantFrom(3, 4));
    fc.assert(
      fc.property(grouped, ([number, separator, size]) => {
        const typed = number.match(new RegExp(`\\d{1,${size}}`, "gu"))?.join(separator) ?? "";
        expect(maskPersonalData(`số của tôi là ${typed} đấy`).masked).toMatch(/^số của tôi là \[[^\d\]]+ đã che\] đấy$/u);
      }),
    );
  });

  it("changes nothing the second time", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...Array.from("0123456789 .-/@ab+"), "là ", "Em ", "Hoa "), maxLength: 40 }), (text) => {
        const { masked } = maskPersonalData(text);
        expect(maskPersonalData(masked)).toEqual({ masked, found: [] });
      }),
    );
  });
});

describe("withoutMasks", () => {
  it.each([
    ["cccd 001099012345 của em làm lại hết bao nhiêu", "làm lại hết bao nhiêu"],
    ["Em là Trần Thị Hoa, hỏi về căn cước", ", hỏi về căn cước"],
    ["số điện thoại: 0912345678 đổi ở đâu", "đổi ở đâu"],
    ["đổi thẻ căn cước", "đổi thẻ căn cước"],
  ])("leaves the question of “%s”", (text, question) => {
    expect(withoutMasks(maskPersonalData(text).masked).trim()).toBe(question);
  });
});
