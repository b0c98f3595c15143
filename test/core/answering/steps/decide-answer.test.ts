import { beforeAll, describe, expect, it } from "vitest";
import type { Answer } from "../../../../src/core/answering/answer.js";
import type { Answerer } from "../../../../src/core/answering/answerer.js";
import { buildTimeoutMs } from "../../retrieval/real-index.js";
import { Conversation, realAnswerer } from "../conversation.js";

let answerer: Answerer;
beforeAll(async () => {
  answerer = await realAnswerer();
}, buildTimeoutMs);

const ask = (question: string): Promise<Answer> => new Conversation(answerer).say(question);

/** Nothing that the sources say of something else may be in the answer. */
async function expectNotAnswered(question: string, absent: RegExp): Promise<Answer> {
  const answer = await ask(question);
  expect(answer.status, question).toMatch(/^(unanswerable|clarification)_/u);
  expect(answer.citations).toEqual([]);
  expect(answer.body, question).not.toMatch(absent);
  return answer;
}

describe("another year than the sources speak of", () => {
  it.each([
    ["mục tiêu kinh tế số của Hòa Bình năm 2040?", "2040"],
    ["Đến năm 2027 kinh tế số của Hòa Bình chiếm bao nhiêu phần trăm GRDP?", "2027"],
    ["kinh te so hoa binh nam 2028 bao nhieu phan tram", "2028"],
    ["8 lĩnh vực ưu tiên chuyển đổi số năm 2045", "2045"],
    ["Năm 2029 bao nhiêu phần trăm hoạt động kiểm tra phải làm qua môi trường số theo Kết luận?", "2029"],
    ["Nghị quyết 57 đặt mục tiêu kinh tế số năm 2036 bao nhiêu", "2036"],
    ["năng suất lao động của Hòa Bình năm 2019 tăng mấy phần trăm", "2019"],
  ])("is not answered, and is named: “%s”", async (question, year) => {
    const answer = await expectNotAnswered(question, /\d+ ?%/u);
    if (answer.status === "unanswerable_near_miss") expect(answer.body).toContain(year);
  });
});

describe("another place", () => {
  it.each([
    ["Sơn La đặt mục tiêu kinh tế số bao nhiêu", "Sơn La"],
    ["muc tieu kinh te so cua tinh yen bai den 2030", "Yên Bái"],
    ["Thái Bình có mấy lĩnh vực ưu tiên chuyển đổi số?", "Thái Bình"],
    ["Hà Nội đặt mục tiêu gì về kinh tế số năm 2030", "Hà Nội"],
    ["lệ phí đăng ký tạm trú ở Hà Nội bao nhiêu", "Hà Nội"],
    ["phí làm hộ chiếu tỉnh Sơn La", "Sơn La"],
    ["Lào Cai sau sáp nhập có bao nhiêu xã phường?", "Lào Cai"],
    ["Nhật Bản chuyển đổi số thế nào", "Nhật Bản"],
  ])("is not answered, and is named: “%s”", async (question, place) => {
    const answer = await expectNotAnswered(question, /\d+ ?%|\d{2}\.000 đồng|148/u);
    if (answer.status === "unanswerable_near_miss") expect(answer.body).toContain(place);
  });

  it.each([
    ["tôi quê Sơn La, đăng ký tạm trú mất bao lâu", "service/dang-ky-tam-tru"],
    ["lấy chồng Hà Nội thì đăng ký kết hôn cần giấy tờ gì", "service/dang-ky-ket-hon"],
  ])("matters only where something is done there: “%s”", async (question, documentId) => {
    expect((await ask(question)).citations[0]?.documentId).toBe(documentId);
  });
});

describe("another document", () => {
  it.each([
    ["Nghị quyết 09-NQ/TU về chuyển đổi số ban hành ngày nào", /09-NQ\/TU/u],
    ["Nghị quyết 58-NQ/TW đặt mục tiêu gì về kinh tế số?", /58-NQ\/TW/u],
    ["nghị quyết 99 nói gì", /99/u],
    ["Quyết định 786/QĐ-UBND của Hòa Bình nói về cái gì?", /786/u],
    ["Luật số 149/2025/QH15 có hiệu lực ngày nào?", /149/u],
    ["Nghị quyết 58 ngày 22/12/2024 nói gì về chuyển đổi số", /58/u],
  ])("is not answered: “%s”", async (question, number) => {
    const answer = await expectNotAnswered(question, /\d+ ?%|24\/12\/2021|22\/12\/2024 /u);
    if (answer.status === "unanswerable_near_miss") expect(answer.body).toMatch(number);
  });

  it.each(["nghị quyết 57 là gì", "Nghị quyết số 57", "nq 57", "57-NQ/TW là gì", "nghi quyet 57 cua bo chinh tri"])(
    "is none where the number is another way of writing it: “%s”",
    async (question) => {
      const answer = await ask(question);
      expect(answer.status).toMatch(/^answered_/u);
      expect(answer.citations.map(({ documentId }) => documentId).join(" ")).toMatch(/nghi-quyet-57/u);
    },
  );
});

describe("another day", () => {
  it.each([
    "Kết luận của Ban Thường vụ ngày 26/12/2023 nói gì",
    "Kết luận ngày 27/12/2024 đặt mục tiêu kinh tế số bao nhiêu",
    "nghị quyết ngày 1/1/2020 về chuyển đổi số Hòa Bình nói gì",
  ])("is not answered: “%s”", async (question) => {
    await expectNotAnswered(question, /\d+ ?%/u);
  });
});

describe("another body", () => {
  it.each([
    "Kết luận giao Công đoàn làm gì",
    "Sở Y tế được giao nhiệm vụ gì trong Kết luận 26/12/2024",
    "Kết luận 26/12/2024 giao Sở Tài chính nhiệm vụ gì",
    "Hội Nông dân được Kết luận 26/12/2024 giao việc gì",
    "Kết luận 26/12/2024 giao Tòa án làm gì",
  ])("is not answered: “%s”", async (question) => {
    await expectNotAnswered(question, /tiếp tục chỉ đạo công tác tuyên truyền|kiểm tra, giám sát việc thực hiện/u);
  });

  it("is answered where the source speaks of it", async () => {
    const answer = await ask("Kết luận 26/12/2024 giao Ban Tuyên giáo làm gì");
    expect(answer.status).toMatch(/^answered_/u);
    expect(answer.body).toMatch(/tuyên truyền/u);
  });
});

describe("another age", () => {
  it.each(["làm thẻ căn cước cho trẻ dưới 6 tuổi, cháu 20 tuổi", "cấp thẻ căn cước cho người từ đủ 6 đến dưới 14 tuổi mà con tôi 3 tuổi có được không"])(
    "is not answered with what holds for those: “%s”",
    async (question) => {
      const answer = await ask(question);
      if (answer.status.startsWith("answered_"))
        expect(answer.citations[0]?.documentId).not.toBe(question.includes("20 tuổi") ? "service/can-cuoc-tre-duoi-6" : "service/can-cuoc-tre-6-14");
    },
  );
});

describe("an action named outright", () => {
  it("decides between two papers of one thing, though the other comes first", async () => {
    const answer = await ask("giấy bán thuốc thú y treo tường bị mối ăn hỏng, xin cấp lại mấy ngày");
    expect(answer.citations[0]?.codes).toContain("1.004839");
  });

  it("that a thing does not have is no reason to take another thing", async () => {
    await expectNotAnswered("gia hạn giấy khai sinh ở đâu", /Giấy phép/u);
  });
});

describe("a near miss", () => {
  it("names what does not fit, and offers what is near without answering it", async () => {
    const conversation = new Conversation(answerer);
    const answer = await conversation.say("mục tiêu kinh tế số của Hòa Bình năm 2040?");
    expect(answer).toMatchObject({
      status: "unanswerable_near_miss",
      body: "Tôi không có thông tin cho năm 2040. Tôi có thông tin về: Mục tiêu kinh tế số của tỉnh Hòa Bình (cũ).",
    });
    expect(answer.suggestions[0]).toBe("Mục tiêu kinh tế số của tỉnh Hòa Bình (cũ)");
    expect((await conversation.say("1")).body).toMatch(/khoảng 30% GRDP/u);
  });

  it("offers what is nearest: the target, not what the word means", async () => {
    for (const question of ["Sơn La đặt mục tiêu kinh tế số bao nhiêu", "mục tiêu kinh tế số năm 2040?"])
      expect((await ask(question)).suggestions[0], question).toBe("Mục tiêu kinh tế số của tỉnh Hòa Bình (cũ)");
  });
});

describe("a question that no source answers", () => {
  it.each([
    "giá xăng hôm nay",
    "gia vang hom nay bao nhieu",
    "hôm nay thời tiết thế nào",
    "cách nấu phở bò",
    "thủ đô nước Pháp là gì",
    "ai là tổng thống Mỹ",
    "tỷ số trận Việt Nam Thái Lan tối qua",
    "viết cho tôi bài thơ về mùa thu",
    "giải phương trình bậc hai",
    "nên mua điện thoại nào",
    "xin số điện thoại riêng của chủ tịch xã",
    "chữa đau lưng ở đâu",
    "mở lớp dạy thêm ở nhà cần giấy phép gì",
  ])("is not answered: “%s”", async (question) => {
    const answer = await ask(question);
    expect(answer.status).toMatch(/^(unanswerable|clarification)_/u);
    expect(answer.citations).toEqual([]);
  });

  it.each([
    "giá xăng hôm nay",
    "hôm nay thời tiết thế nào",
    "cách nấu phở bò",
    "thủ đô nước Pháp là gì",
    "tỷ số trận Việt Nam Thái Lan tối qua",
    "giải phương trình bậc hai",
  ])("of a far field is refused: “%s”", async (question) => {
    expect((await ask(question)).status).toMatch(/^unanswerable_/u);
  });

  it("is refused with where to turn to", async () => {
    const answer = await ask("cách nấu phở bò");
    expect(answer.body).toMatch(/Trung tâm Phục vụ hành chính công|ngoài phạm vi/u);
  });
});

describe("a message that fits several things", () => {
  it.each(["làm lại thẻ", "đăng ký", "gia hạn", "xin giấy phép", "cấp lại giấy phép", "làm thẻ", "đổi thẻ"])(
    "is asked back with two to four choices: “%s”",
    async (message) => {
      const answer = await ask(message);
      expect(answer.status).toBe("clarification_choice");
      expect(answer.suggestions.length).toBeGreaterThanOrEqual(2);
      expect(answer.suggestions.length).toBeLessThanOrEqual(4);
      expect(new Set(answer.suggestions).size).toBe(answer.suggestions.length);
      expect(answer.body.match(/\?/gu)).toHaveLength(1);
    },
  );

  it("goes on with what is chosen", async () => {
    const conversation = new Conversation(answerer);
    const { suggestions } = await conversation.say("đăng ký");
    const answer = await conversation.say(suggestions[0] ?? "");
    expect(answer.status).toMatch(/^answered_/u);
    expect(conversation.memory.focus?.unitId).toBeDefined();
  });

  it.each(["đăng ký khai sinh", "làm giấy độc thân", "làm lại căn cước bị mất", "chuyển đổi số là gì", "đổi bằng lái xe"])(
    "is answered where one thing is plainly meant: “%s”",
    async (message) => {
      expect((await ask(message)).status).toMatch(/^answered_/u);
    },
  );
});

describe("asking back", () => {
  it("never offers a single choice as if there were several", async () => {
    const single: string[] = [];
    for (const question of [
      "mở tiệm cầm đồ cần giấy phép gì",
      "giá vàng miếng",
      "cho gặp người thật",
      "bán thuốc tây",
      "xin trồng cây",
      "nuôi yến",
      "mở lớp dạy thêm",
      "thuê nhà xã hội",
      "xin đất làm nhà",
    ]) {
      const answer = await ask(question);
      if (answer.status === "clarification_choice" && answer.suggestions.length < 2) single.push(`${question} → ${answer.suggestions.join()}`);
    }
    expect(single).toEqual([]);
  });
});

describe("a procedure for fewer cases than the question speaks of", () => {
  it.each(["ly hôn thì làm ở đâu", "xin học bổng cho con hộ nghèo"])("is offered, not taken: “%s”", async (question) => {
    const answer = await expectNotAnswered(question, /\d+ ?(?:ngày|đồng)/u);
    expect(answer.status).toMatch(/^clarification_/u);
  });

  it("gives way to the one that everybody means", async () => {
    const { body, suggestions } = await ask("giấy phép lái tàu hỏa");
    expect([body, ...suggestions].join("\n")).toMatch(/^Xét cấp giấy phép lái tàu/mu);
    expect(body).not.toMatch(/^Cấp lại/u);
  });

  it("is taken where the question speaks of it, in whatever words", async () => {
    expect((await ask("đăng ký kết hôn với người Đài Loan cần giấy gì")).citations[0]?.documentId).toBe("service/ket-hon-voi-nguoi-nuoc-ngoai");
  });
});

describe("what differs", () => {
  it.each([
    ["Nghị quyết 57 của Quốc hội nói gì", "quốc hội"],
    ["đăng ký kết hôn đồng giới ở đâu", "đồng giới"],
  ])("is named: “%s”", async (question, said) => {
    const answer = await expectNotAnswered(question, /22\/12\/2024|\d+ ngày/u);
    expect(answer.body).toContain(said);
  });
});

describe("no reason to refuse", () => {
  it.each([
    ["cơ quan nào cấp hộ chiếu", "service/ho-chieu-pho-thong"],
    ["mở quán cà phê cần giấy tờ gì", "mo-quan"],
    ["ngày chuyển đổi số quoc gia là ngày nào", "ngay-chuyen-doi-so"],
    ["có người lạ gọi đến bảo là công an yêu cầu cài app", "gia-danh-cong-an"],
    ["làm sổ hộ khẩu giấy ở đâu", "service/dang-ky-thuong-tru"],
  ])("is “%s”", async (question, documentId) => {
    const answer = await ask(question);
    expect(answer.status).toMatch(/^answered_/u);
    expect(answer.citations.map((citation) => citation.documentId).join(" ")).toContain(documentId);
  });
});

describe("one point asked of a service", () => {
  it.each([
    ["nhà nghỉ không khai báo khách bị phạt bao nhiêu", /2–4 triệu đồng/u],
    ["sinh con xong trong bao lâu phải đi khai sinh", /60 ngày từ ngày sinh/u],
    ["tạm ngừng kinh doanh phải báo trước bao nhiêu ngày", /3 ngày làm việc trước ngày tạm ngừng/u],
    ["đăng ký kết hôn xong được cấp giấy gì", /^Kết quả là giấy chứng nhận kết hôn/u],
    ["tờ khai đăng ký tạm trú là mẫu nào", /CT01/u],
  ])("is answered: “%s”", async (question, fact) => {
    const answer = await ask(question);
    expect(answer.status).toMatch(/^answered_service/u);
    expect(answer.body).toMatch(fact);
  });

  it("is not answered by how long the office takes where no source tells it", async () => {
    await expectNotAnswered("đổi bằng lái trước khi hết hạn bao lâu", /5 ngày làm việc/u);
  });
});
