import { describe, expect, it } from "vitest";
import { sentencesOf, countWords } from "../../../src/core/text/sentences.js";
import { figuresOf } from "../../../src/core/text/figures.js";
import { fieldNames } from "../../../src/core/knowledge/schema.js";
import { fieldButton, fieldLabel, say } from "../../../src/core/wording/answers.js";
import { bot } from "../../../src/core/wording/bot.js";
import { readableDate } from "../../../src/core/wording/dates.js";
import { subscriptionWording } from "../../../src/core/wording/subscriptions.js";

/** Every fixed sentence, with a stand-in where something is put in. */
function sentences(): [name: string, text: string][] {
  return [...Object.entries(bot), ...Object.entries(say), ...Object.entries(subscriptionWording)].flatMap(([name, value]): [string, string][] => {
    if (typeof value === "string") return [[name, value]];
    if (typeof value !== "function") return Object.values(value).map((text): [string, string] => [name, text]);
    return [[name, (value as (...parts: string[]) => string)("X", "X", "X")]];
  });
}

describe("what the bot says", () => {
  it.each(sentences())("“%s” is calm and plain: %s", (_name, text) => {
    expect(text).not.toMatch(/!|\p{Extended_Pictographic}|quý (?:công dân|khách|vị)|vui lòng|xin vui/iu);
    expect(text).toBe(text.normalize("NFC"));
    expect(text).toBe(text.trim());
    expect(text).not.toMatch(/ {2}| [.,;:?]/u);
  });

  it.each(sentences())("“%s” can be said in one breath a sentence", (_name, text) => {
    for (const sentence of sentencesOf(text)) expect(countWords(sentence), sentence).toBeLessThanOrEqual(36);
  });

  it("holds no figure of its own: those come from sources alone", () => {
    const stated = Object.entries(say).flatMap(([name, value]) => {
      const text = typeof value === "string" ? value : (value as (...parts: string[]) => string)("", "", "");
      return figuresOf(text)
        .filter((figure) => figure !== "dichvucong.gov.vn")
        .map((figure) => `${name}: ${figure}`);
    });
    expect(stated).toEqual([]);
  });

  it("addresses people as anh/chị, and speaks of itself as tôi", () => {
    const text = sentences()
      .map(([, one]) => one)
      .join(" ");
    expect(text).toMatch(/anh\/chị/u);
    expect(text).not.toMatch(/(?<!\p{L})(?:bạn|quý vị|chúng tôi)(?!\p{L})/iu);
  });

  it("apologises in one sentence at most, and only for a fault of its own", () => {
    const sorry = sentences().filter(([, text]) => /xin lỗi/iu.test(text));
    expect(sorry.map(([name]) => name)).toEqual(["failure"]);
  });
});

describe("the names of fields", () => {
  it("are there for each, all different", () => {
    for (const names of [fieldButton, fieldLabel]) {
      expect(Object.keys(names).sort()).toEqual([...fieldNames].sort());
      expect(new Set(Object.values(names)).size).toBe(fieldNames.length);
    }
  });

  it("fit on a button", () => {
    for (const label of Object.values(fieldButton)) expect(label.length).toBeLessThanOrEqual(25);
  });
});

describe("readableDate", () => {
  it.each([
    ["2024-12-26", "26/12/2024"],
    ["2025-07-01", "1/7/2025"],
    ["2025-09", "9/2025"],
    ["2025", "2025"],
  ])("%s is read as %s", (date, readable) => {
    expect(readableDate(date)).toBe(readable);
  });
});
