import { describe, expect, it } from "vitest";
import { typedRating } from "../../src/core/conversation/typed-rating.js";

describe("typedRating", () => {
  it.each(["👍", "👍🏽", "hữu ích", "Hữu ích.", "có ích"])("takes “%s” for a good one", (message) => {
    expect(typedRating(message)).toEqual({ rating: "up", comment: "" });
  });

  it.each([
    ["👎", ""],
    ["chưa đúng", ""],
    ["Chưa đúng: thiếu chỗ nộp", "thiếu chỗ nộp"],
    ["chưa đúng, lệ phí\nkhác rồi", "lệ phí\nkhác rồi"],
  ])("takes “%s” for a bad one, with what is said behind it", (message, comment) => {
    expect(typedRating(message)).toEqual({ rating: "down", comment });
  });

  it.each(["chưa đúng hạn thì sao", "hữu ích không", "thẻ căn cước", "", "tôi khai chưa đúng"])("takes “%s” for a question", (message) => {
    expect(typedRating(message)).toBeUndefined();
  });
});
