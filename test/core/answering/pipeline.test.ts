import { beforeAll, describe, expect, it } from "vitest";
import type { Answerer } from "../../../src/core/answering/answerer.js";
import { emptyMemory } from "../../../src/core/answering/memory.js";
import { runPipeline, steps } from "../../../src/core/answering/pipeline.js";
import { buildTimeoutMs } from "../retrieval/real-index.js";
import { contextOf, Conversation, realAnswerer, today } from "./conversation.js";

let answerer: Answerer;
beforeAll(async () => {
  answerer = await realAnswerer();
}, buildTimeoutMs);

describe("the pipeline", () => {
  it("masks personal data before anything else, and checks after everything else", () => {
    const names = steps.map(({ name }) => name);
    expect(names[0]).toBe("maskPersonalDataStep");
    expect(names.at(-1)).toBe("checkAnswer");
    const order = ["readQuestion", "screenMessage", "recogniseSmallTalk", "resolveFollowUp", "retrieveSources", "decideAnswer", "composeAnswer"];
    expect(names.filter((name) => order.includes(name))).toEqual(order);
  });

  it("ends with the first step that answers, and adds the notices", async () => {
    const context = contextOf(answerer, "xin chào", { notices: ["Lời nhắn thêm."] });
    const answer = await runPipeline(context, answerer.tools);
    expect(answer.status).toBe("smalltalk_greeting");
    expect(answer.body.split("\n").at(-1)).toBe("Lời nhắn thêm.");
    expect(context.judged).toEqual([]);
  });
});

describe("the answerer", () => {
  it.each([
    "",
    " ",
    "\u0000",
    "a".repeat(5000),
    "?".repeat(3000),
    "căn cước ".repeat(600),
    "<script>alert(1)</script>",
    "'; DROP TABLE x; --",
    "{{7*7}}",
    "🤖".repeat(500),
    "\ud800",
    "١٢٣٤٥",
    "ｃăn ｃước",
    "\u202ethẻ căn cước",
  ])("answers whatever is typed: %j", async (typed) => {
    const { status, body } = await new Conversation(answerer).say(typed);
    expect(status).not.toMatch(/^error_/u);
    expect(body.length).toBeGreaterThan(0);
  });

  it("answers alike however spaces and marks are composed", async () => {
    const plain = await new Conversation(answerer).say("làm lại thẻ căn cước bị mất cần giấy tờ gì");
    for (const typed of [
      "  làm lại   thẻ căn cước\nbị mất cần giấy tờ gì ",
      "làm lại thẻ căn cước bị mất cần giấy tờ gì".normalize("NFD"),
      "LÀM LẠI THẺ CĂN CƯỚC BỊ MẤT CẦN GIẤY TỜ GÌ",
      "làm lại thẻ\u200b căn cước bị mất cần giấy tờ gì?",
    ])
      expect((await new Conversation(answerer).say(typed)).body).toBe(plain.body);
  });

  it("keeps conversations apart", async () => {
    const [one, two] = [new Conversation(answerer), new Conversation(answerer)];
    await Promise.all([one.say("làm lại thẻ căn cước bị mất"), two.say("đăng ký kết hôn")]);
    const [first, second] = await Promise.all([one.say("lệ phí bao nhiêu"), two.say("lệ phí bao nhiêu")]);
    expect(first.citations[0]?.documentId).toBe("service/cap-lai-the-can-cuoc");
    expect(second.citations[0]?.documentId).toBe("service/dang-ky-ket-hon");
  });

  it("does not change the memory that it was given", async () => {
    const memory = Object.freeze({ ...emptyMemory, offered: Object.freeze([]) as unknown as [] });
    await answerer.answer("làm lại thẻ căn cước bị mất", memory, today);
    expect(memory).toEqual(emptyMemory);
  });
});
