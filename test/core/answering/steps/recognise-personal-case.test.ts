import { beforeAll, describe, expect, it } from "vitest";
import type { Answerer } from "../../../../src/core/answering/answerer.js";
import { say } from "../../../../src/core/wording/answers.js";
import { buildTimeoutMs } from "../../retrieval/real-index.js";
import { Conversation, realAnswerer } from "../conversation.js";

let answerer: Answerer;
beforeAll(async () => {
  answerer = await realAnswerer();
}, buildTimeoutMs);

describe("a question on a dossier of one's own", () => {
  it.each([
    "Hồ sơ của tôi đến đâu rồi?",
    "ho so cua toi den dau roi",
    "em nộp hồ sơ khai sinh tháng trước sao chưa có kết quả",
    "hồ sơ đất của bố tôi giải quyết xong chưa",
    "tôi nộp rồi mà chưa thấy gì, kiểm tra giúp",
    "Tra giúp em xem hồ sơ duyệt chưa",
    "tôi còn nợ thuế bao nhiêu",
    "hồ sơ của em bị trả lại vì sao",
  ])("is told that the bot sees none, and where to look: “%s”", async (question) => {
    const answer = await new Conversation(answerer).say(question);
    expect(answer).toMatchObject({ status: "unanswerable_personal_case", citations: [] });
    expect(answer.body.startsWith(say.personalCase)).toBe(true);
    expect(answer.body).toMatch(/mã hồ sơ/u);
    expect(answer.body).toMatch(/Cổng Dịch vụ công quốc gia/u);
  });

  it("offers the way to follow a dossier, which works when it is chosen", async () => {
    const conversation = new Conversation(answerer);
    const { suggestions } = await conversation.say("hồ sơ của tôi đến đâu rồi");
    expect(suggestions).toHaveLength(1);
    const chosen = await conversation.say("1");
    expect(chosen.status).toMatch(/^answered_/u);
    expect(chosen.citations[0]?.documentId).toBe("service/tra-cuu-ho-so");
  });
});

describe("a question that only sounds like it", () => {
  it.each([
    ["Thẻ căn cước của tôi bị mất thì làm lại thế nào", "service/cap-lai-the-can-cuoc"],
    ["Con tôi 3 tuổi làm thẻ căn cước được chưa", "service/can-cuoc-tre-duoi-6"],
    ["tôi muốn đăng ký kết hôn mất bao lâu", "service/dang-ky-ket-hon"],
    ["theo dõi hồ sơ đã nộp trên mạng ở đâu", "service/tra-cuu-ho-so|theo-doi-ho-so"],
  ])("is answered: “%s”", async (question, documentId) => {
    const answer = await new Conversation(answerer).say(question);
    expect(answer.status).toMatch(/^answered_/u);
    expect(answer.citations.map((citation) => citation.documentId).join(" ")).toMatch(new RegExp(documentId, "u"));
  });
});
