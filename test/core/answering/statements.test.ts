import { describe, expect, it } from "vitest";
import { linesOf, sentencesOfLine } from "../../../src/core/answering/statements.js";

/** Each line as `heading | line`. */
function read(text: string): string[] {
  return linesOf(text).map(({ under, text: line }) => `${under} | ${line}`);
}

describe("linesOf", () => {
  it("leaves out what makes no difference: empty lines, spacing, the dash of a list line", () => {
    expect(read("Một  câu. \n\n  - hai\n• ba")).toEqual([" | Một câu.", " | hai", " | ba"]);
  });

  it("puts list lines under their heading, as far as the list goes", () => {
    expect(read("Gồm:\n- một\n- hai\nHết.\n- ba")).toEqual([" | Gồm:", "Gồm: | một", "Gồm: | hai", " | Hết.", " | ba"]);
    expect(read("Gồm:\n1. một\n- hai\n2. ba")).toEqual([" | Gồm:", "Gồm: | 1. một", " | hai", " | 2. ba"]);
  });

  it("puts one line of prose under a heading", () => {
    expect(read("Đến năm 2030:\nĐạt 30%.\nVăn bản của năm 2024.")).toEqual([" | Đến năm 2030:", "Đến năm 2030: | Đạt 30%.", " | Văn bản của năm 2024."]);
  });

  it("lets a heading stand by itself, so that one of several may be left out", () => {
    expect(read("Giấy tờ:\nNgười mất thẻ:\n- tờ khai")).toEqual([" | Giấy tờ:", " | Người mất thẻ:", "Người mất thẻ: | tờ khai"]);
  });
});

describe("sentencesOfLine", () => {
  it("cuts a line into its sentences", () => {
    expect(sentencesOfLine("Một câu. Câu “hai.” Câu ba!")).toEqual(["Một câu.", "Câu “hai.”", "Câu ba!"]);
  });

  it.each(["Phí 70.000 đồng tại dichvucong.gov.vn.", "Ủy ban TP. Việt Trì cấp.", "Giấy tờ, ảnh… và v.v. theo quy định.", "1. Điền tờ khai"])(
    "leaves “%s” whole",
    (line) => {
      expect(sentencesOfLine(line)).toEqual([line]);
    },
  );
});
