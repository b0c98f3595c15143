import { describe, expect, it } from "vitest";
import { withoutCorrection } from "../../../src/core/text/correction.js";

describe("withoutCorrection", () => {
  it.each([
    ["à không, ý tôi là hộ chiếu cho cháu", "hộ chiếu cho cháu"],
    ["quên, tôi bị mất bằng rồi", "tôi bị mất bằng rồi"],
    ["À có nộp online được không", "có nộp online được không"],
    ["nhầm rồi, đổi bằng lái cơ", "đổi bằng lái cơ"],
    ["ý em là căn cước", "căn cước"],
    ["xin lỗi, tôi muốn hỏi là tạm trú", "tạm trú"],
  ])("leaves out what takes back: %s", (message, expected) => {
    expect(withoutCorrection(message)).toBe(expected);
  });

  it.each(["quên mật khẩu VNeID", "không có điện thoại thông minh thì sao", "à", "ý nghĩa ngày 10/10", "tôi muốn hỏi lệ phí", "em hỏi về đất", "a lô"])(
    "leaves alone: %s",
    (message) => {
      expect(withoutCorrection(message)).toBe(message);
    },
  );
});
