import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSingleWord, termsOf, weakWeight, weightedTermsOf } from "../../../src/core/retrieval/terms.js";
import { tokenise } from "../../../src/core/text/tokenise.js";

const tokens = fc.array(fc.constantFrom("thẻ", "căn", "cước", "là", "57-nq/tw", "1/7/2025", "20%", "5g"), { maxLength: 8 });

describe("termsOf", () => {
  it.each([
    ["", []],
    ["thẻ", ["thẻ"]],
    ["thẻ căn cước", ["thẻ", "thẻ_căn", "căn", "căn_cước", "cước"]],
    ["nghị quyết 57-NQ/TW", ["nghị", "nghị_quyết", "quyết", "quyết_57-nq/tw", "57-nq/tw", "57", "nq", "tw"]],
    ["20% GRDP", ["20%", "20", "20%_grdp", "grdp"]],
    ["mạng 5G", ["mạng", "mạng_5g", "5g", "5", "g"]],
  ])("of “%s” are each token, the parts of numbers and each pair", (text, terms) => {
    expect(termsOf(tokenise(text))).toEqual(terms);
  });

  it("hold every token once for each time it stands, and one pair less", () => {
    fc.assert(
      fc.property(tokens, (list) => {
        const terms = termsOf(list);
        expect(terms.filter((term) => term.includes("_"))).toHaveLength(Math.max(0, list.length - 1));
        for (const token of list) expect(terms).toContain(token);
      }),
    );
  });
});

describe("weightedTermsOf", () => {
  it("gives a pair the mean of its two, and parts the weight of the whole", () => {
    expect(weightedTermsOf(["thẻ", "là", "57-nq/tw"], [1, weakWeight, 0.4])).toEqual([
      ["thẻ", 1],
      ["thẻ_là", (1 + weakWeight) / 2],
      ["là", weakWeight],
      ["là_57-nq/tw", (weakWeight + 0.4) / 2],
      ["57-nq/tw", 0.4],
      ["57", 0.4],
      ["nq", 0.4],
      ["tw", 0.4],
    ]);
  });

  it("weighs a word of which nothing is said as one", () => {
    expect(weightedTermsOf(["thẻ", "căn"], [])).toEqual([
      ["thẻ", 1],
      ["thẻ_căn", 1],
      ["căn", 1],
    ]);
  });

  it("has the terms of the text in their order, with weights from 0 to 1", () => {
    fc.assert(
      fc.property(tokens, fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 8, maxLength: 8 }), (list, weights) => {
        const weighted = weightedTermsOf(list, weights);
        expect(weighted.map(([term]) => term).sort()).toEqual(termsOf(list).sort());
        for (const [, weight] of weighted) expect(weight >= 0 && weight <= 1).toBe(true);
      }),
    );
  });
});

describe("isSingleWord", () => {
  it.each([
    ["thẻ", true],
    ["grdp", true],
    ["thẻ_căn", false],
    ["57", false],
    ["20%", false],
    ["5g", false],
  ])("says of “%s”: %s", (term, expected) => {
    expect(isSingleWord(term)).toBe(expected);
  });
});
