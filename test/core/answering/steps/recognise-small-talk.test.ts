import { beforeAll, describe, expect, it } from "vitest";
import type { AnswerStatus } from "../../../../src/core/answering/answer.js";
import type { Answerer } from "../../../../src/core/answering/answerer.js";
import { emptyMemory } from "../../../../src/core/answering/memory.js";
import { bot } from "../../../../src/core/wording/bot.js";
import { buildTimeoutMs } from "../../retrieval/real-index.js";
import { Conversation, realAnswerer } from "../conversation.js";

let answerer: Answerer;
beforeAll(async () => {
  answerer = await realAnswerer();
}, buildTimeoutMs);

const ask = (message: string) => new Conversation(answerer).say(message);

describe("a message that is nothing but small talk or a command", () => {
  it.each<[message: string, status: AnswerStatus]>([
    ["Xin chào", "smalltalk_greeting"],
    ["xin chao", "smalltalk_greeting"],
    ["Chào bạn nhé", "smalltalk_greeting"],
    ["chao ban", "smalltalk_greeting"],
    ["hi", "smalltalk_greeting"],
    ["alo ad ơi", "smalltalk_greeting"],
    ["Cảm ơn", "smalltalk_thanks"],
    ["cam on nhieu", "smalltalk_thanks"],
    ["dạ em cảm ơn anh nhiều lắm ạ", "smalltalk_thanks"],
    ["ok thanks nha", "smalltalk_thanks"],
    ["Tạm biệt", "smalltalk_farewell"],
    ["bye", "smalltalk_farewell"],
    ["ok", "smalltalk_acknowledge"],
    ["vâng ạ", "smalltalk_acknowledge"],
    ["da vang", "smalltalk_acknowledge"],
    ["Bạn là ai?", "smalltalk_identity"],
    ["ban la nguoi hay may", "smalltalk_identity"],
    ["Bạn làm được gì", "smalltalk_identity"],
    ["menu", "command_menu"],
    ["trợ giúp", "command_help"],
    ["help", "command_help"],
    ["/help", "command_help"],
    ["bắt đầu lại", "command_restart"],
    ["bat dau lai", "command_restart"],
    ["Tôi muốn gặp cán bộ", "command_human"],
    ["cho gặp người thật", "command_human"],
  ])("“%s” is %s", async (message, status) => {
    const answer = await ask(message);
    expect(answer.status).toBe(status);
    expect(answer).toMatchObject({ citations: [], confidence: 1 });
  });

  it.each(["", "   ", "?", "…", "👍", "😀😀"])("that says nothing at all is helped: %j", async (message) => {
    expect(await ask(message)).toMatchObject({ status: "command_help", body: bot.help });
  });
});

describe("small talk beside a question", () => {
  it.each<[message: string, documentId: string]>([
    ["Xin chào, làm lại thẻ căn cước bị mất cần giấy tờ gì", "service/cap-lai-the-can-cuoc"],
    ["cảm ơn bạn, thế lệ phí làm lại thẻ căn cước bao nhiêu", "service/cap-lai-the-can-cuoc"],
    ["ok vậy đăng ký kết hôn cần giấy tờ gì", "service/dang-ky-ket-hon"],
    ["chào em, chuyển đổi số là gì", "chuyen-doi-so-la-gi"],
    ["giúp tôi làm hộ chiếu phổ thông", "service/ho-chieu-pho-thong"],
  ])("is passed over for the question: “%s”", async (message, documentId) => {
    const answer = await ask(message);
    expect(answer.status).toMatch(/^answered_/u);
    expect(answer.citations[0]?.documentId).toBe(documentId);
  });
});

describe("what small talk leaves in mind", () => {
  it("is the matter before it, save where one begins anew", async () => {
    const conversation = new Conversation(answerer);
    await conversation.sayAll(["làm lại thẻ căn cước bị mất cần giấy tờ gì", "cảm ơn"]);
    expect((await conversation.say("lệ phí bao nhiêu")).citations[0]?.documentId).toBe("service/cap-lai-the-can-cuoc");
    await conversation.say("bắt đầu lại");
    expect(conversation.memory).toEqual({ ...emptyMemory, offered: conversation.memory.offered });
    expect((await conversation.say("lệ phí bao nhiêu")).status).toBe("clarification_choice");
  });
});

describe("the topics offered with a greeting", () => {
  it("are each a message that leads somewhere", async () => {
    for (const [index, topic] of bot.topics.entries()) {
      const conversation = new Conversation(answerer);
      const { suggestions } = await conversation.say("xin chào");
      expect(suggestions).toEqual(bot.topics);
      const tapped = await conversation.say(topic);
      expect(tapped.status, topic).toMatch(/^(answered_|clarification_|command_services$)/u);
      expect(tapped.suggestions, `“${topic}” leads to itself`).not.toEqual(bot.topics);
      const numbered = new Conversation(answerer);
      await numbered.say("xin chào");
      expect((await numbered.say(String(index + 1))).status, `${index + 1} for “${topic}”`).toBe(tapped.status);
    }
  });
});

describe("who the bot says it is", () => {
  it("is an automatic assistant that can err, with a person to turn to", () => {
    expect(bot.greeting).toMatch(/tự động/u);
    expect(bot.greeting).toMatch(/trí tuệ nhân tạo/u);
    expect(bot.greeting).toMatch(/sai/u);
    expect(bot.greeting).toMatch(/Cần gặp người thì đến/u);
    expect(bot.identity).toMatch(/không phải người/u);
  });
});
