import { readFile } from "node:fs/promises";
import { expect, describe, it, beforeAll } from "vitest";
import { splitFrontMatter, splitSections, type MarkdownSection } from "../../../src/core/knowledge/markdown.js";

/** Page numbers that strayed into the sentences when the text was copied, each with the words around it. */
const strayPageNumbers = ["cho các tổ 3 chức, doanh nghiệp", "vào cuộc 4 của cả hệ thống chính trị", "kết quả 5 thực hiện và tham mưu"];

let seed: string;
let meta: unknown;
let body: string;
let sections: MarkdownSection[];

beforeAll(async () => {
  seed = (await readFile(new URL("./ket-luan-26-12-2024.txt", import.meta.url), "utf8")).normalize("NFC");
  ({ meta, body } = splitFrontMatter(await readFile(new URL("../../../knowledge/documents/ket-luan-26-12-2024.md", import.meta.url), "utf8")));
  sections = splitSections(body);
});

function wordsAndPunctuation(text: string): string[] {
  return text.match(/[\p{L}\p{M}\p{N}]+|[^\s\p{L}\p{M}\p{N}]/gu) ?? [];
}

/** The body without the headings that we added, and without the signs of those that stand in the original. */
function ownWords(markdown: string): string {
  const lines = markdown.split("\n").filter((line) => !/^#.*\{added\}\s*$/u.test(line));
  return lines.map((line) => line.replace(/^#+ /u, "").trim()).join(" ");
}

function withoutPageNumbers(text: string): string {
  return strayPageNumbers.reduce((rest, place) => rest.replace(place, place.replace(/ \d /u, " ")), text);
}

describe("the Conclusion of 26/12/2024", () => {
  it("has a page number at each of the three places in the seed, and nowhere else", () => {
    const plain = seed.replace(/\s+/gu, " ");
    for (const place of strayPageNumbers) expect(plain.split(place)).toHaveLength(2);
    expect(plain.match(/(?<=\p{Ll} )\d(?= \p{Ll})/gu)).toEqual(["3", "4", "5"]);
  });

  it("holds word for word what the seed holds", () => {
    expect(wordsAndPunctuation(ownWords(body))).toEqual(wordsAndPunctuation(withoutPageNumbers(seed.replace(/\s+/gu, " "))));
  });

  it("keeps the spaces of the seed too, save where it begins a new line", () => {
    const plain = (text: string): string => text.replace(/\s+/gu, " ").trim();
    expect(plain(ownWords(body))).toBe(withoutPageNumbers(plain(seed)));
  });

  it("says what was left out and added", () => {
    expect(meta).toMatchObject({ id: "ket-luan-26-12-2024", issued: "2024-12-26", territory: "hoa-binh" });
    expect((meta as { note: string }).note).toMatch(/số trang 3, 4 và 5/u);
    expect((meta as { note: string }).note).toMatch(/\{added\}/u);
  });

  it("has each target, task and assignment as its own passage under its heading path", () => {
    expect(sections.map(({ headingPath }) => headingPath.join(" > "))).toEqual([
      "Mở đầu",
      "Đánh giá 03 năm thực hiện",
      "Mục tiêu đến năm 2025",
      "Mục tiêu đến năm 2030: > Phát triển chính quyền số, nâng cao hiệu quả, hiệu lực hoạt động",
      "Mục tiêu đến năm 2030: > Phát triển kinh tế số, nâng cao năng lực cạnh tranh",
      "Mục tiêu đến năm 2030: > Phát triển xã hội số, thu hẹp khoảng cách số",
      "Các nhiệm vụ, giải pháp trọng tâm: > 1. Quán triệt và thực hiện các nghị quyết",
      "Các nhiệm vụ, giải pháp trọng tâm: > 2. Tuyên truyền, đào tạo, phổ biến kiến thức",
      "Các nhiệm vụ, giải pháp trọng tâm: > 3. Huy động nguồn lực, phát triển hạ tầng số",
      "Các nhiệm vụ, giải pháp trọng tâm: > 4. Đào tạo cán bộ, thu hút nhân lực",
      "Các nhiệm vụ, giải pháp trọng tâm: > 5. Chuyển đổi số các ngành, lĩnh vực ưu tiên",
      "Các nhiệm vụ, giải pháp trọng tâm: > 6. An toàn, an ninh mạng",
      "Phân công thực hiện",
      "Phân công thực hiện > Cấp ủy, chính quyền, Mặt trận Tổ quốc và các tổ chức chính trị - xã hội",
      "Phân công thực hiện > Ban cán sự đảng Ủy ban nhân dân tỉnh",
      "Phân công thực hiện > Đảng đoàn Hội đồng nhân dân tỉnh",
      "Phân công thực hiện > Ban Tuyên giáo Tỉnh ủy",
      "Phân công thực hiện > Ủy ban Kiểm tra Tỉnh ủy",
    ]);
  });

  it.each([
    ["Mục tiêu đến năm 2025", 2],
    ["Phát triển chính quyền số, nâng cao hiệu quả, hiệu lực hoạt động", 3],
    ["Phát triển kinh tế số, nâng cao năng lực cạnh tranh", 3],
    ["Phát triển xã hội số, thu hẹp khoảng cách số", 2],
  ])("divides “%s” into %i targets", (heading, count) => {
    const section = sections.find(({ headingPath }) => headingPath.at(-1) === heading);
    expect(section?.text.split(/\n+/u)).toHaveLength(count);
  });
});
