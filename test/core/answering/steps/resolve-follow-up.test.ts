import { beforeAll, describe, expect, it } from "vitest";
import type { Answerer } from "../../../../src/core/answering/answerer.js";
import { emptyMemory } from "../../../../src/core/answering/memory.js";
import { buildTimeoutMs } from "../../retrieval/real-index.js";
import { Conversation, realAnswerer } from "../conversation.js";

let answerer: Answerer;
beforeAll(async () => {
  answerer = await realAnswerer();
}, buildTimeoutMs);

const lostCard = "làm lại thẻ căn cước bị mất cần giấy tờ gì";

describe("another year", () => {
  it.each([
    [["Đến năm 2030 kinh tế số chiếm bao nhiêu GRDP?", "thế còn năm 2025?"], /khoảng 20% GRDP/u],
    [["Kết luận 26/12/2024 đặt mục tiêu kinh tế số đến năm 2025 là bao nhiêu?", "thế còn đến 2030?"], /khoảng 30% GRDP/u],
    [["kinh te so hoa binh nam 2030 bao nhieu phan tram", "con 2025 thi sao"], /20% GRDP/u],
    [["Đến năm 2025 phải kiểm tra qua môi trường số bao nhiêu phần trăm?", "2030 thì sao?"], /70%/u],
  ])("asks the same of it: %j", async (turns, fact) => {
    const answer = await new Conversation(answerer).sayAll(turns);
    expect(answer.status).toMatch(/^answered_/u);
    expect(answer.body).toMatch(fact);
  });

  it.each(["thế đến năm 2040 thì sao?", "còn năm 2033", "2050?"])("that no source speaks of is not answered: “%s”", async (message) => {
    const answer = await new Conversation(answerer).sayAll(["Mục tiêu kinh tế số của Hòa Bình đến 2030 là bao nhiêu?", message]);
    expect(answer.status).toMatch(/^unanswerable_/u);
    expect(answer.body).not.toMatch(/\d+%/u);
  });
});

describe("a bare count", () => {
  it("asks of what was spoken of", async () => {
    const answer = await new Conversation(answerer).sayAll(["Luật Trí tuệ nhân tạo có hiệu lực khi nào", "có mấy điều"]);
    expect(answer.citations[0]?.documentId).toBe("luat-tri-tue-nhan-tao");
    expect(answer.body).toMatch(/35 điều/u);
  });
});

describe("another field", () => {
  it.each([
    ["lệ phí bao nhiêu", /70\.000 đồng/u],
    ["le phi bn", /70\.000 đồng/u],
    ["mất bao lâu", /7 ngày làm việc/u],
    ["nộp ở đâu", /công an xã, phường/u],
    ["nop o dau vay", /công an xã, phường/u],
    ["nộp qua mạng được không", /trên mạng/u],
    ["căn cứ pháp lý là gì", /Luật Căn cước/u],
    ["thế lệ phí thì sao", /70\.000 đồng/u],
    ["the le phi", /70\.000 đồng/u],
    ["may ngay thi xong", /7 ngày làm việc/u],
  ])("is answered for the service in hand: “%s”", async (message, fact) => {
    const answer = await new Conversation(answerer).sayAll([lostCard, message]);
    expect(answer.status).toBe("answered_service_field");
    expect(answer.citations[0]?.documentId).toBe("service/cap-lai-the-can-cuoc");
    expect(answer.body).toMatch(fact);
  });

  it("holds over several turns", async () => {
    const conversation = new Conversation(answerer);
    for (const message of [lostCard, "lệ phí bao nhiêu", "nộp ở đâu", "mất bao lâu"]) {
      const answer = await conversation.say(message);
      expect(answer.citations[0]?.documentId, message).toBe("service/cap-lai-the-can-cuoc");
    }
  });

  it("of a procedure that is only in the register comes first in its answer", async () => {
    const conversation = new Conversation(answerer);
    const first = await conversation.say("cấp chứng chỉ hành nghề môi giới bất động sản");
    const duration = await conversation.say("mất bao lâu");
    expect(first.status).toBe("answered_procedure");
    expect(duration.citations[0]?.documentId).toBe(first.citations[0]?.documentId);
    expect(duration.body.split("\n")[1]).toMatch(/^(Thời hạn|Cổng)/u);
  });
});

describe("a pointer to what was talked of", () => {
  it.each([
    [["làm giấy độc thân", "cái đó nộp ở đâu"], "service/xac-nhan-tinh-trang-hon-nhan"],
    [["Trợ cấp hưu trí xã hội là gì?", "cái này nộp ở đâu?"], "service/tro-cap-huu-tri-xa-hoi"],
    [["Tôi muốn đăng ký thường trú về nhà vợ", "thủ tục này mất bao lâu"], "service/dang-ky-thuong-tru"],
    [["Nghị quyết 57-NQ/TW là gì?", "nó ban hành ngày nào?"], "nghi-quyet-57"],
  ])("is understood: %j", async (turns, documentId) => {
    const answer = await new Conversation(answerer).sayAll(turns);
    expect(answer.status).toMatch(/^answered_/u);
    expect(answer.citations.map((citation) => citation.documentId)).toContain(documentId);
  });
});

describe("another case", () => {
  it.each([
    [["Làm căn cước cho bé 3 tuổi", "thế bé 8 tuổi thì sao?"], "service/can-cuoc-tre-6-14"],
    [["làm thẻ căn cước cho cháu 8 tuổi", "còn bé 4 tuổi"], "service/can-cuoc-tre-duoi-6"],
  ])("takes the place of the one before: %j", async (turns, documentId) => {
    expect((await new Conversation(answerer).sayAll(turns)).citations[0]?.documentId).toBe(documentId);
  });
});

describe("an offered choice", () => {
  it.each(["1", "1.", "số 1", "so 1", "chọn 1"])("is taken by its number: “%s”", async (message) => {
    const conversation = new Conversation(answerer);
    const { suggestions } = await conversation.say(lostCard);
    expect(suggestions[0]).toBe("Lệ phí bao nhiêu");
    const answer = await conversation.say(message);
    expect(answer.body).toMatch(/70\.000 đồng/u);
  });

  it.each([(label: string) => label, (label: string) => label.toLowerCase(), (label: string) => label.normalize("NFD")])(
    "is taken by its words",
    async (typed) => {
      const conversation = new Conversation(answerer);
      const { suggestions } = await conversation.say("làm lại thẻ căn cước bị mất lệ phí bao nhiêu");
      const label = suggestions.find((one) => one === "Nộp ở đâu") ?? "";
      expect((await conversation.say(typed(label))).body).toMatch(/công an xã, phường/u);
    },
  );

  it("answers each one as its button says", async () => {
    const first = new Conversation(answerer);
    const { suggestions } = await first.say("đăng ký khai sinh cho con");
    for (const [index, label] of suggestions.entries()) {
      const [byNumber, byLabel] = [new Conversation(answerer), new Conversation(answerer)];
      byNumber.memory = first.memory;
      byLabel.memory = first.memory;
      const answer = await byNumber.say(String(index + 1));
      expect(answer.status, label).toMatch(/^answered_/u);
      expect(answer.citations[0]?.documentId, label).toBe("service/dang-ky-khai-sinh");
      expect((await byLabel.say(label)).body).toBe(answer.body);
    }
  });

  it("settles a question that was not clear", async () => {
    const conversation = new Conversation(answerer);
    const asked = await conversation.say("đăng ký");
    expect(asked.status).toBe("clarification_choice");
    const chosen = await conversation.say("2");
    expect(chosen.status).toMatch(/^answered_/u);
    expect(conversation.memory.focus?.unitId).toBeDefined();
  });

  it.each(["9", "0", "số 8"])("that was not offered is none: “%s”", async (message) => {
    const conversation = new Conversation(answerer);
    await conversation.say(lostCard);
    const answer = await conversation.say(message);
    expect(answer.body).not.toMatch(/undefined/u);
    expect(answer.status).not.toMatch(/^error_/u);
  });

  it("is forgotten when something else was said between", async () => {
    const conversation = new Conversation(answerer);
    await conversation.sayAll(["xin chào", "làm hộ chiếu phổ thông lệ phí bao nhiêu"]);
    expect((await conversation.say("1")).citations[0]?.documentId).toBe("service/ho-chieu-pho-thong");
  });
});

describe("a change of topic", () => {
  it.each([
    [[lostCard, "đăng ký kết hôn lệ phí bao nhiêu"], "service/dang-ky-ket-hon"],
    [["Đăng ký kết hôn cần giấy tờ gì?", "làm lại căn cước bị mất hết bao nhiêu tiền?"], "service/cap-lai-the-can-cuoc"],
    [["Lệ phí làm hộ chiếu bao nhiêu?", "chuyển đổi số là gì"], "chuyen-doi-so-la-gi"],
    [["Đăng ký khai sinh cho con", "Nghị quyết 57 do ai ban hành?"], "nghi-quyet-57"],
    [["Đăng ký tạm trú mấy ngày?", "ngày chuyển đổi số quốc gia là ngày nào?"], "ngay-chuyen-doi-so-quoc-gia"],
  ])("drops the old one: %j", async (turns, documentId) => {
    const conversation = new Conversation(answerer);
    const answer = await conversation.sayAll(turns);
    expect(answer.status).toMatch(/^answered_/u);
    expect(answer.citations.map((citation) => citation.documentId)).toContain(documentId);
    expect(conversation.memory.focus?.unitId).toBe(documentId);
  });

  it("to something that the bot does not know is not answered with the old one", async () => {
    for (const message of ["thời tiết Hòa Bình mai thế nào", "giá vàng hôm nay bao nhiêu", "ai vô địch bóng đá"]) {
      const answer = await new Conversation(answerer).sayAll(["Đăng ký hộ kinh doanh bao lâu?", message]);
      expect(answer.status, message).toMatch(/^unanswerable_/u);
      expect(answer.body, message).not.toMatch(/hộ kinh doanh/u);
    }
  });

  it("to a field that the topic in hand cannot have is not answered with what was said before", async () => {
    const conversation = new Conversation(answerer);
    const first = await conversation.say("chuyển đổi số là gì");
    const second = await conversation.say("lệ phí bao nhiêu");
    expect(second.body).not.toBe(first.body);
    expect(second.status).not.toMatch(/^answered_/u);
  });
});

describe("a message that leans on nothing", () => {
  it.each(["lệ phí bao nhiêu", "nộp ở đâu", "mất bao lâu", "cái đó nộp ở đâu", "giấy tờ"])("is asked back: “%s”", async (message) => {
    const answer = await new Conversation(answerer).say(message);
    expect(answer.status).toBe("clarification_choice");
    expect(answer.suggestions.length).toBeGreaterThan(1);
  });

  it("leaves nothing in mind", async () => {
    const conversation = new Conversation(answerer);
    await conversation.say("lệ phí bao nhiêu");
    expect(conversation.memory.focus).toBeUndefined();
    expect(conversation.memory).not.toEqual(emptyMemory);
  });
});

describe("a few words that name no matter of their own", () => {
  it.each([
    [["đăng ký khai sinh", "muộn có bị phạt không"], "service/dang-ky-khai-sinh"],
    [["đăng ký khai sinh", "ai đi làm được"], "service/dang-ky-khai-sinh"],
    [["mở hộ kinh doanh cần gì", "có phải đóng thuế không"], "service/thue-ho-kinh-doanh"],
    [["chứng thực bản sao", "ở phòng công chứng thì sao"], "service/chung-thuc-chu-ky-ban-sao"],
  ])("stay with the one in hand: %j", async (turns, documentId) => {
    expect((await new Conversation(answerer).sayAll(turns)).citations[0]?.documentId).toBe(documentId);
  });

  it.each([[["đăng ký khai sinh", "làm hộ chiếu"], "service/ho-chieu-pho-thong"]])(
    "do not hold back another one that is named: %j",
    async (turns, documentId) => {
      expect((await new Conversation(answerer).sayAll(turns)).citations[0]?.documentId).toBe(documentId);
    },
  );
});
