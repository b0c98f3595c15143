import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { referenceTo } from "../../../adapters/telegram/channel.js";
import { telegramWording } from "../../../adapters/telegram/wording.js";
import type { ActivityJson } from "../../../src/activity/activity.js";
import { feedbackIn } from "../../../src/core/conversation/feedback.js";
import { openBench, type Bench } from "./support/open-bench.js";

const userId = 1203456789;
const otherId = 1398765432;
const answerId = "Zk3vQ0x1cT9pWm2LrB7aYg";
const long = "Mục tiêu kinh tế số của riêng từng ngành, từng lĩnh vực là bao nhiêu";

let bench: Bench;
beforeEach(async () => {
  bench = await openBench();
  await bench.telegram.start();
});
afterEach(() => bench.close());

function answer(suggestions: string[] = ["Lệ phí", long]): ActivityJson {
  return {
    type: "message",
    text: "Ở xã.",
    suggestedActions: { to: [], actions: suggestions.map((text) => ({ type: "imBack", title: text, value: text })) },
    channelData: { tlso: { answerId, status: "answered_article", body: "Ở xã.", citations: [] } },
  };
}

/** The person asks, and the core answers. */
async function answered() {
  bench.double.say(userId, "khai sinh ở đâu");
  const [question] = await bench.reception.holds(1);
  const reference = bench.reception.opened.get(question?.activity.conversation.id ?? "")?.reference;
  await bench.telegram.pushChannel.deliver(reference ?? referenceTo({ address: { chatId: "0" }, userId: "0" }), answer());
  const [message] = await bench.double.heard(userId);
  if (message === undefined) throw new Error("nothing was heard");
  return message;
}

describe("a person in Telegram", () => {
  it("presses a suggestion: its words are asked, and the button stops turning", async () => {
    const message = await answered();
    const pressed = [bench.double.press(userId, message, "Lệ phí"), bench.double.press(userId, message, long)];
    await bench.reception.holds(3);
    expect(bench.reception.texts.slice(1)).toEqual(["Lệ phí", long]);
    await bench.double.until(() => bench.double.callbackAnswers.length === 2);
    expect(bench.double.callbackAnswers.map(({ id }) => id).sort()).toEqual(pressed);
  });

  it("presses a button under a message that Telegram holds no longer", async () => {
    const message = await answered();
    bench.double.press(userId, message, "Lệ phí", { isForgotten: true });
    bench.double.press(userId, message, long, { isForgotten: true });
    await bench.double.until(() => bench.double.callbackAnswers.length === 2);
    expect(bench.reception.texts.slice(1)).toEqual(["Lệ phí"]);
    expect(bench.double.callbackAnswers.map(({ text }) => text).sort()).toEqual(["", telegramWording.buttonTooOld]);
  });

  it("is answered also where the press is so old that the button cannot be told", async () => {
    const message = await answered();
    bench.reception.faults.push(new Error("the database is away"));
    bench.double.press(userId, message, "Lệ phí");
    bench.clock.now += 60_000;
    await bench.waits.pass(1_000);
    await bench.reception.holds(2);
    await bench.double.until(() => bench.double.callsOf("answercallbackquery").length === 1);
    expect(bench.double.callbackAnswers).toEqual([]);
    expect(bench.reception.texts).toEqual(["khai sinh ở đâu", "Lệ phí"]);
    expect(bench.faults).toHaveLength(1);
  });

  it("judges an answer in the form that the core reads, and is thanked", async () => {
    const message = await answered();
    bench.double.press(userId, message, "👍");
    const stored = await bench.reception.holds(2);
    expect(feedbackIn(stored[1]?.activity ?? { type: "" })).toEqual({ about: { answerId }, rating: "up", comment: "" });
    expect(stored[1]).toMatchObject({ isVisible: false });
    await bench.double.until(() => bench.double.callbackAnswers.length === 1);
    expect(bench.double.callbackAnswers[0]?.text).toBe(telegramWording.thanks);
    expect(bench.double.said(userId)).toHaveLength(1);
  });

  it("says in a reply what was wrong", async () => {
    const message = await answered();
    bench.double.press(userId, message, "👎");
    const [, question] = await bench.double.heard(userId, 2);
    expect(question).toMatchObject({ text: expect.stringContaining("thiếu hoặc sai chỗ nào") as string, reply_markup: { force_reply: true } });
    bench.double.say(userId, "Thiếu lệ phí", question && { replyTo: question });
    const stored = await bench.reception.holds(3);
    expect(stored.slice(1).map(({ activity }) => feedbackIn(activity))).toEqual([
      { about: { answerId }, rating: "down", comment: "" },
      { about: { answerId }, rating: "down", comment: "Thiếu lệ phí" },
    ]);
    await bench.double.heard(userId, 3);
    expect(bench.double.said(userId).at(-1)?.text).toBe(telegramWording.thanksForComment);
  });

  it("asks something else instead of saying what was wrong", async () => {
    bench.double.press(userId, await answered(), "👎");
    const [, question] = await bench.double.heard(userId, 2);
    bench.double.say(userId, "/help", question && { replyTo: question });
    bench.double.say(userId, "lệ phí bao nhiêu");
    await bench.reception.holds(4);
    expect(bench.reception.texts.slice(2)).toEqual(["trợ giúp", "lệ phí bao nhiêu"]);
  });

  it("corrects a question: it is asked anew, once", async () => {
    bench.double.say(userId, "lệ phi căn cuoc");
    bench.double.edit(userId, "lệ phí căn cước");
    await bench.reception.holds(2);
    expect(bench.reception.texts).toEqual(["lệ phi căn cuoc", "lệ phí căn cước"]);
  });

  it("sends an album: one polite reply, and another for something else", async () => {
    const photo = [{ file_id: "a", file_unique_id: "b", width: 9, height: 9 }];
    for (let picture = 0; picture < 4; picture += 1) bench.double.send(userId, { photo, media_group_id: "13" });
    bench.double.send(userId, { voice: { file_id: "a", file_unique_id: "b", duration: 4 } });
    bench.double.send(userId, { pinned_message: { message_id: 1 } });
    await bench.double.until(() => bench.double.waiting === 0);
    await bench.telegram.stop();
    expect(
      bench.double
        .said(userId)
        .map(({ text }) => text)
        .sort(),
    ).toEqual([telegramWording.picture, telegramWording.voice].sort());
    expect(bench.reception.stored).toEqual([]);
  });

  it("writes faster than is allowed: is told once, and nobody else waits", async () => {
    bench.double.say(userId, "một");
    await bench.reception.holds(1);
    bench.reception.flooded = `telegram-${userId}`;
    for (const text of ["hai", "ba", "bốn"]) bench.double.say(userId, text);
    bench.double.say(otherId, "khác");
    await bench.reception.holds(2);
    await bench.double.heard(userId);
    await bench.telegram.stop();
    expect(bench.double.said(userId).map(({ text }) => text)).toEqual([telegramWording.tooMany]);
    expect(bench.reception.texts).toEqual(["một", "khác"]);
    expect(bench.double.waiting).toBe(0);
  });

  it("blocks the bot and lets it in again", async () => {
    bench.double.block(userId);
    await bench.double.until(() => bench.double.waiting === 0);
    expect(bench.reception.stored).toEqual([]);
    bench.double.unblock(userId);
    bench.double.say(userId, "/start");
    await bench.reception.holds(1);
    bench.double.block(userId);
    bench.double.unblock(userId);
    await bench.reception.holds(2);
    expect(bench.reception.stored.map(({ activity: { type, action } }) => [type, action])).toEqual([
      ["conversationUpdate", undefined],
      ["installationUpdate", "add"],
    ]);
  });
});

describe("a group in Telegram", () => {
  it("is answered under the question, each person in a conversation of their own", async () => {
    const group = bench.double.group(-1002012345678);
    bench.double.say(userId, "@TroLySoBot khai sinh ở đâu", { chat: group });
    bench.double.say(otherId, "chào cả nhà", { chat: group });
    bench.double.say(otherId, "/dichvu", { chat: group });
    const stored = await bench.reception.holds(2);
    expect(stored.map(({ activity }) => [activity.conversation.id, activity.text])).toEqual([
      [`telegram-${group.id}-u${userId}`, "khai sinh ở đâu"],
      [`telegram-${group.id}-u${otherId}`, "dịch vụ công có những gì"],
    ]);
    const reference = referenceTo({ address: { chatId: String(group.id), userId: String(userId) }, userId: String(userId) });
    await bench.telegram.pushChannel.deliver(reference, { ...answer(), replyToId: `telegram-${group.id}-u${userId}|0` });
    const [said] = await bench.double.heard(group.id);
    expect(said?.reply_to_message).toMatchObject({ text: "@TroLySoBot khai sinh ở đâu" });
    bench.double.say(otherId, "lệ phí", said && { chat: group, replyTo: said });
    await bench.reception.holds(3);
    expect(bench.reception.texts[2]).toBe("lệ phí");
  });

  it("hears nothing to pictures, nor to a bad judgement", async () => {
    const group = bench.double.group(-1002012345678);
    bench.double.send(userId, { photo: [] }, group);
    bench.double.say(userId, "/help", { chat: group });
    await bench.reception.holds(1);
    const reference = referenceTo({ address: { chatId: String(group.id), userId: String(userId) }, userId: String(userId) });
    await bench.telegram.pushChannel.deliver(reference, answer());
    const [said] = await bench.double.heard(group.id);
    if (said !== undefined) bench.double.press(userId, said, "👎");
    await bench.double.until(() => bench.double.callbackAnswers.length === 1);
    await bench.telegram.stop();
    expect(bench.double.said(group.id)).toHaveLength(1);
  });
});
