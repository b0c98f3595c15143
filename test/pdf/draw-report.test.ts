import { extractText, getDocumentProxy } from "unpdf";
import { expect, it } from "vitest";
import type { PrintedReport } from "../../src/core/announcements/printed-report.js";
import { drawReport } from "../../src/pdf/draw-report.js";

const report: PrintedReport = {
  title: "Báo cáo: Nước sông lên nhanh 🌊",
  subtitle: "Lập lúc 10:00 27/11/2026.",
  facts: [["Người nhận", "12.480"]],
  tables: [
    { title: "Kết quả theo kênh", heads: ["Kênh", "Kết quả", "Lý do", "Số người"], rows: [["Telegram", "Đã gửi", "", "12.479"]] },
    { title: "Trống", heads: ["Kênh"], rows: [] },
  ],
  notes: [{ title: "Cách tính", text: "Mỗi người nhận là một dòng trong sổ." }],
};

async function pagesOf(parts: Partial<PrintedReport>): Promise<string[]> {
  const bytes = await drawReport({ ...report, ...parts }, (page, pages) => `Trang ${page}/${pages}`);
  const { text } = await extractText(await getDocumentProxy(bytes), { mergePages: false });
  return text.map((page) => page.normalize("NFC").replace(/\s+/gu, " "));
}

it("says everything on paper, in Vietnamese", async () => {
  const [page = ""] = await pagesOf({});
  for (const words of ["Nước sông lên nhanh", "Người nhận", "12.480", "Kết quả theo kênh", "Đã gửi", "Mỗi người nhận là một dòng trong sổ.", "Trang 1/1"])
    expect(page).toContain(words);
});

it("goes on on further pages, and cuts words that are wider than a line", async () => {
  const rows = Array.from({ length: 90 }, (_, index) => ["Telegram", "Gửi lỗi", "x".repeat(150), String(index)]);
  const pages = await pagesOf({ title: "á".repeat(400), tables: [{ title: "Dài", heads: ["Kênh", "Kết quả", "Lý do", "Số người"], rows }] });
  expect(pages.length).toBeGreaterThan(3);
  expect(pages.at(-1)).toContain(`Trang ${pages.length}/${pages.length}`);
  expect(pages.join(" ")).toContain(" 89");
});

it("draws texts with line ends and controls", async () => {
  expect((await pagesOf({ subtitle: "một\nhai\u0007\tba" }))[0]).toContain("một hai ba");
});
