import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { containsPhrase, PhraseList, positionOfPhrase } from "../../../src/core/text/phrases.js";
import { tokenise } from "../../../src/core/text/tokenise.js";

const tokens = fc.array(fc.constantFrom("căn", "cước", "thẻ", "làm"), { maxLength: 12 });
const phrase = fc.array(fc.constantFrom("căn", "cước", "thẻ"), { minLength: 1, maxLength: 3 });

describe("positionOfPhrase", () => {
  it.each([
    ["làm thẻ căn cước", "căn cước", 2],
    ["căn căn cước", "căn cước", 1],
    ["làm thẻ", "làm thẻ căn", -1],
    ["cước căn", "căn cước", -1],
    ["làm thẻ", "", -1],
    ["", "thẻ", -1],
  ])("in “%s” of “%s” is %d", (text, sought, position) => {
    expect(positionOfPhrase(tokenise(text), tokenise(sought))).toBe(position);
  });

  it("is of whole words: “căn” does not stand in “căng”", () => {
    expect(containsPhrase(tokenise("căng thẳng"), ["căn"])).toBe(false);
  });

  it("is where the words of the phrase stand", () => {
    fc.assert(
      fc.property(tokens, phrase, (text, sought) => {
        const position = positionOfPhrase(text, sought);
        if (position >= 0) expect(text.slice(position, position + sought.length)).toEqual(sought);
        else expect(` ${text.join(" ")} `).not.toContain(` ${sought.join(" ")} `);
      }),
    );
  });
});

describe("PhraseList", () => {
  const list = new PhraseList({ card: ["thẻ căn cước", "căn cước"], account: ["định danh điện tử"], health: ["thẻ"], nothing: ["…"] });

  it.each([
    ["làm thẻ căn cước ở đâu", ["card"], "làm ở đâu"],
    ["thẻ căn cước và thẻ bảo hiểm", ["card", "health"], "và bảo hiểm"],
    ["căn cước, thẻ căn cước", ["card"], ""],
    ["Định danh điện tử".normalize("NFD"), ["account"], ""],
    ["hộ chiếu", [], "hộ chiếu"],
  ])("finds in “%s” the names %j, longest phrase first, and leaves “%s”", (text, names, rest) => {
    expect(list.find(tokenise(text))).toEqual({ names, rest: tokenise(rest) });
  });

  it("makes no new phrase of words that a phrase stood between", () => {
    const nested = new PhraseList({ home: ["ngôi nhà"], card: ["căn cước"] });
    expect(nested.find(tokenise("căn ngôi nhà cước")).names).toEqual(["home"]);
  });

  it("tells which words its phrases cover, each time they stand there", () => {
    expect(list.cover(tokenise("đổi thẻ căn cước, căn cước mới"))).toEqual([false, true, true, true, true, true, false]);
  });

  it("gives the phrases themselves", () => {
    expect(list.phrasesIn(tokenise("làm thẻ căn cước, thẻ mới"))).toEqual(["thẻ căn cước", "thẻ"]);
  });

  it.each([
    ["làm căn cước", true],
    ["làm hộ chiếu", false],
  ])("has something in “%s”: %s", (text, expected) => {
    expect(list.has(tokenise(text))).toBe(expected);
  });

  it("covers as many words as it takes out", () => {
    fc.assert(
      fc.property(tokens, (text) => {
        expect(text.length - list.find(text).rest.length).toBe(list.cover(text).filter(Boolean).length);
        expect(list.has(text)).toBe(list.cover(text).includes(true));
      }),
    );
  });
});
