import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { fold, isMarked } from "../../../src/core/text/fold.js";
import { normalise } from "../../../src/core/text/normalise.js";
import { couldBeSyllable, isValidSyllable } from "../../../src/core/text/syllable.js";
import { isWord, tokenise } from "../../../src/core/text/tokenise.js";

const knowledge = fileURLToPath(new URL("../../../knowledge/", import.meta.url));
/** Written as in the languages that these names come from. */
const foreignNames = ["đắk", "đăk"];

/** The different words with marks of all sources; abbreviations, which have no vowel (`qđ`), are not among them. */
function markedWordsOfKnowledge(): string[] {
  const texts = ["documents", "articles", "services"].flatMap((folder) =>
    readdirSync(knowledge + folder).map((name) => readFileSync(`${knowledge}${folder}/${name}`, "utf8")),
  );
  const words = new Set(texts.flatMap(tokenise).filter((token) => isWord(token) && isMarked(token) && /[aeiouy]/u.test(fold(token))));
  return [...words].filter((word) => !foreignNames.includes(word));
}

describe("isValidSyllable", () => {
  it("takes every Vietnamese word of the sources", () => {
    const words = markedWordsOfKnowledge();
    expect(words.length).toBeGreaterThan(1000);
    expect(words.filter((word) => !isValidSyllable(word))).toEqual([]);
  });

  it.each(
    "quốc gì giếng gìn giết quýt quỳnh khuya khuỷu nguyễn xoong ngoằn ngoéo ủy ỷ yến thuở quơ giuộc quắc khuếch toẹt rượu đuya oẳn ươi iêu a ơ ý hòa hoà nghiêng nghịch tuyết thuyền xoáy".split(
      " ",
    ),
  )("takes %s, composed and decomposed", (word) => {
    expect(isValidSyllable(word.normalize("NFC"))).toBe(true);
    expect(isValidSyllable(word.normalize("NFD"))).toBe(true);
  });

  it.each("nguời đuợc truờng hoăc quyêt ngừoi tuơng nghiem thũôc căp hợc nàht đựơ vât đƣợc dịchvụ xcó bả́n file online zalo stk nđ đ 5g".split(" "))(
    "takes no typing error and no foreign word: %s",
    (word) => {
      expect(isValidSyllable(word)).toBe(false);
    },
  );

  it("lets a final stop take only sắc or nặng", () => {
    const toned = (syllable: string): Record<string, boolean> =>
      Object.fromEntries(
        ["", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"].map((tone) => [tone, isValidSyllable(syllable.replace("a", `a${tone}`).normalize("NFC"))]),
      );
    for (const syllable of ["cat", "cap", "cac", "cach"])
      expect(toned(syllable)).toEqual({ "": false, "\u0300": false, "\u0301": true, "\u0303": false, "\u0309": false, "\u0323": true });
    expect(Object.values(toned("can"))).not.toContain(false);
  });
});

describe("couldBeSyllable", () => {
  it("takes every word of the sources without its marks", () => {
    const folded = new Set(markedWordsOfKnowledge().map((word) => fold(normalise(word))));
    expect([...folded].filter((word) => !couldBeSyllable(word))).toEqual([]);
  });

  it.each("nguoi duoc truong can cuoc nghi quyet thuy".split(" "))("takes %s", (word) => {
    expect(couldBeSyllable(word)).toBe(true);
  });

  it.each("website ngừơi vneid ubnd zzz stk facebook".split(" "))("does not take %s", (word) => {
    expect(couldBeSyllable(word)).toBe(false);
  });
});
