import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ReactionFinder } from "../../../src/core/answering/reactions.js";
import { tokenise } from "../../../src/core/text/tokenise.js";
import { smallLexicon } from "../retrieval/small-lexicon.js";

const finder = new ReactionFinder({
  ...smallLexicon,
  reactions: { greeting: { say: ["chào", "xin chào", "chào bạn"] }, thanks: { say: ["cảm ơn"] }, filler: { say: ["ạ", "nhé", "bạn"] } },
});

describe("ReactionFinder", () => {
  it.each([
    ["xin chào", true],
    ["Xin chào bạn nhé ạ", true],
    ["chào, cảm ơn", false],
    ["xin chào, làm thẻ căn cước", false],
    ["làm thẻ căn cước", false],
    ["bạn ạ", false],
    ["", false],
  ])("knows a message that is only a greeting: “%s” %s", (message, isOnly) => {
    expect(finder.isOnly("greeting", tokenise(message))).toBe(isOnly);
  });

  it("finds a phrase anywhere, as whole words", () => {
    expect(finder.has("greeting", tokenise("tôi xin chào bạn"))).toBe(true);
    expect(finder.has("greeting", tokenise("chàođón"))).toBe(false);
    expect(finder.has("thanks", tokenise("ơn cảm"))).toBe(false);
  });

  it("takes the phrases out, longest first", () => {
    expect(finder.without("greeting", tokenise("xin chào làm thẻ"))).toEqual(["làm", "thẻ"]);
  });

  it("leaves what has no phrase as it is, and finds nothing left of it", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom("xin", "chào", "bạn", "làm", "thẻ", "ơn", "cảm"), { maxLength: 8 }), (tokens) => {
        const rest = finder.without("greeting", tokens);
        if (finder.has("greeting", tokens)) expect(rest.length).toBeLessThan(tokens.length);
        else expect(rest).toEqual(tokens);
      }),
    );
  });

  it("does not know reactions that the lexicon lacks", () => {
    expect(() => finder.has("joy", [])).toThrow("joy");
  });
});
