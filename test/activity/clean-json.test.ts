import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cleanJson, cleanText } from "../../src/activity/clean-json.js";

describe("cleanText", () => {
  it.each([
    ["composed text as it is", "Lệ phí bao nhiêu", "Lệ phí bao nhiêu"],
    ["decomposed text composed", "Lệ phí".normalize("NFD"), "Lệ phí"],
    ["no NUL", "a\0b", "ab"],
    ["no half of a pair", "a\ud83d b\ude00 😀", "a b 😀"],
    ["line breaks as they are", "a\nb", "a\nb"],
  ])("leaves %s", (_, text, cleaned) => {
    expect(cleanText(text)).toBe(cleaned);
  });

  it("gives text that is NFC and well formed, and the same when it is cleaned again", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const cleaned = cleanText(text);
        expect(cleaned).toBe(cleaned.normalize("NFC"));
        expect(Buffer.from(cleaned, "utf8").toString("utf8")).toBe(cleaned);
        expect(cleanText(cleaned)).toBe(cleaned);
      }),
    );
  });
});

describe("cleanJson", () => {
  it("cleans texts and names at every level, and keeps the rest", () => {
    const dirty = { "te\u0302n": ["a\0", { b: "o\u0301" }], number: 1, nothing: null, yes: true };
    expect(cleanJson(dirty)).toEqual({ tên: ["a", { b: "ó" }], number: 1, nothing: null, yes: true });
  });

  it("refuses what is nested too deeply for it", () => {
    const deep: unknown = JSON.parse("[".repeat(20_000) + "]".repeat(20_000));
    expect(() => cleanJson(deep)).toThrow(expect.objectContaining({ code: "activity_too_deep" }) as Error);
  });
});
