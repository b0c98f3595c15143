import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseUpdate, type Reading } from "../../../adapters/telegram/parse-update.js";
import { fromJson } from "../../../src/activity/activity.js";

const folder = new URL("../../../adapters/telegram/samples/", import.meta.url);
const bot = { id: "7000000001", name: "TroLySoBot" };
const answerId = "Zk3vQ0x1cT9pWm2LrB7aYg";

function sample(name: string): { update_id: number } & Record<string, unknown> {
  return JSON.parse(readFileSync(new URL(`${name}.json`, folder), "utf8")) as { update_id: number } & Record<string, unknown>;
}

/** The part of a reading that matters to the core. */
function essence(reading: Reading): unknown {
  if (reading.kind !== "arrival") return reading;
  const { activity } = reading.inbound;
  const said = activity.text ?? activity.value ?? activity.action ?? activity.type;
  return [activity.conversation.id, said];
}

const person = "telegram-1203456789";
const member = "telegram--1002012345678-u1398765432";
const rating = (value: "up" | "down", comment = ""): unknown => [person, { answerId, rating: value, comment }];
const courtesy = (name: string): unknown => ({ kind: "courtesy", courtesy: name, address: { chatId: "1203456789", threadId: undefined, userId: undefined } });
const nothing = { kind: "nothing" };

const expected: Record<string, unknown> = {
  "private-text": [person, "Làm lại căn cước bị mất cần giấy tờ gì?"],
  "private-start": [person, "conversationUpdate"],
  "private-start-with-payload": [person, "conversationUpdate"],
  "private-command": [person, "dịch vụ công có những gì"],
  "private-forwarded": [person, "Hạn nộp hồ sơ là ngày nào?"],
  "private-edited": [person, "lệ phí làm căn cước"],
  "private-photo": courtesy("picture"),
  "private-photo-with-caption": [person, "Giấy này xin ở đâu?"],
  "private-sticker": courtesy("sticker"),
  "private-voice": courtesy("voice"),
  "private-location": courtesy("place"),
  "private-contact": courtesy("contact"),
  "private-pinned": nothing,
  "private-blocked": nothing,
  "private-unblocked": [person, "add"],
  "private-comment": rating("down", "Chưa nói lệ phí"),
  "callback-suggestion": [person, "Còn đến năm 2025 thì sao"],
  "callback-long-suggestion": [person, "Mục tiêu kinh tế số của riêng từng ngành, từng lĩnh vực là bao nhiêu"],
  "callback-long-suggestion-of-forgotten-message": {
    kind: "callback",
    callback: { id: expect.any(String) as string, note: expect.stringContaining("gõ lại") as string },
  },
  "callback-rating-up": rating("up"),
  "callback-rating-down": rating("down"),
  "callback-foreign-data": { kind: "callback", callback: { id: expect.any(String) as string } },
  "group-chatter": nothing,
  "group-mention": [member, "khai sinh cho con ở đâu?"],
  "group-mention-alone": [member, "trợ giúp"],
  "group-mention-of-another": nothing,
  "group-reply": [member, "lệ phí bao nhiêu"],
  "group-reply-to-person": nothing,
  "group-command": [member, "Nghị quyết 08 nói gì"],
  "group-command-of-another-bot": nothing,
  "group-unknown-command": nothing,
  "group-topic-mention": ["telegram--1002087654321-t17-u1398765432", "Cho hỏi, VNeID mức 2 làm ở đâu"],
  "group-photo": nothing,
  "group-photo-captioned-to-bot": [member, "giấy này xin ở đâu"],
  "group-migrated": nothing,
  "group-joined": nothing,
  "group-anonymous-admin": nothing,
  "group-bot-removed": nothing,
  "channel-post": nothing,
  "unknown-kind": nothing,
};

describe("parseUpdate", () => {
  it("is told what every sample means", () => {
    expect(
      readdirSync(folder)
        .map((name) => name.replace(".json", ""))
        .sort(),
    ).toEqual(Object.keys(expected).sort());
  });

  it.each(Object.entries(expected))("reads %s", (name, meaning) => {
    expect(essence(parseUpdate(sample(name), bot))).toEqual(meaning);
  });

  it.each(Object.keys(expected))("gives of %s only what the SDK can read again, with the update's number", (name) => {
    const reading = parseUpdate(sample(name), bot);
    const inbound = reading.kind === "arrival" ? reading.inbound : undefined;
    if (inbound !== undefined) expect(fromJson(inbound.activity)).toMatchObject({ channelId: "telegram" });
    expect(inbound?.providerId ?? String(sample(name).update_id)).toBe(String(sample(name).update_id));
  });

  it("keeps of a person no more than the number", () => {
    const reading = parseUpdate(sample("private-text"), bot);
    expect(reading).toEqual({
      kind: "arrival",
      opens: true,
      participant: { address: { chatId: "1203456789" }, userId: "1203456789" },
      inbound: {
        providerId: String(sample("private-text").update_id),
        isVisible: true,
        activity: {
          type: "message",
          text: "Làm lại căn cước bị mất cần giấy tờ gì?",
          textFormat: "plain",
          channelId: "telegram",
          conversation: { id: person },
          from: { id: "1203456789", role: "user" },
          recipient: { id: "tro-ly-so", name: "Trợ lý số", role: "bot" },
          locale: "vi-VN",
        },
      },
    });
  });

  it("begins a conversation with words and with /start, not with a judgement or the end of a block", () => {
    const opens = (name: string): unknown => {
      const reading = parseUpdate(sample(name), bot);
      return reading.kind === "arrival" && reading.opens;
    };
    expect(["private-text", "private-start", "callback-suggestion", "group-mention"].map(opens)).toEqual([true, true, true, true]);
    expect(["callback-rating-up", "private-comment", "private-unblocked"].map(opens)).toEqual([false, false, false]);
  });

  it("asks why only after a bad judgement in a private chat", () => {
    const callbackOf = (name: string): unknown => {
      const reading = parseUpdate(sample(name), bot);
      return reading.kind === "arrival" ? reading.callback : undefined;
    };
    expect(callbackOf("callback-rating-down")).toMatchObject({ asksWhy: answerId, note: expect.stringContaining("Cảm ơn") as string });
    expect(callbackOf("callback-rating-up")).not.toHaveProperty("asksWhy");
  });

  it("brings text to NFC, and finds the bot's name where Telegram counted it, before that", () => {
    const text = "Giấy khai sinh ở đâu ".normalize("NFD");
    const message = { message_id: 1, date: 1, from: { id: 5, is_bot: false }, chat: { id: -5, type: "group" }, text: `${text}@TroLySoBot` };
    const update = { update_id: 9, message: { ...message, entities: [{ type: "mention", offset: text.length, length: 11 }] } };
    expect(essence(parseUpdate(update, bot))).toEqual(["telegram--5-u5", "Giấy khai sinh ở đâu"]);
  });

  it("drops what cannot be stored, and takes what is then empty for nothing", () => {
    const say = (text: string): unknown =>
      essence(parseUpdate({ update_id: 1, message: { message_id: 1, from: { id: 5 }, chat: { id: 5, type: "private" }, text } }, bot));
    expect(say(" Lệ phí\u0000 \ud800bao nhiêu ")).toEqual(["telegram-5", "Lệ phí bao nhiêu"]);
    expect(say(" \u0000 ")).toEqual(nothing);
  });

  it("never fails, whatever comes", () => {
    const kinds = fc.constantFrom("message", "edited_message", "callback_query", "my_chat_member", "poll");
    fc.assert(
      fc.property(fc.anything(), kinds, (value, kind) => {
        expect(["arrival", "courtesy", "callback", "nothing"]).toContain(parseUpdate({ update_id: 1, [kind]: value }, bot).kind);
        expect(parseUpdate(value, bot).kind).toBe("nothing");
      }),
    );
  });
});
