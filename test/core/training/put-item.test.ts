import { describe, expect, it } from "vitest";
import { isRight, keyInWords, putItem, readAnswer } from "../../../src/core/training/put-item.js";
import { items } from "../../support/test-courses.js";

describe("putItem", () => {
  it("letters the choices in an order that the seed decides, and offers them as buttons that name the item", () => {
    const put = putItem(items.single, { place: 3, total: 6, seed: 5 });
    expect(put.text.split("\n")[0]).toBe("Câu 3/6");
    expect(put.choices.toSorted()).toEqual(["Ba", "Bốn", "Hai", "Năm"].toSorted());
    expect(put.text).toContain(`A. ${put.choices[0] ?? ""}`);
    expect(put.buttons).toEqual(["Câu 3: A", "Câu 3: B", "Câu 3: C", "Câu 3: D"]);
    expect(putItem(items.single, { place: 3, total: 6, seed: 5 })).toEqual(put);
    const orders = new Set(Array.from({ length: 20 }, (_, seed) => putItem(items.single, { place: 1, seed }).choices.join()));
    expect(orders.size).toBeGreaterThan(5);
  });

  it("never shows steps in their right order", () => {
    for (let seed = 0; seed < 50; seed++) expect(putItem(items.ordering, { place: 1, seed }).choices).not.toEqual(items.ordering.order);
  });
});

describe("readAnswer", () => {
  const choices = ["Bốn", "Ba", "Hai", "Năm"];

  it.each(["B", "b", "b.", "2", "đáp án B", "chọn b", "Câu 4: B", "cau 4: b", "Ba", "ba"])("takes “%s” for the second of four", (message) => {
    expect(readAnswer(items.single, choices, 4, message)).toEqual({ outcome: "answer", given: ["Ba"] });
  });

  it.each(["a c", "A, C", "ac", "A và C", "1 3", "1,3", "C A"])("takes “%s” for two of several", (message) => {
    const reading = readAnswer(items.multiple, ["Xã hội số", "Đường sắt", "Chính quyền số"], 1, message);
    expect(reading.outcome).toBe("answer");
    expect(isRight(items.multiple, reading.outcome === "answer" ? reading.given : [])).toBe(true);
  });

  it.each([
    ["2020", true],
    ["năm 2020", true],
    ["2020 năm", true],
    ["2.020", true],
    ["2021", false],
  ])("takes “%s” for a number", (message, right) => {
    const reading = readAnswer(items.number, [], 1, message);
    expect(isRight(items.number, reading.outcome === "answer" ? reading.given : [])).toBe(right);
  });

  it("knows a button of an item that is past", () => {
    expect(readAnswer(items.single, choices, 5, "Câu 4: B")).toEqual({ outcome: "stale" });
  });

  it.each(["A B", "BB"])("asks again for “%s” where one choice is wanted", (message) => {
    expect(readAnswer(items.single, choices, 1, message)).toEqual({ outcome: "unclear" });
  });

  it("wants every step of an order, once", () => {
    const steps = ["Giữa", "Trước", "Sau"];
    expect(readAnswer(items.ordering, steps, 1, "B A")).toEqual({ outcome: "unclear" });
    expect(readAnswer(items.ordering, steps, 1, "B A B")).toEqual({ outcome: "unclear" });
    expect(readAnswer(items.ordering, steps, 1, "bac")).toEqual({ outcome: "answer", given: ["Trước", "Giữa", "Sau"] });
  });

  it.each(["lệ phí khai sinh bao nhiêu", "E", "9", "căn cước là gì", "ba trụ cột là gì", "cho hỏi chút"])("leaves “%s” to the bot", (message) => {
    expect(readAnswer(items.single, choices, 1, message)).toEqual({ outcome: "other" });
  });
});

describe("keyInWords", () => {
  it("names the key as it was shown", () => {
    expect(keyInWords(items.single, ["Hai", "Ba", "Bốn"])).toBe("B. Ba");
    expect(keyInWords(items.multiple, ["Xã hội số", "Đường sắt", "Chính quyền số"])).toBe("A. Xã hội số; C. Chính quyền số");
    expect(keyInWords(items.ordering, ["Giữa", "Sau", "Trước"])).toBe("C, A, B");
    expect(keyInWords(items.true_false, ["Đúng", "Sai"])).toBe("Sai");
    expect(keyInWords(items.number, [])).toBe("2020 năm");
  });
});
