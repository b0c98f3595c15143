import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RoundResult } from "../../../src/core/training/contest-store.js";
import { officeTable, peopleTable } from "../../../src/core/training/contest-tables.js";

const result = (learnerId: string, right: number, more: Partial<RoundResult> = {}): RoundResult => ({
  learnerId,
  round: 1,
  right,
  asked: 6,
  usedSeconds: 60,
  guess: 0,
  ...more,
});
const entry = (office: string, isPublic = true) => ({ name: "Hòa", office: { name: office }, isPublic });
const places = (results: RoundResult[], isClosed: boolean, stretch: number | "all" = 1): string =>
  peopleTable(results, { stretch, isClosed })
    .map(({ place, learnerId }) => `${place}${learnerId}`)
    .join(" ");

describe("peopleTable", () => {
  // One person got everything right.
  const results = [result("a", 6, { guess: 9 }), result("b", 5, { guess: 1, usedSeconds: 90 }), result("c", 5, { guess: 4, usedSeconds: 30 })];

  it("goes by right answers, then by time while it is open, then by the guess once it is closed", () => {
    expect(places(results, false)).toBe("1a 2c 3b");
    expect(places(results, true)).toBe("1a 2b 3c");
  });

  it("gives equals one place, and counts on behind them", () => {
    expect(places([result("a", 5), result("b", 5), result("c", 4)], true)).toBe("1a 1b 3c");
  });

  it("adds up the rounds, each guess against its own round", () => {
    const second = [result("a", 1, { round: 2 }), result("c", 6, { round: 2, guess: 1 })];
    const table = peopleTable([...results, ...second], { stretch: "all", isClosed: true });
    expect(table.map(({ learnerId, right, guessOff, rounds }) => [learnerId, right, guessOff, rounds])).toEqual([
      ["c", 11, 3, 2],
      ["a", 7, 9, 2],
      ["b", 5, 0, 1],
    ]);
  });

  it("holds everybody once, in order, with places that never fall, whatever the results", () => {
    const some = fc.array(
      fc.record({
        learnerId: fc.constantFrom("a", "b", "c", "d"),
        round: fc.integer({ min: 1, max: 3 }),
        right: fc.nat(6),
        usedSeconds: fc.nat(400),
        guess: fc.nat(9),
      }),
    );
    fc.assert(
      fc.property(some, fc.boolean(), (made, isClosed) => {
        const unique = [...new Map(made.map((one) => [`${one.learnerId}${one.round}`, { ...one, asked: 6 }])).values()];
        const table = peopleTable(unique, { stretch: "all", isClosed });
        expect(table.map(({ learnerId }) => learnerId).sort()).toEqual([...new Set(unique.map(({ learnerId }) => learnerId))].sort());
        for (const [index, line] of table.entries()) {
          expect(line.place).toBeLessThanOrEqual(index + 1);
          expect(line.right).toBeLessThanOrEqual(table[index - 1]?.right ?? Infinity);
          expect(line.place).toBeGreaterThanOrEqual(table[index - 1]?.place ?? 1);
        }
      }),
    );
  });
});

describe("officeTable", () => {
  it("adds up those who agreed, whatever the capitals, and of equal sums puts the one of fewer people first", () => {
    const results = [
      result("a", 3, { entry: entry("UBND xã Một") }),
      result("b", 3, { entry: entry("ubnd xã một") }),
      result("c", 6, { entry: entry("UBND xã Hai") }),
      result("d", 6, { entry: entry("UBND xã Ba", false) }),
      result("e", 6),
    ];
    expect(officeTable(results, 1)).toEqual([
      { place: 1, name: "UBND xã Hai", people: 1, right: 6 },
      { place: 2, name: "UBND xã Một", people: 2, right: 6 },
    ]);
  });
});
