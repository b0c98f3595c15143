import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { loadConfig, spellCheckDocument } from "cspell-lib";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { isPair, isScalar, LineCounter, parseDocument, visit } from "yaml";

const project = fileURLToPath(new URL("../../", import.meta.url));
const settings = await loadConfig(join(project, ".cspell.json"));

/** One stretch of text that people read, and where it stands. */
interface Passage {
  readonly file: string;
  readonly line: number;
  readonly text: string;
  /** Questions are also typed without marks, and sources have names in other languages: there, only words with a mark are held to the dictionary. */
  readonly isLoose: boolean;
}

const looseKeys = new Set(["questions", "sectionQuestions", "situations", "aliases", "asks", "sources"]);
/** What stands under these is for programs. */
const machineKeys = new Set(
  "id kind audience lessons section url sourceUrl date issued checked effectiveFrom effectiveTo until validUntil state source leadSources document territory codes main area related supersededBy".split(" "),
);

function passagesOfYaml(file: string, text: string, firstLine = 1): Passage[] {
  const lines = new LineCounter();
  const passages: Passage[] = [];
  visit(parseDocument(text, { lineCounter: lines }), {
    Scalar(place, { value, range }, path) {
      if (place === "key" || typeof value !== "string") return;
      const keys = path.flatMap((above) => (isPair(above) && isScalar(above.key) ? [String(above.key.value)] : []));
      if (keys.some((key) => machineKeys.has(key))) return;
      passages.push({ file, line: firstLine - 1 + lines.linePos(range?.[0] ?? 0).line, text: value, isLoose: keys.some((key) => looseKeys.has(key)) });
    },
  });
  return passages;
}

function passagesOfArticle(file: string, text: string): Passage[] {
  const [, frontMatter = "", body = ""] = /^---\n(.*?\n)---\n(.*)$/su.exec(text) ?? [];
  const linesAbove = frontMatter.split("\n").length + 1;
  const withoutTags = (line: string): string => line.replace(/^(#+ .*)\{[^}]*\}\s*$/u, "$1");
  const prose = body.split("\n").map((line, index) => ({ file, line: linesAbove + index + 1, text: withoutTags(line), isLoose: false }));
  return [...passagesOfYaml(file, frontMatter, 2), ...prose];
}

function passagesOfWording(file: string, text: string): Passage[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const passages: Passage[] = [];
  const look = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isTypeNode(node)) return;
    // Names are for programs.
    if (ts.isPropertyAssignment(node)) return look(node.initializer);
    if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node))
      passages.push({ file, line: source.getLineAndCharacterOfPosition(node.getStart()).line + 1, text: node.text, isLoose: false });
    ts.forEachChild(node, look);
  };
  look(source);
  return passages;
}

function filesUnder(folder: string, pattern: RegExp): { file: string; text: string }[] {
  return readdirSync(join(project, folder), { recursive: true, encoding: "utf8" })
    .map((name) => `${folder}/${name}`)
    .filter((file) => pattern.test(file))
    .map((file) => ({ file, text: readFileSync(join(project, file), "utf8") }));
}

const inArticles = filesUnder("knowledge/articles", /\.md$/u).flatMap(({ file, text }) => passagesOfArticle(file, text));
const inCourses = filesUnder("knowledge/courses", /\.yaml$/u).flatMap(({ file, text }) => passagesOfYaml(file, text));
const inTopics = filesUnder("knowledge", /^knowledge\/topics\.yaml$/u).flatMap(({ file, text }) => passagesOfYaml(file, text));
const inServices = filesUnder("knowledge/services", /\.yaml$/u).flatMap(({ file, text }) => passagesOfYaml(file, text));
const inWording = ["src", "adapters"]
  .flatMap((folder) => filesUnder(folder, /\/wording(?:\/.*)?\.ts$/u))
  .flatMap(({ file, text }) => passagesOfWording(file, text));

/** Both placements of the tone are right (hòa, hoà), and the dictionary knows one. The result is as long as the text. */
function asInDictionary(text: string): string {
  return text.replace(/(?:[òóỏõọ][ae]|[ùúủũụ]y)(?!\p{L})/giu, (rime) => {
    const [first = "", last = ""] = rime.normalize("NFD").match(/\p{L}\p{M}*/gu) ?? [];
    return (first.charAt(0) + last + first.slice(1)).normalize("NFC");
  });
}

/** The words that neither the dictionary nor the project's list holds, each with its place. */
async function unknownWords(passages: readonly Passage[]): Promise<string[]> {
  let length = 0;
  const placed = passages.map((passage) => {
    const text = `${passage.text.normalize("NFC")}\n`;
    const start = length;
    length += text.length;
    return { ...passage, text, start };
  });
  const document = { uri: "file:///passages.txt", text: asInDictionary(placed.map(({ text }) => text).join("")), languageId: "plaintext" };
  const { issues } = await spellCheckDocument(document, { generateSuggestions: false, noConfigSearch: true }, settings);
  return issues.flatMap((issue) => {
    const passage = placed.findLast(({ start }) => start <= issue.offset);
    if (passage === undefined) return [];
    const word = passage.text.slice(issue.offset - passage.start).slice(0, issue.text.length);
    return passage.isLoose && /^\p{ASCII}*$/u.test(word) ? [] : [`${passage.file}:${passage.line} ${word}`];
  });
}

describe("proofreading", () => {
  it.each([
    ["articles", inArticles],
    ["courses and topics", [...inCourses, ...inTopics]],
    ["services", inServices],
    ["wording", inWording],
  ])("knows every word of the %s", async (_, passages) => {
    expect(passages.length).toBeGreaterThan(50);
    expect(await unknownWords(passages)).toEqual([]);
  });

  it.each(["nôp hồ sơ", "hồ sơ truc tuyến", "thẻ căn cuớc", "ngừơi dân", "Nghị quyểt", "mẫu lưỏng", "dịchvụ công", "tòan quốc", "hoà̉n thành"])("finds the slip in “%s”", async (text) => {
    expect(await unknownWords([{ file: "bài", line: 1, text, isLoose: false }])).toHaveLength(1);
  });

  it.each(["Tỉnh Hòa Bình, tỉnh Hoà Bình", "HỦY HỒ SƠ, huỷ hồ sơ, Thủy lợi", "Nghị quyết 57-NQ/TW, mẫu CT01, 5G", "vào dichvucong.gov.vn/tra-cuu hoặc VNeID", "quý, quả, khuyến mại"])(
    "is content with “%s”, composed and decomposed",
    async (text) => {
      const forms = [text.normalize("NFC"), text.normalize("NFD")];
      expect(await unknownWords(forms.map((form) => ({ file: "bài", line: 1, text: form, isLoose: false })))).toEqual([]);
    },
  );

  it("names the place of a slip in an article, and lets questions go without marks", async () => {
    const article = "---\nid: can-cuoc\ntitle: Thẻ căn cước\nquestions:\n  - lam the can cuoc\n  - làm thẻ căn cuớc\n---\nCông an cấp thẻ.\n\n## Nơi làm {cong-an}\nĐến công an xả, phừơng.\n";
    expect(await unknownWords(passagesOfArticle("bai.md", article))).toEqual(["bai.md:6 cuớc", "bai.md:11 phừơng"]);
  });

  it("names the place of a slip in a service", async () => {
    const service = "id: dang-ky\nname: Đăng ký khai sinh\naliases: [lam giay khai sinh]\nfields:\n  fee:\n    text: Miễn phi, khong mất tiền.\n    source: register\n";
    expect(await unknownWords(passagesOfYaml("dang-ky.yaml", service))).toEqual(["dang-ky.yaml:6 khong"]);
  });

  it("names the place of a slip in the wording", async () => {
    const wording = 'import { a } from "./khong.js";\nexport const say = {\n  send: "Gửi",\n  left: (count: number): string => `Còn ${count} ký tữj nữa`,\n};\n';
    expect(await unknownWords(passagesOfWording("wording.ts", wording))).toEqual(["wording.ts:4 tữj"]);
  });
});
