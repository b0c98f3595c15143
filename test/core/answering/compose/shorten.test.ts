import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { shorten } from "../../../../src/core/answering/compose/shorten.js";
import { countWords } from "../../../../src/core/text/sentences.js";

const words = (count: number): string => Array.from({ length: count }, () => "chữ").join(" ");

describe("shorten", () => {
  it("keeps a short text as it is", () => {
    expect(shorten("Một.\n\nHai.\n- ba\n- bốn")).toEqual(["Một.", "Hai.", "- ba", "- bốn"]);
  });

  it("keeps whole paragraphs from the first, as many as fit", () => {
    expect(shorten(`${words(60)}\n${words(40)}\n${words(30)}`)).toEqual([words(60), words(40)]);
  });

  it("keeps the first paragraph whatever its length", () => {
    expect(shorten(words(300))).toEqual([words(300)]);
  });

  it("keeps eight list lines at most", () => {
    expect(shorten(Array.from({ length: 20 }, (_, index) => `- ${index}`).join("\n"))).toHaveLength(8);
  });

  it("invents no line and keeps their order", () => {
    const line = fc.oneof(fc.constantFrom("- mục", "1. bước", "", "Câu."), fc.integer({ min: 1, max: 80 }).map(words));
    fc.assert(
      fc.property(fc.array(line, { maxLength: 20 }), (lines) => {
        const kept = shorten(lines.join("\n"));
        const all = lines.filter((one) => one !== "");
        let from = 0;
        for (const one of kept) from = all.indexOf(one, from) + 1 || expect.fail(`“${one}” is no line of the text`);
        const prose = kept.filter((one) => !/^[-\d]/u.test(one));
        if (prose.length > 1) expect(countWords(prose.join(" "))).toBeLessThanOrEqual(120);
      }),
    );
  });
});
