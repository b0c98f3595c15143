import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AliasSearcher, buildAliasIndex, type AliasMatch, type AliasMatches } from "../../../src/core/retrieval/alias-index.js";
import { weightedTermsOf, type WeightedTerm } from "../../../src/core/retrieval/terms.js";

const weak = new Set(["là", "gì"]);
const weigh = (tokens: readonly string[]): WeightedTerm[] =>
  weightedTermsOf(
    tokens,
    tokens.map((token) => (weak.has(token) ? 0.2 : 1)),
  );

function searcher(aliases: string[][]): AliasSearcher {
  return new AliasSearcher(
    buildAliasIndex(
      aliases.map((own) => own.map((alias) => alias.split(" "))),
      weigh,
    ),
  );
}

function found(matches: AliasMatches): [unit: number, match: AliasMatch][] {
  return [...matches.cosines.keys()].flatMap((unit) => {
    const match = matches.get(unit);
    return match === undefined ? [] : [[unit, match]];
  });
}

const word = fc.constantFrom("làm", "lại", "thẻ", "căn", "cước", "mất", "khai", "sinh", "là", "gì");
const alias = fc.array(word, { minLength: 1, maxLength: 5 }).map((words) => words.join(" "));
const units = fc.array(fc.array(alias, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 5 });

describe("AliasSearcher", () => {
  const small = searcher([["làm lại thẻ căn cước", "mất thẻ căn cước"], ["đăng ký khai sinh", "làm khai sinh"], ["đăng ký kết hôn"]]);

  it("gives 1 to the alias that is the question itself", () => {
    const match = small.nearest(weigh("mất thẻ căn cước".split(" "))).get(0);
    expect(match?.alias).toBe(1);
    expect(match?.cosine).toBeCloseTo(1, 6);
    expect(match?.containment).toBeCloseTo(1, 6);
  });

  it("finds the nearest alias of each unit that has a word in common, and no other unit", () => {
    const nearest = small.nearest(weigh(["làm", "khai", "sinh"]));
    expect(found(nearest).map(([unit]) => unit)).toEqual([0, 1]);
    expect(nearest.get(1)?.alias).toBe(3);
    expect(nearest.get(1)?.cosine).toBeGreaterThan(nearest.get(0)?.cosine ?? 1);
  });

  it("contains an alias wholly in a question that says more, though it is less like it", () => {
    const match = small.nearest(weigh("tôi muốn đăng ký kết hôn ở xã".split(" "))).get(2);
    expect(match?.containment).toBeCloseTo(1, 6);
    expect(match?.cosine).toBeLessThan(0.95);
  });

  it("finds nothing where no word is known", () => {
    expect(found(small.nearest(weigh(["giá", "vàng"])))).toEqual([]);
    expect(found(small.nearest([]))).toEqual([]);
  });

  it("gives cosines and containments from 0 to 1, to an identical alias 1", () => {
    fc.assert(
      fc.property(units, fc.array(word, { minLength: 1, maxLength: 6 }), fc.nat(), (all, question, pick) => {
        const index = searcher(all);
        for (const [, { cosine, containment }] of found(index.nearest(weigh(question)))) {
          expect(cosine > 0 && cosine <= 1 + 1e-5).toBe(true);
          expect(containment >= 0 && containment <= 1).toBe(true);
        }
        const unit = pick % all.length;
        const same = index.nearest(weigh((all[unit]?.[0] ?? "").split(" "))).get(unit);
        expect(same?.cosine).toBeCloseTo(1, 4);
      }),
    );
  });

  it("does not depend on the order of the units", () => {
    fc.assert(
      fc.property(units, fc.array(word, { minLength: 1, maxLength: 4 }), (all, question) => {
        const straight = searcher(all).nearest(weigh(question));
        const reversed = searcher([...all].reverse()).nearest(weigh(question));
        for (const [unit, { cosine }] of found(straight)) expect(reversed.get(all.length - 1 - unit)?.cosine).toBeCloseTo(cosine, 5);
      }),
    );
  });

  it("forgets a question before the next, in matches that are kept too", () => {
    const matches = small.noMatches();
    small.nearest(weigh(["căn", "cước"]), matches);
    expect(found(small.nearest(weigh(["kết", "hôn"]), matches))).toEqual(found(small.nearest(weigh(["kết", "hôn"]))));
    expect(found(matches).map(([unit]) => unit)).toEqual([2]);
  });

  it("says how telling the rarest word is that the question does not name", () => {
    const all = new Set(weigh("làm lại thẻ căn cước".split(" ")).map(([term]) => term));
    expect(small.unaskedPeak(0, all)).toBe(0);
    expect(small.unaskedPeak(0, new Set())).toBe(1);
    const partly = small.unaskedPeak(0, new Set(["lại", "thẻ"]));
    expect(partly > 0 && partly <= 1).toBe(true);
  });
});
