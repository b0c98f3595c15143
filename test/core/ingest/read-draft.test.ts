import { describe, expect, it } from "vitest";
import type { Draft } from "../../../src/core/ingest/draft.js";
import { IngestError } from "../../../src/core/ingest/ingest-error.js";
import { readDraft } from "../../../src/core/ingest/read-draft.js";
import { docxEntries, docxFile, xlsxFile } from "../../support/office-files.js";
import { pdfFile } from "../../support/pdf-file.js";
import { zipFile } from "../../support/zip-file.js";

const shown = ({ blocks }: Draft): string[] => blocks.map(({ headingPath, text }) => [...headingPath, text].join(" / "));
const codeOf = async (reading: Promise<unknown>): Promise<string> =>
  reading.then(
    () => "none",
    (error: unknown) => (error instanceof IngestError ? error.code : String(error)),
  );

const decision = [
  "ỦY BAN NHÂN DÂN TỈNH",
  "Số: 12/2026/QĐ-UBND",
  "QUYẾT ĐỊNH",
  "Về việc trồng chè trên đồi",
  "Chương I",
  "QUY ĐỊNH CHUNG",
  "Điều 1. Phạm vi",
  "Quyết định này quy định việc trồng chè.",
  "Điều 2. Mức hỗ trợ",
  "1. Mức hỗ trợ như sau:",
  "a) Trồng mới: 5 triệu đồng một ha;",
  "b) Trồng lại: 3 triệu đồng một ha.",
  "2. Mức này áp dụng từ năm 2026.",
];
const decisionShown = [
  "Chương I. QUY ĐỊNH CHUNG / Điều 1. Phạm vi / Quyết định này quy định việc trồng chè.",
  "Chương I. QUY ĐỊNH CHUNG / Điều 2. Mức hỗ trợ / Khoản 1 / 1. Mức hỗ trợ như sau:",
  "Chương I. QUY ĐỊNH CHUNG / Điều 2. Mức hỗ trợ / Khoản 1 / Điểm a / a) Trồng mới: 5 triệu đồng một ha;",
  "Chương I. QUY ĐỊNH CHUNG / Điều 2. Mức hỗ trợ / Khoản 1 / Điểm b / b) Trồng lại: 3 triệu đồng một ha.",
  "Chương I. QUY ĐỊNH CHUNG / Điều 2. Mức hỗ trợ / Khoản 2 / 2. Mức này áp dụng từ năm 2026.",
];
const title = "Quyết định về việc trồng chè trên đồi";

describe("an official text", () => {
  it.each([
    ["Markdown", "qd.md", () => Buffer.from(decision.join("\n\n"))],
    ["Word", "qd.docx", () => docxFile(decision)],
    ["HTML", "qd.html", () => Buffer.from(`<!doctype html><html><body><nav>Trang chủ</nav>${decision.map((line) => `<p>${line}</p>`).join("")}</body></html>`)],
    ["PDF", "qd.pdf", () => pdfFile([decision])],
  ])("has its chapters, articles, clauses and points from %s", async (_, name, file) => {
    const draft = await readDraft(await file(), name);
    expect(shown(draft)).toEqual(decisionShown);
    expect(draft.title).toBe(title);
    expect(draft.sha256).toMatch(/^[0-9a-f]{64}$/u);
  });

  it("is composed, however its letters were typed", async () => {
    const file = docxFile(decision.map((line) => line.normalize("NFD")));
    expect(shown(await readDraft(file, "qd.docx"))).toEqual(decisionShown);
  });
});

describe("Markdown", () => {
  it("gives its front matter, title, items and tables", async () => {
    const file = Buffer.from(
      "---\nid: che\n---\n# Cây chè\n\n## Giống chè {added}\n\n- Chè **trung du**\n  lá to\n- Chè lai\n\n| Giống | Sản lượng |\n| --- | --- |\n| Trung du | 5 tấn |\n",
    );
    const draft = await readDraft(file, "che.md");
    expect(draft).toMatchObject({ title: "Cây chè", meta: { id: "che" } });
    expect(draft.blocks).toEqual([
      { kind: "item", headingPath: ["Giống chè"], text: "Chè trung du lá to" },
      { kind: "item", headingPath: ["Giống chè"], text: "Chè lai" },
      { kind: "row", headingPath: ["Giống chè"], text: "Giống: Trung du; Sản lượng: 5 tấn" },
    ]);
  });

  it("keeps no character that cannot be shown or stored", async () => {
    const file = Buffer.from(`${"Chè. ".repeat(1_000)}\n\nHái\u0000 chè \u202evào\u0007 mùa xuân.\n`);
    expect((await readDraft(file, "a.md")).blocks.at(-1)?.text).toBe("Hái chè vào mùa xuân.");
  });

  it("is refused where its front matter is not YAML", async () => {
    expect(await codeOf(readDraft(Buffer.from("---\na: [\n---\nChữ\n"), "a.md"))).toBe("front_matter");
  });
});

describe("Word", () => {
  it("gives headings by style and tables as rows", async () => {
    const file = docxFile([
      "Cây chè|Title",
      "Chăm sóc|Heading 1",
      "Tưới nước mỗi ngày.",
      [
        ["Tháng", "Việc"],
        ["1", "Bón phân"],
        ["2", "Hái chè"],
      ],
    ]);
    const draft = await readDraft(file, "che.docx");
    expect(draft.title).toBe("Cây chè");
    expect(shown(draft)).toEqual(["Chăm sóc / Tưới nước mỗi ngày.", "Chăm sóc / Tháng: 1; Việc: Bón phân", "Chăm sóc / Tháng: 2; Việc: Hái chè"]);
  });

  it("in a font of TCVN3 is converted, with a word of warning", async () => {
    const draft = await readDraft(docxFile(["Céng hßa x· héi chñ nghÜa ViÖt Nam", "§éc lËp - Tù do - H¹nh phóc"], { font: ".VnTime" }), "a.docx");
    expect(shown(draft)).toEqual(["Cộng hòa xã hội chủ nghĩa Việt Nam", "Độc lập - Tự do - Hạnh phúc"]);
    expect(draft.warnings.join()).toContain("TCVN3");
  });
});

describe("HTML", () => {
  it("gives what the page is about", async () => {
    const html = `<html><head><title>Báo Chè</title><script>alert(1)</script></head><body><header>Menu</header><main><h1>Hái chè</h1>
      <p>Hái vào <b>mùa xuân</b>,<br>lúc sáng sớm.</p><p style="display:none">ẩn</p><h2>Dụng cụ</h2><ul><li>Gùi<ul><li>Gùi tre</li></ul></li></ul>
      <table><tr><th>Loại</th><th>Giá</th></tr><tr><td>Búp</td><td>20.000 đồng</td></tr></table></main><footer>Liên hệ</footer></body></html>`;
    const draft = await readDraft(Buffer.from(html), "che.html");
    expect(draft.title).toBe("Hái chè");
    expect(shown(draft)).toEqual(["Hái vào mùa xuân,", "lúc sáng sớm.", "Dụng cụ / Gùi", "Dụng cụ / Gùi tre", "Dụng cụ / Loại: Búp; Giá: 20.000 đồng"]);
  });
});

describe("Excel", () => {
  it("gives each row with the headings of its columns", async () => {
    const file = xlsxFile({ "Giá chè": [["Bảng giá năm 2026"], ["Loại", "Giá", "Ghi chú"], ["Búp", 20000, undefined], ["Lá", 7500.5, "theo kg"]], Trống: [] });
    expect(shown(await readDraft(file, "gia.xlsx"))).toEqual([
      "Giá chè / Bảng giá năm 2026",
      "Giá chè / Loại: Búp; Giá: 20000",
      "Giá chè / Loại: Lá; Giá: 7500,5; Ghi chú: theo kg",
    ]);
  });
});

describe("PDF", () => {
  const long = "Chè là cây công nghiệp lâu năm được trồng nhiều ở các xã vùng đồi của tỉnh,";

  it("joins the lines of a sentence, over pages too, and drops what repeats", async () => {
    const lines = [long, "cho thu hoạch nhiều năm, mỗi năm hái nhiều lứa và sau mỗi lứa phải bón phân,"];
    const pages = ["một", "hai", "ba"].map((word, index) => [
      "Tài liệu tập huấn trồng chè",
      `Phương pháp thứ ${word} là đốn chè vào mùa đông, khi cây ngừng sinh trưởng,`,
      ...lines,
      index === 2 ? "cho tới khi cây già." : "làm cỏ và tưới nước để cây đủ sức ra búp trong lứa sau, cứ như thế",
      `Trang ${index + 1}`,
    ]);
    const draft = await readDraft(await pdfFile(pages), "che.pdf");
    expect(draft.blocks).toHaveLength(1);
    expect(draft.blocks[0]?.text).toMatch(/^Phương pháp thứ một .* cứ như thế Phương pháp thứ hai .* cứ như thế Phương pháp thứ ba .*cây già\.$/u);
    expect(draft.blocks[0]?.text).not.toMatch(/Trang|Tài liệu/u);
    expect(draft.warnings.join("\n")).toContain("“Tài liệu tập huấn trồng chè”");
  });

  it("tells which pages have no text", async () => {
    const draft = await readDraft(await pdfFile([[long, "được hái quanh năm."], [], [long, "được hái quanh năm."]]), "che.pdf");
    expect(draft.warnings.join("\n")).toMatch(/ảnh quét: 2\./u);
  });

  it("is refused as a scan where no page has text", async () => {
    expect(await codeOf(readDraft(await pdfFile([[], []]), "scan.pdf"))).toBe("scan");
  });

  it("is refused with too many pages", async () => {
    expect(await codeOf(readDraft(await pdfFile(Array.from({ length: 501 }, () => [])), "dai.pdf"))).toBe("too_many_pages");
  });
});

describe("a hostile file", () => {
  const docx = docxEntries(["Chữ trong tệp."]);
  const compound = Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), Buffer.alloc(600)]);

  it.each([
    ["too large", "a.md", Buffer.alloc(25_000_001, "a"), "too_large"],
    ["of no bytes", "a.md", Buffer.alloc(0), "empty"],
    ["without a word", "a.md", Buffer.from("---\nid: a\n---\n\n"), "empty"],
    ["of another kind", "a.png", Buffer.from("\u0089PNG\r\n\u001a\n\0\0", "latin1"), "unsupported"],
    ["of text with an unknown ending", "a.csv", Buffer.from("a,b"), "unsupported"],
    ["named as another kind", "a.pdf", docxFile(["Chữ"]), "wrong_extension"],
    ["of text that is named a PDF", "a.pdf", Buffer.from("Chữ"), "wrong_extension"],
    ["of old Word", "a.docx", compound, "old_office"],
    ["under a password", "a.docx", Buffer.concat([compound, Buffer.from("EncryptedPackage", "utf16le")]), "password"],
    ["cut off", "a.docx", docxFile(["Chữ trong tệp."]).subarray(0, 700), "damaged"],
    ["cut off as a PDF", "a.pdf", Buffer.from("%PDF-1.7\n1 0 obj"), "damaged"],
    ["another archive", "a.docx", zipFile({ "a.txt": "a" }), "unsupported"],
    ["swollen", "a.docx", zipFile({ ...docx, "word/media/a.bin": Buffer.alloc(20_000_000) }), "archive_bomb"],
    [
      "swollen and lying about it",
      "a.docx",
      zipFile({ ...docx, "word/a.xml": Buffer.alloc(20_000_000) }, { declaredBytes: { "word/a.xml": 1_000 } }),
      "archive_bomb",
    ],
    ["with an entity", "a.docx", zipFile({ ...docx, "word/a.xml": '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>' }), "external_entity"],
    ["without its main part", "a.docx", zipFile({ ...docx, "word/document.xml": "" }), "damaged"],
    [
      "of text in an unknown encoding",
      "a.md",
      Buffer.from("H\u00e9llo w\u00f6rld \u00e9\u00e9 \u00f6\u00f6 \u00fc\u00fc \u00e4\u00e4 \u00df\u00df", "latin1"),
      "legacy_font",
    ],
    ["nested without end", "a.html", Buffer.from(`<html>${"<div>".repeat(50_000)}Chữ`), "damaged"],
  ])("%s is refused", async (_, name, file, code) => {
    expect(await codeOf(readDraft(file, name))).toBe(code);
  });

  it("of nothing but marks is read in no time", async () => {
    const marks = ["**a ".repeat(100_000), "[".repeat(200_000), `# ${" ".repeat(200_000)}a`, "| ".repeat(200_000)].join("\n\n");
    expect((await readDraft(Buffer.from(marks), "a.md")).blocks.length).toBe(2);
  });

  it("is refused in Vietnamese, with what to do", () => {
    expect(new IngestError("scan").message).toMatch(/bản quét.*Hãy/u);
  });
});
