import { describe, expect, it } from "vitest";
import { showsWhatIsAsked } from "../../../src/core/answering/kind-of-fact.js";

const words = (text: string): string[] => text.split(" ");

describe("showsWhatIsAsked", () => {
  it.each([
    ["giấy có thời hạn mấy năm", "Giải quyết trong 20 ngày làm việc."],
    ["giảm giá được bao nhiêu phần trăm", "Sở nhận thông báo, miễn phí."],
    ["tối đa được hưởng mấy tháng", "Nộp trong 3 tháng từ khi nghỉ việc."],
  ])("misses what is asked: “%s”", (question, text) => {
    expect(showsWhatIsAsked(words(question), text)).toBe(false);
  });

  it.each([
    ["giấy có thời hạn mấy năm", "Giấy có giá trị 3 năm."],
    ["giảm giá được bao nhiêu phần trăm", "Không quá 50%."],
    ["tối đa được hưởng mấy tháng", "Không quá 12 tháng."],
    ["tôi đi làm mấy năm nay thì nộp ở đâu", "Nộp ở xã."],
    ["nộp ở đâu", "Nộp ở xã."],
  ])("finds it, or nothing asked: “%s”", (question, text) => {
    expect(showsWhatIsAsked(words(question), text)).toBe(true);
  });
});
