import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { faultsOfItem } from "../../../src/core/training/check-courses.js";
import { lesson } from "../../../src/core/training/course-schema.js";
import { giftItems } from "../../../src/core/training/gift-items.js";
import { parseGift } from "../../../src/core/training/parse-gift.js";
import { testCourses, testSources } from "../../support/test-courses.js";

const file = `\ufeff// Ngân hàng câu hỏi
$CATEGORY: $course$/top/Chuyển đổi số

::Ba trụ cột::[html]<p>Chuyển đổi số có mấy trụ cột?&nbsp;</p> {
  =Ba#Đúng vậy
  ~Hai #Chưa đúng
  ~Bốn
}

::Đúng sai\\: một::Có hai trụ cột. {F#Sai rồi#Đúng rồi}

Từ năm nào? {#2020:0}

Đâu là trụ cột? {~%50%Chính quyền số ~%50%Xã hội số ~%-100%Đường sắt####Có ba trụ cột.}

Nghị quyết {=57 ~58 ~59} của Bộ Chính trị
Số \\{1\\} \\= mấy? {=1 \\= 1 ~2 ~3}
`;

describe("parseGift", () => {
  it("reads single choice, true or false, numbers and several answers, with titles, comments, escapes and markup", () => {
    const [single, truth, number, multiple, ...rest] = parseGift(file).questions;
    expect(single).toEqual({
      line: 4,
      title: "Ba trụ cột",
      question: "Chuyển đổi số có mấy trụ cột?",
      kind: "single",
      right: "Ba",
      wrong: ["Hai", "Bốn"],
      feedback: "Đúng vậy",
    });
    expect(truth).toMatchObject({ line: 10, title: "Đúng sai: một", kind: "true_false", right: false });
    expect(number).toEqual({ line: 12, title: "", question: "Từ năm nào?", kind: "number", right: 2020, feedback: "" });
    expect(multiple).toMatchObject({ kind: "multiple", right: ["Chính quyền số", "Xã hội số"], wrong: ["Đường sắt"], feedback: "Có ba trụ cột." });
    expect(rest).toEqual([]);
  });

  it("reads what is left out inside a sentence, and what is escaped", () => {
    expect(parseGift("Nghị quyết {=57 ~58 ~59} của Bộ Chính trị").questions[0]).toMatchObject({ question: "Nghị quyết …… của Bộ Chính trị" });
    expect(parseGift("Số \\{1\\} \\= mấy? {=1 \\= 1 ~2 ~3}").questions[0]).toMatchObject({ question: "Số {1} = mấy?", right: "1 = 1" });
  });

  it.each([
    ["Hỏi gì đó", "không có phần đáp án"],
    ["Hỏi {=a ~b ~c", "thiếu dấu"],
    ["Hỏi {=a ~b ~c} và {=d ~e ~f}", "hơn một phần đáp án"],
    ["{=a ~b ~c}", "không có lời câu hỏi"],
    ["Hỏi {}", "tự luận"],
    ["Hỏi {=a -> b =c -> d}", "ghép đôi"],
    ["Hỏi {=a =b}", "trả lời ngắn"],
    ["Hỏi {~a ~b ~c}", "không có đáp án đúng"],
    ["Hỏi {=a ~b}", "cần 2 đến 4 lựa chọn sai, đang có 1"],
    ["Hỏi {=a ~ ~c}", "lựa chọn trống"],
    ["Hỏi {#3.1..3.2}", "không phải khoảng"],
    ["Hỏi {#10:2}", "sai số"],
    ["Hỏi {abc}", "phải bắt đầu bằng"],
  ])("says what is wrong with “%s”, and where", (question, message) => {
    const { questions, faults } = parseGift(`// một\n\n${question}\n\nTốt {T}\n`);
    expect(questions).toHaveLength(1);
    expect(faults).toEqual([{ line: 3, message: expect.stringContaining(message) as string }]);
  });

  it("names the line of two questions that stand together", () => {
    expect(parseGift(file).faults).toEqual([{ line: 16, message: "có hơn một phần đáp án { … }" }]);
  });

  it("never fails, whatever the file holds", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom("::", "{", "}", "=", "~", "#", "\\", "%50%", "a", "\n", "\n\n", "->", "T", " "), { maxLength: 40 }), (parts) => {
        const { questions, faults } = parseGift(parts.join(""));
        for (const { line } of [...questions, ...faults]) expect(line).toBeGreaterThan(0);
      }),
    );
  });
});

describe("giftItems", () => {
  it("gives items of the lesson's form, which are refused until an editor has completed them", () => {
    const { items } = parse(giftItems(parseGift(file).questions)) as { items: unknown[] };
    const { cards } = testCourses[0]?.lessons[0] ?? {};
    const read = lesson.parse({ id: "nhap", title: "Nhập", cards, items });
    expect(read.items.map(({ id }) => id)).toEqual(["ba-tru-cot", "dung-sai-mot", "tu-nam-nao", "dau-la-tru-cot"]);
    for (const item of read.items) {
      const faults = faultsOfItem(item, testSources).join("\n");
      expect(faults).toContain("TODO");
      expect(faults).toContain("nguồn todo không có câu dẫn");
    }
    const [single] = read.items;
    if (single === undefined) throw new Error("no item");
    const proof = [{ id: "ba-tru-cot", quote: "ba trụ cột" }];
    expect(faultsOfItem({ ...single, proof }, testSources).join()).toContain("TODO");
    expect(faultsOfItem({ ...single, proof, explanation: "Vì nguồn nói vậy." }, testSources)).toEqual([]);
  });

  it("numbers ids that would be the same", () => {
    const { items } = parse(giftItems(parseGift("::A::Một? {T}\n\n::A::Hai? {F}\n").questions)) as { items: { id: string }[] };
    expect(items.map(({ id }) => id)).toEqual(["a", "a-2"]);
  });
});
