import { describe, expect, it } from "vitest";
import { structureOf } from "../../../src/core/ingest/legal-structure.js";

const shown = (...lines: string[]): string[] =>
  structureOf(lines.map((text) => ({ kind: "paragraph" as const, text }))).map(({ headingPath, text }) => [...headingPath, text].join(" / "));

describe("structureOf", () => {
  it("knows parts, chapters, sections and articles", () => {
    expect(
      shown(
        "Phần thứ nhất",
        "NHỮNG QUY ĐỊNH CHUNG",
        "CHƯƠNG II. QUYỀN",
        "Mục 1. Người dân",
        "Điều 12a. Quyền hỏi",
        "Người dân được hỏi.",
        "Phần thứ hai",
        "Điều 13:",
        "Trả lời trong ngày.",
      ),
    ).toEqual([
      "Phần thứ nhất. NHỮNG QUY ĐỊNH CHUNG / CHƯƠNG II. QUYỀN / Mục 1. Người dân / Điều 12a. Quyền hỏi / Người dân được hỏi.",
      "Phần thứ hai / Điều 13: / Trả lời trong ngày.",
    ]);
  });

  it("keeps an article that is a sentence whole, under its number", () => {
    expect(shown("Điều 1. Phê duyệt Đề án trồng chè với các nội dung sau:", "1. Trồng mới.", "Điều 2. Quyết định này có hiệu lực từ ngày ký.")).toEqual([
      "Điều 1 / Điều 1. Phê duyệt Đề án trồng chè với các nội dung sau:",
      "Điều 1 / Khoản 1 / 1. Trồng mới.",
      "Điều 2 / Điều 2. Quyết định này có hiệu lực từ ngày ký.",
    ]);
  });

  it("returns from points to the next clause, and from a chapter to the next", () => {
    expect(shown("Chương I. A", "Điều 1. B", "1. C:", "a) D;", "đ) E.", "2. F.", "Chương II. G", "Điều 2. H", "Một câu.")).toEqual([
      "Chương I. A / Điều 1. B / Khoản 1 / 1. C:",
      "Chương I. A / Điều 1. B / Khoản 1 / Điểm a / a) D;",
      "Chương I. A / Điều 1. B / Khoản 1 / Điểm đ / đ) E.",
      "Chương I. A / Điều 1. B / Khoản 2 / 2. F.",
      "Chương II. G / Điều 2. H / Một câu.",
    ]);
  });

  it("knows the parts of resolutions and plans", () => {
    expect(
      shown(
        "I. MỤC TIÊU",
        "1. Mục tiêu chung",
        "Trồng nhiều chè.",
        "2. Mục tiêu cụ thể:",
        "- Trồng 100 ha.",
        "2.1. Đến năm 2030",
        "Trồng 200 ha.",
        "II- GIẢI PHÁP",
        "1. Vận động người dân trồng chè.",
      ),
    ).toEqual([
      "I. MỤC TIÊU / 1. Mục tiêu chung / Trồng nhiều chè.",
      "I. MỤC TIÊU / 2. Mục tiêu cụ thể / Trồng 100 ha.",
      "I. MỤC TIÊU / 2. Mục tiêu cụ thể / 2.1. Đến năm 2030 / Trồng 200 ha.",
      "II- GIẢI PHÁP / 1. Vận động người dân trồng chè.",
    ]);
  });

  it.each([
    "Chương trình trồng chè được duyệt năm 2026",
    "Phần lớn chè trồng trên đồi",
    "Mục 3 của Nghị quyết này quy định mức hỗ trợ",
    "Điều 5 Nghị định này áp dụng cho người trồng chè",
    "Phần hai mươi lăm phần trăm còn lại",
    "1. Một số ở ngoài mọi điều",
  ])("takes “%s” for no heading", (line) => {
    expect(shown(line)).toEqual([line]);
  });

  it("ends the last article at the list of recipients, and begins anew with an appendix", () => {
    expect(shown("Điều 3. Thi hành", "Các sở thi hành.", "Nơi nhận:", "- Lưu: VT.", "PHỤ LỤC I", "DANH SÁCH XÃ", "Xã Tân Cương.")).toEqual([
      "Điều 3. Thi hành / Các sở thi hành.",
      "Nơi nhận / Nơi nhận:",
      "Nơi nhận / Lưu: VT.",
      "PHỤ LỤC I. DANH SÁCH XÃ / Xã Tân Cương.",
    ]);
  });

  it("takes headings of the file as they are", () => {
    expect(
      structureOf([
        { kind: "heading", level: 2, text: "Cách trồng" },
        { kind: "heading", level: 3, text: "Điều 1. Đất" },
        { kind: "item", text: "Đất đồi." },
      ]),
    ).toEqual([{ kind: "item", headingPath: ["Cách trồng", "Điều 1. Đất"], text: "Đất đồi." }]);
  });
});
