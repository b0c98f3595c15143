import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildLanguageModel } from "../../../src/core/retrieval/language-model.js";
import { QueryRepair } from "../../../src/core/retrieval/query-repair.js";
import { fold } from "../../../src/core/text/fold.js";
import { isValidSyllable } from "../../../src/core/text/syllable.js";
import { tokenise } from "../../../src/core/text/tokenise.js";

const corpus = [
  "làm lại thẻ căn cước bị mất cần giấy tờ gì",
  "đăng ký khai sinh cho con",
  "đăng ký kết hôn cần giấy tờ gì",
  "lệ phí bao nhiêu tiền",
  "nộp hồ sơ ở đâu",
  "chuyển đổi số là gì",
  "kinh tế số năm 2030 chiếm bao nhiêu phần trăm",
  "xin giấy phép lái xe bị mất",
  "bán đất và bàn ghế",
  "mở quán bán bún bò",
  "ban thường vụ",
];
const known = new Set(corpus.flatMap(tokenise));
const repair = new QueryRepair(buildLanguageModel(corpus.map((text) => [tokenise(text), 3] as const)));

function repaired(text: string): string {
  return repair.repair(tokenise(text)).join(" ");
}

const onsets = ["", "b", "c", "ch", "đ", "g", "h", "kh", "l", "m", "n", "ng", "nh", "ph", "r", "s", "t", "th", "tr", "v", "x"];
const rimes = [
  "a",
  "an",
  "ang",
  "anh",
  "ao",
  "ay",
  "ăn",
  "âm",
  "ân",
  "e",
  "en",
  "ê",
  "ênh",
  "i",
  "in",
  "inh",
  "o",
  "oi",
  "ong",
  "ô",
  "ôn",
  "ông",
  "ơ",
  "ơi",
  "u",
  "un",
  "ung",
  "uy",
  "ư",
  "ưng",
  "ươn",
  "ương",
  "ac",
  "at",
  "ach",
  "ôc",
  "ưt",
];
const tones = ["", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"];

/** Possible syllables, marked in some way or not, also those of no word. */
const syllable = fc
  .tuple(fc.constantFrom(...onsets), fc.constantFrom(...rimes), fc.constantFrom(...tones))
  .map(([onset, rime, tone]) => {
    const [vowels = "", coda = ""] = /^([^bcghmnpt]+)(.*)$/u.exec(rime)?.slice(1) ?? [];
    const place = vowels.length > 1 && coda !== "" ? vowels.length : 1;
    return (onset + vowels.slice(0, place) + tone + vowels.slice(place) + coda).normalize("NFC");
  })
  .filter(isValidSyllable);
const isMarkedOrUnknownForm = (word: string): boolean => fold(word) !== word || ![...known].some((other) => fold(other) === word);
const anyToken = fc.oneof(
  syllable,
  fc.constantFrom(...known),
  fc.constantFrom(...known).map(fold),
  fc.constantFrom("2030", "57-nq/tw", "20%", "1/7/2025", "5g", "xyz", "wifi", "gmail"),
);

/** The tone ngã as hỏi. */
const likeTones = (word: string): string => word.normalize("NFD").replaceAll("\u0303", "\u0309").normalize("NFC");
/** And ê, ă and ơ as plain vowels. */
const plainVowels = (word: string): string =>
  likeTones(word)
    .normalize("NFD")
    .replace(/[\u0302\u0306\u031B]/gu, "")
    .normalize("NFC");

describe("QueryRepair", () => {
  it.each([
    ["lam lai the can cuoc bi mat can giay to gi", "làm lại thẻ căn cước bị mất cần giấy tờ gì"],
    ["dang ky khai sinh", "đăng ký khai sinh"],
    ["le phi bao nhieu", "lệ phí bao nhiêu"],
    ["kinh te so nam 2030", "kinh tế số năm 2030"],
    ["nop ho so o dau", "nộp hồ sơ ở đâu"],
    ["ban bun bo", "bán bún bò"],
    ["ban ghe", "bàn ghế"],
  ])("puts the marks back: “%s” → “%s”", (typed, meant) => {
    expect(repaired(typed)).toBe(meant);
  });

  it("leaves a text whose marks are right as it is", () => {
    for (const text of corpus) expect(repaired(text)).toBe(tokenise(text).join(" "));
  });

  it.each([
    ["ket hono", "kết hôn"],
    ["chuyeen đổi số", "chuyển đổi số"],
    ["giayy tờ", "giấy tờ"],
    ["nhieeu tiền", "nhiêu tiền"],
    ["khai snih", "khai sinh"],
  ])("repairs one wrong letter where the word is no syllable: “%s” → “%s”", (typed, meant) => {
    expect(repaired(typed)).toBe(meant);
  });

  it.each(["thỏ", "mèo", "rượu", "phở", "xăng", "vàng", "cáo"])("does not bend “%s”, which is a word that the corpus lacks", (word) => {
    expect(repaired(`giấy tờ ${word}`)).toBe(`giấy tờ ${word}`);
    expect(repaired(word)).toBe(word);
  });

  it("changes a possible syllable that the corpus lacks in nothing but the marks of its vowel and the tones hỏi and ngã", () => {
    fc.assert(
      fc.property(
        syllable.filter((word) => !known.has(word) && isMarkedOrUnknownForm(word)),
        fc.array(anyToken, { maxLength: 3 }),
        fc.array(anyToken, { maxLength: 3 }),
        (word, before, after) => {
          expect(plainVowels(repair.repair([...before, word, ...after])[before.length] ?? "")).toBe(plainVowels(word));
        },
      ),
      { numRuns: 300 },
    );
  });

  it("keeps a marked word that the corpus knows, but for the tones hỏi and ngã", () => {
    const marked = [...known].filter((word) => fold(word) !== word);
    fc.assert(
      fc.property(fc.constantFrom(...marked), fc.array(anyToken, { maxLength: 3 }), fc.array(anyToken, { maxLength: 3 }), (word, before, after) => {
        expect(likeTones(repair.repair([...before, word, ...after])[before.length] ?? "")).toBe(likeTones(word));
      }),
    );
  });

  it("changes marks only, where the word typed without them could be a syllable", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(syllable, fc.constantFrom(...known)).map(fold), { maxLength: 6 }), (typed) => {
        expect(repair.repair(typed).map(fold)).toEqual(typed);
      }),
    );
  });

  it("touches no number, and keeps length and order", () => {
    fc.assert(
      fc.property(fc.array(anyToken, { maxLength: 8 }), (typed) => {
        const meant = repair.repair(typed);
        expect(meant).toHaveLength(typed.length);
        for (const [index, token] of typed.entries()) if (/\d/u.test(token)) expect(meant[index]).toBe(token);
      }),
    );
  });

  it("changes nothing more the second time", () => {
    fc.assert(
      fc.property(fc.array(anyToken, { maxLength: 8 }), (typed) => {
        const once = repair.repair(typed);
        expect(repair.repair(once)).toEqual(once);
      }),
    );
  });

  it("trusts an unmarked word as typed the more, the more of the others carry their marks", () => {
    expect(repair.repair(["ban"], ["ban", "nuoc", "mia"])).toEqual(["bán"]);
    expect(repair.repair(["ban"], ["ở", "bộ", "phận", "một", "cửa", "ban"])).toEqual(["ban"]);
  });

  it("has nothing to say to an empty question", () => {
    expect(repair.repair([])).toEqual([]);
  });

  it("knows no word of an empty corpus, and changes none", () => {
    const empty = new QueryRepair(buildLanguageModel([]));
    expect(empty.repair(["lam", "lai", "the"])).toEqual(["lam", "lai", "the"]);
  });
});
