import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildTermTable, idOfTerm, termAt, termCount } from "../../../src/core/text/term-table.js";

const term = fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("thẻ", "the", "thẻ_căn", "căn", "57-nq/tw", ""));

describe("a table of terms", () => {
  it("gives each term its place in the list, and the term back", () => {
    fc.assert(
      fc.property(fc.uniqueArray(term, { maxLength: 200 }), (terms) => {
        const table = buildTermTable(terms);
        expect(termCount(table)).toBe(terms.length);
        for (const [id, one] of terms.entries()) {
          expect(idOfTerm(table, one)).toBe(id);
          expect(termAt(table, id)).toBe(one);
        }
      }),
    );
  });

  it("has no place for a term that is not in the list", () => {
    fc.assert(
      fc.property(fc.uniqueArray(term, { maxLength: 50 }), term, (terms, other) => {
        fc.pre(!terms.includes(other));
        expect(idOfTerm(buildTermTable(terms), other)).toBeUndefined();
      }),
    );
  });
});
