import { describe, expect, it } from "vitest";
import { WaysOfAsking } from "../../../../src/core/answering/compose/ways-of-asking.js";

const split = (text: string): string[] => text.split(" ");
const ways = new WaysOfAsking([[split("nuôi ong cần tiêm gì"), split("tiêm phòng cho ong")], [split("nuôi ong có đóng thuế không")], []], (word) =>
  ["cần", "gì", "có", "không", "cho"].includes(word),
);

describe("ways of asking", () => {
  it("finds the nearest part, by the words that tell the parts apart", () => {
    const nearest = ways.nearest(split("nuôi ong thì thuế má sao"));
    expect(nearest.get(1)?.cosine).toBeGreaterThan(nearest.get(0)?.cosine ?? 0);
  });

  it("tells how much of the nearest way of asking the question holds", () => {
    expect(ways.nearest(split("tiêm phòng cho ong nhà tôi")).get(0)?.containment).toBeCloseTo(1);
    expect(ways.nearest(split("tiêm phòng")).get(0)?.containment).toBeLessThan(0.9);
  });

  it("has nothing for a part without a common word, and for one without any way of asking", () => {
    const nearest = ways.nearest(split("đóng thuế"));
    expect(nearest.get(0)).toBeUndefined();
    expect(nearest.get(2)).toBeUndefined();
  });
});
