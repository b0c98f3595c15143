import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { linkParts } from "../../../adapters/web/widget/src/text/link-parts.js";

/** Links of a text as `shown → target`. */
function links(text: string): string[] {
  return linkParts(text)
    .filter(({ href }) => href !== undefined)
    .map(({ text: shown, href }) => `${shown} → ${href}`);
}

describe("linkParts", () => {
  it.each([
    ["Xem https://www.dichvucong.gov.vn/p/home?ma=1.001.", ["dichvucong.gov.vn → https://www.dichvucong.gov.vn/p/home?ma=1.001"]],
    ["(xem https://vi.wikipedia.org/wiki/A_(B)), rồi", ["vi.wikipedia.org → https://vi.wikipedia.org/wiki/A_(B)"]],
    ["(https://example.vn/a)", ["example.vn → https://example.vn/a"]],
    ["Nộp tại dichvucong.gov.vn, rồi đến lấy.", ["dichvucong.gov.vn → https://dichvucong.gov.vn/"]],
    ["Gọi 1900 0368.", ["1900 0368 → tel:19000368"]],
    ["Tổng đài 18001096 miễn phí", ["18001096 → tel:18001096"]],
    ["số 0218.3.852.666", ["0218.3.852.666 → tel:02183852666"]],
    ["Di động: 0912 345 678", ["0912 345 678 → tel:0912345678"]],
    ["+84 912 345 678", ["+84 912 345 678 → tel:+84912345678"]],
    ["Khẩn cấp gọi 113 hoặc 114.", ["113 → tel:113", "114 → tel:114"]],
    ["anh/chị gọi 156 để phản ánh", ["156 → tel:156"]],
  ])("finds what can be opened or called in %j", (text, expected) => {
    expect(links(text)).toEqual(expected);
  });

  it.each([
    "Điều 113 Bộ luật Hình sự",
    "sau đây gọi tắt là Luật 111",
    "Luật số 116/2025/QH15, ngày 26/12/2024",
    "mã 1.004222.000.00.00.H10",
    "căn cước 025085001234",
    "70.000 đồng, 1.250.000 đồng",
    "Nghị quyết 08-NQ/TU năm 2021",
    "trang giả dichvucong-gov.com và dichvucong.gov.vn.lua.com",
    "người dùng a@hoabinh.gov.vn",
    "javascript:alert(1) data:text/html,x",
  ])("makes no link of %j", (text) => {
    expect(links(text)).toEqual([]);
  });

  it("loses nothing of a text but the length of addresses", () => {
    const piece = fc.oneof(fc.string(), fc.constantFrom("113 ", "gọi ", "0912345678", "+84", "1900 ", ".gov.vn", "a.gov.vn", "\n"));
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const text = pieces.join("");
        const parts = linkParts(text);
        expect(parts.filter(({ isWeb }) => isWeb !== true).every((part) => text.includes(part.text))).toBe(true);
        if (parts.every(({ isWeb }) => isWeb !== true)) expect(parts.map((part) => part.text).join("")).toBe(text);
      }),
    );
  });

  it("leads nowhere but to web pages and telephones", () => {
    fc.assert(
      fc.property(fc.webUrl({ validSchemes: ["http", "https", "javascript", "ftp"] }), (url) => {
        for (const { href } of linkParts(`xem ${url} nhé`)) expect(href ?? "https:").toMatch(/^(?:https?:|tel:)/u);
      }),
    );
  });
});
