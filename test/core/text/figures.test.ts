import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { datesOf, figuresOf, percentagesOf, yearsOf } from "../../../src/core/text/figures.js";
import { vietnameseText } from "./vietnamese-text.js";

const withDots = (amount: number): string => String(amount).replace(/\B(?=(?:\d{3})+$)/gu, ".");

describe("figuresOf", () => {
  it.each([
    ["Lệ phí 70.000 đồng.", ["70.000"]],
    ["Phí 1.250.000đ, nộp trước 31/12/2026;", ["1.250.000đ", "31/12/2026"]],
    ["hơn 0,5% (năm 2025: 20%)", ["0,5%", "2025", "20%"]],
    ["Nghị định số 118/2025/NĐ-CP ngày 9/6/2025", ["118/2025/nđ-cp", "9/6/2025"]],
    ["Nghị quyết 57-NQ/TW, 08-NQ/TU", ["57-nq/tw", "08-nq/tu"]],
    ["Quyết định 785/QĐ-UBND", ["785/qđ-ubnd"]],
    ["tổng đài 18001096, gọi 113", ["18001096", "113"]],
    ["giai đoạn 2021–2025", ["2021–2025"]],
    ["mẫu CT01, mạng 5G", ["ct01", "5g"]],
    ["mã 1.001193", ["1.001193"]],
    ["vào dichvucong.gov.vn.", ["dichvucong.gov.vn"]],
    ["2 bản, 2 ảnh", ["2", "2"]],
    ["hai bản", []],
  ])("of “%s” are %j", (text, figures) => {
    expect(figuresOf(text)).toEqual(figures);
  });

  it("hold any amount, date and document number as it was written", () => {
    const amount = fc.integer({ min: 1, max: 2_000_000_000 }).map(withDots);
    const date = fc
      .tuple(fc.integer({ min: 1, max: 31 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1990, max: 2040 }))
      .map((parts) => parts.join("/"));
    const documentNumber = fc
      .tuple(fc.integer({ min: 1, max: 999 }), fc.constantFrom("NĐ-CP", "QĐ-TTg", "TT-BCA", "QH15"), fc.integer({ min: 1990, max: 2040 }))
      .map(([number, kind, year]) => `${number}/${year}/${kind}`);
    fc.assert(
      fc.property(amount, date, documentNumber, (money, day, number) => {
        expect(figuresOf(`Theo ${number}, nộp ${money} đồng (trước ngày ${day}).`)).toEqual([number.toLowerCase(), money, day]);
      }),
    );
  });

  it("are the same for composed and decomposed accents", () => {
    fc.assert(
      fc.property(vietnameseText, (text) => {
        expect(figuresOf(text.normalize("NFD"))).toEqual(figuresOf(text));
      }),
    );
  });

  it("hold every digit of the text", () => {
    const digits = (text: string): string => text.replace(/\D/gu, "");
    fc.assert(
      fc.property(vietnameseText, (text) => {
        expect(digits(figuresOf(text).join(" "))).toBe(digits(text));
      }),
    );
  });
});

describe("yearsOf", () => {
  it.each([
    ["năm 2025 và 2030.", ["2025", "2030"]],
    ["2021 - 2025", ["2021", "2025"]],
    ["(1999)", ["1999"]],
    ["ngày 1/7/2025", []],
    ["118/2025/NĐ-CP", []],
    ["2025% hay 2025.000", []],
    ["2.025 người, 12025, 1850, 2150", []],
  ])("of “%s” are %j", (text, years) => {
    expect(yearsOf(text)).toEqual(years);
  });
});

describe("datesOf", () => {
  it.each([
    ["ngày 02/9/2025", ["2/9/2025"]],
    ["1-7-2025, 1.7.2025, 01/07/2025", ["1/7/2025", "1/7/2025", "1/7/2025"]],
    ["tháng 7/2025", []],
    ["118/2025/NĐ-CP", []],
    ["1.001193", []],
  ])("of “%s” are %j", (text, dates) => {
    expect(datesOf(text)).toEqual(dates);
  });

  it("are the same whatever the separator and the leading zeros", () => {
    const pad = (number: number): string => String(number).padStart(2, "0");
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 31 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1900, max: 2099 }),
        fc.constantFrom("/", "-", "."),
        (day, month, year, separator) => {
          const expected = [`${day}/${month}/${year}`];
          expect(datesOf(`ngày ${[day, month, year].join(separator)}.`)).toEqual(expected);
          expect(datesOf(`ngày ${[pad(day), pad(month), year].join(separator)}.`)).toEqual(expected);
        },
      ),
    );
  });
});

describe("percentagesOf", () => {
  it.each([
    ["đạt 20%", ["20%"]],
    ["20 %, 20 phần trăm", ["20%", "20%"]],
    ["0,5% và 99.5%", ["0,5%", "99.5%"]],
    ["20 phần trăm".normalize("NFD"), ["20%"]],
    ["20 phần", []],
  ])("of “%s” are %j", (text, percentages) => {
    expect(percentagesOf(text)).toEqual(percentages);
  });
});
