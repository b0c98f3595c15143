import { beforeAll, describe, expect, it } from "vitest";
import type { Answer } from "../../../../src/core/answering/answer.js";
import type { Answerer } from "../../../../src/core/answering/answerer.js";
import { buildTimeoutMs } from "../../retrieval/real-index.js";
import { Conversation, realAnswerer } from "../conversation.js";

let answerer: Answerer;
beforeAll(async () => {
  answerer = await realAnswerer();
}, buildTimeoutMs);

const ask = (...turns: string[]): Promise<Answer> => new Conversation(answerer).sayAll(turns);
const citedBy = (answer: Answer): string[] => answer.citations.map(({ documentId }) => documentId);

describe("what is asked for that is no field", () => {
  it("is answered by the term to act, not by how long the office takes", async () => {
    const answer = await ask("Nhà có người mất, trong bao nhiêu ngày phải đi đăng ký khai tử?");
    expect(answer.status).toMatch(/^answered_/u);
    expect(answer.body).toContain("15 ngày");
  });

  it.each(["Trợ cấp thất nghiệp mỗi tháng được mấy triệu?", "Giấy xác nhận tình trạng hôn nhân dùng được mấy tháng?"])(
    "is not answered by something else where no statement has it: “%s”",
    async (question) => {
      const answer = await ask(question);
      expect(answer.status).toMatch(/^unanswerable_/u);
      expect(answer.citations).toEqual([]);
    },
  );
});

describe("a story", () => {
  it("is understood by the clause that asks", async () => {
    const answer = await ask("Bà ngoại em hộ khẩu Kim Bôi nhưng ở với cậu dưới Hà Nội lúc mất. Nhà em đi đăng ký khai tử cần giấy tờ gì?");
    expect(citedBy(answer)).toContain("service/dang-ky-khai-tu");
  });
});

describe("a word that stands where a procedure's name has another", () => {
  it("makes it another procedure", async () => {
    const answer = await ask("Gia hạn chứng chỉ hành nghề dược sắp hết hạn thì làm sao?");
    expect(citedBy(answer)).not.toContain("procedure/2.001064");
  });

  it("does so for grades too", async () => {
    const answer = await ask("Khách sạn muốn được công nhận hạng 7 sao thì nộp ở đâu?");
    expect(answer.status).not.toMatch(/^answered_/u);
  });
});

describe("a short question after another", () => {
  it("stays with the matter in hand", async () => {
    expect(citedBy(await ask("Xin phiếu lý lịch tư pháp ở đâu?", "chờ mấy hôm"))).toContain("service/phieu-ly-lich-tu-phap");
  });

  it("takes up another matter by its name, and asks the same of it", async () => {
    const answer = await ask("Đăng ký tạm trú mấy ngày xong?", "còn thường trú");
    expect(citedBy(answer)).toContain("service/dang-ky-thuong-tru");
    expect(answer.status).toBe("answered_service_field");
  });
});

describe("talk that is no question", () => {
  it.each([
    ["ban may tuoi roi", "smalltalk_identity"],
    ["cam on ban da giup toi tu nay gio", "smalltalk_thanks"],
    ["tks ad nhiu", "smalltalk_thanks"],
    ["xin gp lam gia su tieng anh", undefined],
  ])("is known without marks, and nothing else is taken for it: “%s”", async (message, status) => {
    const answer = await ask(message);
    if (status === undefined) expect(answer.status).not.toMatch(/^(?:smalltalk|guardrail)_/u);
    else expect(answer.status).toBe(status);
  });
});
