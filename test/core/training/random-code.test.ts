import { expect, it } from "vitest";
import { randomCode } from "../../../src/core/training/random-code.js";

it("gives serials that differ, of letters and digits that are not taken for one another, each as likely as any other", () => {
  const count = 5000;
  const codes = Array.from({ length: count }, () => randomCode(16));
  expect(new Set(codes).size).toBe(count);
  expect(codes.every((code) => /^[A-HJ-NP-Z2-9]{16}$/u.test(code))).toBe(true);
  const times = new Map<string, number>();
  for (const letter of codes.join("")) times.set(letter, (times.get(letter) ?? 0) + 1);
  const expected = (count * 16) / 31;
  expect(times.size).toBe(31);
  // Ten standard deviations: by chance once in more tests than will ever be run.
  for (const [letter, found] of times) expect(Math.abs(found - expected), letter).toBeLessThan(10 * Math.sqrt(expected));
});
