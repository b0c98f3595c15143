import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { Answerer } from "../../../../src/core/answering/answerer.js";
import { maskPersonalDataStep } from "../../../../src/core/answering/steps/mask-personal-data.js";
import { bot } from "../../../../src/core/wording/bot.js";
import { buildTimeoutMs } from "../../retrieval/real-index.js";
import { contextOf, Conversation, realAnswerer } from "../conversation.js";

let answerer: Answerer;
beforeAll(async () => {
  answerer = await realAnswerer();
}, buildTimeoutMs);

describe("personal data in a question", () => {
  it.each([
    ["a citizen's number", "Số căn cước của tôi là 017199001234, làm lại thẻ căn cước bị mất cần giấy tờ gì", "017199001234"],
    ["a number in groups", "cccd 0171 9900 1234, lam lai the can cuoc bi mat le phi bao nhieu", "0171 9900 1234"],
    ["an old card's number", "CMND 113456789 đổi sang thẻ căn cước cần gì", "113456789"],
    ["a phone number", "sđt em 0912345678 đăng ký khai sinh cho con ở đâu", "0912345678"],
    ["a phone number with dots", "gọi em 0912.345.678, đăng ký kết hôn cần giấy tờ gì", "0912.345.678"],
    ["a phone number from abroad", "số +84 912 345 678, làm hộ chiếu hết bao nhiêu tiền", "912 345 678"],
    ["an e-mail address", "email lan.tran85@gmail.com, làm hộ chiếu hết bao nhiêu tiền", "lan.tran85@gmail.com"],
    ["a bank card", "thẻ 4111 1111 1111 1111 của tôi, nộp phạt giao thông trên mạng thế nào", "4111 1111 1111 1111"],
    ["a name", "Em là Trần Thị Hoa, đăng ký tạm trú mất mấy ngày", "Trần Thị Hoa"],
  ])("is masked and told, and the question is answered: %s", async (_kind, question, secret) => {
    const conversation = new Conversation(answerer);
    const answer = await conversation.say(question);
    expect(answer.status).toMatch(/^answered_/u);
    expect(answer.body.endsWith(bot.personalDataNotice)).toBe(true);
    expect(JSON.stringify([answer, conversation.memory])).not.toContain(secret);
  });

  it.each([
    "017199001234",
    "0912 345 678",
    "a@b.vn",
    "số căn cước 017199001234",
    "sđt: 0912345678",
    "Email của em là lan.tran85@gmail.com",
    "4111111111111111 ạ",
  ])("ends the turn where nothing else was sent: “%s”", async (message) => {
    const conversation = new Conversation(answerer);
    const answer = await conversation.say(message);
    expect(answer).toMatchObject({ status: "guardrail_personal_data", body: bot.personalDataOnly, citations: [] });
    expect(JSON.stringify([answer, conversation.memory])).not.toMatch(/\d{6}|@/u);
  });

  it("does not make the bot forget what was talked of", async () => {
    const conversation = new Conversation(answerer);
    await conversation.say("làm lại thẻ căn cước bị mất cần giấy tờ gì");
    await conversation.say("017199001234");
    expect((await conversation.say("lệ phí bao nhiêu")).citations[0]?.documentId).toBe("service/cap-lai-the-can-cuoc");
  });

  it("is told before anything else is said, whatever the answer is", async () => {
    for (const question of ["0912345678 giá vàng hôm nay bao nhiêu", "hồ sơ của tôi mã 017199001234 đến đâu rồi", "bot ngu thế gọi 0912345678 đi"])
      expect((await new Conversation(answerer).say(question)).body).toContain(bot.personalDataNotice);
  });

  it("never comes back, however it is typed", async () => {
    const separator = fc.constantFrom("", " ", ".", "-");
    const number = fc.tuple(fc.stringMatching(/^0\d{2}[0-3]\d{8}$/u), separator).map(([digits, by]) => digits.replace(/(\d{4})(?=\d)/gu, `$1${by}`));
    const question = fc.constantFrom("làm lại thẻ căn cước bị mất", "giá vàng hôm nay", "hồ sơ của tôi đến đâu rồi", "xin chào");
    await fc.assert(
      fc.asyncProperty(number, question, fc.boolean(), async (secret, asked, isFirst) => {
        const conversation = new Conversation(answerer);
        const answer = await conversation.say(isFirst ? `${secret} ${asked}` : `${asked} ${secret}`);
        const told = JSON.stringify([answer, conversation.memory]);
        expect(told).not.toContain(secret);
        expect(told.replace(/[ .-]/gu, "")).not.toContain(secret.replace(/\D/gu, ""));
      }),
      { numRuns: 40 },
    );
  });
});

describe("what is no personal data", () => {
  it.each([
    "Nghị quyết 57-NQ/TW ngày 22/12/2024",
    "Nghị định 118/2025/NĐ-CP",
    "lệ phí 70.000 đồng hay 35.000 đồng",
    "gọi 113 hay 18001096",
    "mã thủ tục 1.014064",
    "giai đoạn 2021-2025, đến 2030",
    "20% GRDP năm 2025",
    "1.000.000.000 đồng",
  ])("stays: “%s”", (question) => {
    const context = contextOf(answerer, question);
    expect(maskPersonalDataStep(context, answerer.tools)).toBeUndefined();
    expect(context).toMatchObject({ masked: question, notices: [] });
  });
});
