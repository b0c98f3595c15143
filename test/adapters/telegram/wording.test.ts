import { describe, expect, it } from "vitest";
import { commandWords as commands } from "../../../adapters/shared/wording.js";
import { findingWording, telegramWording } from "../../../adapters/telegram/wording.js";

const { menu, askWhy, helpful: _up, unhelpful: _down, ...sentences } = telegramWording;
const said = [...Object.values(sentences), ...Object.values(menu), ...Object.values(commands), askWhy.answer + askWhy.question];
const findings = Object.values(findingWording).map((text) => (typeof text === "string" ? text : (text as (...parts: unknown[]) => string)("X", 5)));

describe("what the channel says by itself", () => {
  it.each([...said, ...findings])("is calm and plain: %s", (text) => {
    expect(text).not.toMatch(/!|\p{Extended_Pictographic}|vui lòng|quý khách|(?<!\p{L})bạn(?!\p{L})/iu);
    expect(text).toBe(text.normalize("NFC").trim());
    expect(text).not.toMatch(/ {2}| [.,;:?](?!env)/u);
  });

  it("names for every command of the menu, but the start, the words that can be typed", () => {
    expect(Object.keys(menu).filter((name) => name !== "start")).toEqual(Object.keys(commands));
  });

  it("keeps to Telegram's limits", () => {
    for (const [name, description] of Object.entries(menu)) expect([/^[a-z0-9_]{1,32}$/u.test(name), description.length <= 256]).toEqual([true, true]);
    for (const note of [telegramWording.thanks, telegramWording.tooMany, telegramWording.buttonTooOld]) expect(note.length).toBeLessThanOrEqual(200);
    expect(telegramWording.askWhyHint.length).toBeLessThanOrEqual(64);
  });
});
