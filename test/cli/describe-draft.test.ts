import { expect, it } from "vitest";
import { describeDraft } from "../../src/cli/describe-draft.js";
import type { StoredDraft } from "../../src/core/ingest/knowledge-store.js";
import { readDraft } from "../../src/core/ingest/read-draft.js";

const text = [
  "Chương I. Chung",
  "Điều 1. Phạm vi",
  "Trồng chè.",
  "Điều 2. Đối tượng",
  "Người trồng.",
  "Người hái.",
  "Chương II. Riêng",
  "Điều 3. Mức",
  "Năm triệu đồng.",
];

async function stored(more: Partial<StoredDraft> = {}): Promise<StoredDraft> {
  return { id: 7, fileName: "che.md", draft: await readDraft(Buffer.from(text.join("\n\n")), "che.md"), input: {}, state: "draft", ...more };
}

it("shows the headings as a tree, what to look at, and what is missing", async () => {
  expect(describeDraft({ stored: await stored({ input: { id: "che" } }), isKnown: false }, "2026-03-04")).toEqual([
    "Bản nháp 7: che.md",
    "Tên: che",
    "  id: che",
    "Các mục:",
    "  Chương I. Chung",
    "    Điều 1. Phạm vi (1 đoạn)",
    "    Điều 2. Đối tượng (2 đoạn)",
    "  Chương II. Riêng",
    "    Điều 3. Mức (1 đoạn)",
    "Tổng cộng 4 đoạn có thể tra cứu.",
    "Cần xem lại:",
    "  - Không nhận ra tên văn bản trong tệp; đang lấy theo tên tệp.",
    "Còn thiếu hoặc sai:",
    expect.stringMatching(/^ {2}- --issuer/u),
    expect.stringMatching(/^ {2}- --issued/u),
    expect.stringMatching(/^ {2}- --sourceUrl/u),
  ]);
});

it("tells how to publish what is complete, and leaves what is published alone", async () => {
  const input = { id: "che", issuer: "Hội Chè", issued: "2026-01-02", sourceUrl: "https://example.vn" };
  expect(describeDraft({ stored: await stored({ input }), isKnown: true }, "2026-03-04").at(-1)).toMatch(/publish 7$/u);
  expect(describeDraft({ stored: await stored({ input, state: "published" }), isKnown: true }, "2026-03-04").at(-1)).toMatch(/đang được dùng/u);
});
