import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitFrontMatter, splitSections } from "../../../src/core/knowledge/markdown.js";

describe("splitFrontMatter", () => {
  it.each([
    ["with line feeds", "---\nid: a\n---\nLời.\n"],
    ["with carriage returns", "---\r\nid: a\r\n---\r\nLời.\n"],
  ])("parts meta from body %s", (_name, file) => {
    expect(splitFrontMatter(file)).toEqual({ meta: { id: "a" }, body: "Lời.\n" });
  });

  it("ends the front matter at the first closing line", () => {
    expect(splitFrontMatter("---\nid: a\n---\nMột\n---\nHai\n").body).toBe("Một\n---\nHai\n");
  });

  it.each(["", "Lời.", "---\nid: a\n", "\n---\nid: a\n---\n"])("throws where there is none: %j", (file) => {
    expect(() => splitFrontMatter(file)).toThrow("no front matter");
  });
});

describe("splitSections", () => {
  it("gives each part the headings above it, its tags and its text", () => {
    expect(splitSections("Đầu.\n\n## Một {a b}\nMột.\n### Trong một\n- x\n- y\n## Hai:\nHai.\n")).toEqual([
      { headingPath: [], tags: [], text: "Đầu." },
      { headingPath: ["Một"], tags: ["a", "b"], text: "Một." },
      { headingPath: ["Một", "Trong một"], tags: [], text: "- x\n- y" },
      { headingPath: ["Hai:"], tags: [], text: "Hai." },
    ]);
  });

  it("leaves out empty sections, but keeps their heading above what is below", () => {
    expect(splitSections("## Một\n\n### Con\nLời.")).toEqual([{ headingPath: ["Một", "Con"], tags: [], text: "Lời." }]);
  });

  it("takes no heading out of a sentence with a number sign", () => {
    expect(splitSections("Bài # 1\n#không\n# Tựa lớn")).toEqual([{ headingPath: [], tags: [], text: "Bài # 1\n#không\n# Tựa lớn" }]);
  });

  it("loses no line of text", () => {
    const line = fc.oneof(fc.constantFrom("## Một", "### Hai {t}", "", "- mục", "Câu một."), fc.stringMatching(/^[a-zà-ỹ ]{0,12}$/u));
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const kept = splitSections(lines.join("\n")).flatMap(({ text }) => text.split("\n").map((one) => one.trim()).filter((one) => one !== ""));
        expect(kept).toEqual(lines.map((one) => one.trim()).filter((one) => one !== "" && !/^#{2,5}\s/u.test(one)));
      }),
    );
  });
});
