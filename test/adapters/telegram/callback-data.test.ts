import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dataOfRating, dataOfSuggestion, pressedIn } from "../../../adapters/telegram/callback-data.js";

describe("the data behind a button", () => {
  it("holds a suggestion that fits in 64 bytes, else only its place", () => {
    expect(pressedIn(dataOfSuggestion("Lệ phí bao nhiêu", 0))).toEqual({ kind: "suggestion", text: "Lệ phí bao nhiêu" });
    const long = "Nộp hồ sơ đăng ký khai sinh trực tuyến ở xã thế nào";
    expect(pressedIn(dataOfSuggestion(long, 3))).toEqual({ kind: "button_text" });
  });

  it("holds a judgement of an answer whose name fits", () => {
    expect(pressedIn(dataOfRating("down", "a1:b2") ?? "")).toEqual({ kind: "rating", rating: "down", answerId: "a1:b2" });
    expect(dataOfRating("up", "x".repeat(80))).toBeUndefined();
  });

  it("never takes more than 64 bytes, and says again what fits", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", minLength: 1, maxLength: 40 }), fc.nat(9), (text, index) => {
        const data = dataOfSuggestion(text, index);
        expect(Buffer.byteLength(data)).toBeLessThanOrEqual(64);
        expect(pressedIn(data)).toEqual(Buffer.byteLength(text) <= 62 ? { kind: "suggestion", text } : { kind: "button_text" });
      }),
    );
  });

  it.each(["", "vote_1", "s:", "f:left:1", "i:x"])("is not %j", (data) => {
    expect(pressedIn(data)).toBeUndefined();
  });
});
