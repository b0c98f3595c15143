import { describe, expect, it } from "vitest";
import { publishedDocuments, type AddedDocument } from "../../../src/core/ingest/published-documents.js";
import type { KnowledgeDocument } from "../../../src/core/knowledge/load-knowledge.js";

const sections = [{ headingPath: ["Điều 1"], tags: [], text: "Một câu." }];
const facts = { issuer: "Hội Chè", territory: "phu-tho" as const, sourceUrl: "https://example.vn", checked: "2026-03-04" };
const own: KnowledgeDocument = { ...facts, id: "goc", title: "Gốc", shortTitle: "Văn bản gốc", issued: "2024-05-06", validity: "Đây là bản cũ.", sections };
const added = (id: string, issued: string, more: Partial<AddedDocument["meta"]> = {}): AddedDocument => ({
  meta: { ...facts, id, title: id, shortTitle: `Văn bản ${id}`, issued, ...more },
  sections,
});

describe("publishedDocuments", () => {
  it("adds documents, with their time in force", () => {
    const [, one] = publishedDocuments([own], [added("a", "2026-01-02", { effectiveFrom: "2026-02-01", effectiveTo: "2027-12-31" })]);
    expect(one?.validity).toBe("Văn bản này có hiệu lực từ ngày 1/2/2026. Văn bản này có hiệu lực đến hết ngày 31/12/2027.");
    expect(one).not.toHaveProperty("supersedes");
  });

  it("lets the replaced and the replacing one say so", () => {
    const [old, one] = publishedDocuments([own], [added("a", "2026-01-02", { supersedes: "goc" })]);
    expect(old).toMatchObject({ supersededBy: "a", validity: "Văn bản này đã được thay thế bằng Văn bản a, ban hành ngày 2/1/2026. Đây là bản cũ." });
    expect(one?.validity).toBe("Văn bản này thay thế Văn bản gốc, ban hành ngày 6/5/2024.");
    expect(own).not.toHaveProperty("supersededBy");
  });

  it("follows a chain of replacements", () => {
    const [, first, second] = publishedDocuments([own], [added("a", "2026-01-02", { supersedes: "goc" }), added("b", "2026-03-02", { supersedes: "a" })]);
    expect(first?.validity).toBe(
      "Văn bản này đã được thay thế bằng Văn bản b, ban hành ngày 2/3/2026. Văn bản này thay thế Văn bản gốc, ban hành ngày 6/5/2024.",
    );
    expect(second?.validity).toMatch(/thay thế Văn bản a/u);
  });
});
