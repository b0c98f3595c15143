import { beforeAll, describe, expect, it } from "vitest";
import type { Answerer } from "../../../../src/core/answering/answerer.js";
import { say } from "../../../../src/core/wording/answers.js";
import { buildTimeoutMs } from "../../retrieval/real-index.js";
import { Conversation, realAnswerer, today, withArticle } from "../conversation.js";

let answerer: Answerer;
beforeAll(async () => {
  answerer = await realAnswerer();
}, buildTimeoutMs);

const ask = (question: string, now = today) => new Conversation(answerer, now).say(question);

describe("a figure of the Conclusion", () => {
  it.each([
    ["Đến năm 2030 kinh tế số chiếm bao nhiêu GRDP?", /khoảng 30% GRDP/u],
    ["kinh te so 2030 may phan tram", /khoảng 30% GRDP/u],
    ["Năng suất lao động Hòa Bình phải tăng mấy phần trăm một năm", /tối thiểu 8%/u],
    ["mục tiêu kinh tế số của Hòa Bình đến năm 2025", /khoảng 20% GRDP/u],
  ])("is said with its standing today, and the Conclusion is cited: “%s”", async (question, fact) => {
    const answer = await ask(question);
    expect(answer.status).toBe("answered_article");
    expect(answer.body).toMatch(fact);
    expect(answer.body).toMatch(/1\/7\/2025 Hòa Bình đã nhập vào tỉnh Phú Thọ/u);
    expect(answer.citations.map(({ documentId }) => documentId)).toContain("ket-luan-26-12-2024");
  });

  it("comes first: the answer stands in the first sentence", async () => {
    expect((await ask("kinh te so 2030 may phan tram")).body.split(/[.;]/u)[0]).toMatch(/30%/u);
  });
});

describe("sources that differ", () => {
  it.each(["NQ 08 ban hành ngày nào", "nghị quyết 08 ra ngày mấy", "nghi quyet 08-nq/tu ban hanh ngay nao"])(
    "are both told, with where each stands: “%s”",
    async (question) => {
      const { body } = await ask(question);
      expect(body).toMatch(/24\/12\/2021/u);
      expect(body).toMatch(/15\/10\/2021/u);
      expect(body).toMatch(/mở đầu/u);
      expect(body).toMatch(/phần nhiệm vụ/u);
      expect(body).toMatch(/chưa có bản gốc/u);
    },
  );
});

describe("a narrow question about a service", () => {
  it("is answered with the one thing that is asked, and its source", async () => {
    const answer = await ask("thuê nhà cùng xã thì có phải đăng ký tạm trú không");
    expect(answer.status).toBe("answered_service_field");
    expect(answer.body).toMatch(/^Chuyển chỗ ở trong cùng xã thường trú thì không đăng ký tạm trú\./u);
    expect(answer.citations[0]).toMatchObject({ documentId: "service/dang-ky-tam-tru", codes: ["1.004194"] });
    expect(answer.citations[0]?.quote).toContain("cùng xã thường trú");
  });

  it("is told to be unknown where no source tells it", async () => {
    const answer = await ask("đăng ký tạm trú có thời hạn mấy năm");
    expect(answer.status).toBe("unanswerable_unverified");
    expect(answer.body).toContain("tạm trú tối đa bao lâu");
    expect(answer.body).not.toMatch(/\d+ (?:ngày|năm|tháng)/u);
  });
});

describe("one field of a service", () => {
  it.each([
    ["làm lại thẻ căn cước bị mất cần giấy tờ gì", /DC02/u, /đồng/u],
    ["lệ phí làm lại thẻ căn cước bị mất", /70\.000 đồng/u, /DC02/u],
    ["làm lại thẻ căn cước bị mất mất bao lâu", /7 ngày làm việc/u, /đồng|DC02/u],
    ["làm lại thẻ căn cước bị mất nộp ở đâu", /công an xã, phường/u, /đồng|DC02/u],
  ])("is given alone: “%s”", async (question, given, absent) => {
    const answer = await ask(question);
    expect(answer.status).toBe("answered_service_field");
    expect(answer.body).toMatch(given);
    expect(answer.body).not.toMatch(absent);
  });

  it("cites the register with its day and the codes of its procedures", async () => {
    const { citations } = await ask("lệ phí làm lại thẻ căn cước bị mất");
    expect(citations[0]).toMatchObject({
      documentId: "service/cap-lai-the-can-cuoc",
      title: "Cơ sở dữ liệu quốc gia về thủ tục hành chính",
      issued: "2026-07-19",
      codes: ["1.014064", "2.001194", "1.000757"],
    });
    expect(citations[0]?.url).toMatch(/^https:\/\/dichvucong\.gov\.vn/u);
  });

  it("is that of the special case where one is named", async () => {
    const { body } = await ask("mất thẻ căn cước công dân mẫu cũ làm lại qua mạng được không");
    expect(body).toMatch(/mẫu cũ/u);
    expect(body).toMatch(/trực tiếp/u);
  });
});

describe("a field that nobody verified", () => {
  it.each([
    ["làm thẻ căn cước cho trẻ dưới 6 tuổi lệ phí bao nhiêu", "lệ phí"],
    ["cấp thẻ bảo hiểm y tế lệ phí bao nhiêu", "lệ phí"],
    ["đăng ký nước sạch mất bao lâu", "thời hạn"],
  ])("is said to be so, without a figure and with the official page: “%s”", async (question, label) => {
    const answer = await ask(question);
    expect(answer).toMatchObject({ status: "unanswerable_unverified", citations: [] });
    expect(answer.body).toMatch(new RegExp(`^Tôi chưa có nguồn chắc chắn về ${label}`, "u"));
    expect(answer.body).toMatch(/https:\/\//u);
    expect(answer.body.replace(/https:\S+/gu, "")).not.toMatch(/\d+(?:[.,]\d+)* ?(?:đồng|ngày|%)|miễn phí/u);
  });
});

describe("a reduction that ends", () => {
  const question = "lệ phí làm lại thẻ căn cước bị mất";

  it.each(["2026-11-25T08:00:00+07:00", "2026-12-31T08:00:00+07:00", "2026-12-31T23:59:00+07:00"])("is told with its last day until then: %s", async (now) => {
    const { body } = await ask(question, new Date(now));
    expect(body).toMatch(/đến hết ngày 31\/12\/2026 thu 50%, còn 35\.000 đồng/u);
    expect(body).toMatch(/70\.000 đồng/u);
  });

  it.each(["2027-01-01T00:01:00+07:00", "2027-01-01T06:59:00+07:00", "2027-01-01T08:00:00+07:00", "2027-06-01T08:00:00+07:00"])(
    "is history in Vietnam after that day: %s",
    async (now) => {
      const { body } = await ask(question, new Date(now));
      expect(body).not.toMatch(/35\.000/u);
      expect(body).toMatch(/70\.000 đồng/u);
      expect(body).toContain(say.reductionOver);
    },
  );

  it("is history in an overview too", async () => {
    const overview = await ask("làm lại thẻ căn cước", new Date("2027-02-01T08:00:00+07:00"));
    expect(overview.status).toBe("answered_service_overview");
    expect(overview.body).not.toMatch(/35\.000/u);
  });
});

describe("an article that may be asserted until a day", () => {
  const id = "chuyen-doi-so-la-gi";

  it("is asserted on its last day, and not after it", async () => {
    const limited = await realAnswerer(withArticle(id, { validUntil: "2026-11-25" }));
    const on = await new Conversation(limited, today).say("chuyển đổi số là gì");
    expect(on).toMatchObject({ status: "answered_article" });
    const after = await new Conversation(limited, new Date("2026-11-26T08:00:00+07:00")).say("chuyển đổi số là gì");
    expect(after).toMatchObject({ status: "unanswerable_expired", citations: [] });
    expect(after.body).toContain(say.noSource);
    expect(after.body).not.toMatch(/thay đổi cách làm việc/u);
  });

  it("ends at midnight in Vietnam", async () => {
    const limited = await realAnswerer(withArticle(id, { validUntil: "2026-11-25" }));
    const after = await new Conversation(limited, new Date("2026-11-26T00:30:00+07:00")).say("chuyển đổi số là gì");
    expect(after.status).toBe("unanswerable_expired");
  });
});

describe("what a question wrongly states", () => {
  it.each([
    ["Hòa Bình đặt mục tiêu kinh tế số 50% đúng không", /^Không phải 50%\./u, /30%/u],
    ["Hòa Bình đặt mục tiêu kinh tế số năm 2030 là 45% GRDP phải không", /^Không phải 45%\./u, /30%/u],
    ["năng suất lao động tăng 15% mỗi năm phải không", /^Không phải 15%\./u, /8%/u],
    ["Nghị quyết 57-NQ/TW ban hành ngày 22/12/2023 phải không?", /^Không phải 22\/12\/2023\./u, /22\/12\/2024/u],
    ["Hòa Bình nhập vào Hà Nội phải không", /^Không phải Hà Nội\./u, /Phú Thọ/u],
    ["nghị quyết 08 ban hành ngày 22/12/2023 phải không", /^Không phải 22\/12\/2023\./u, /24\/12\/2021/u],
    ["lệ phí làm lại thẻ căn cước bị mất là 500.000 đồng đúng không", /^Không phải 500\.000 đồng\./u, /70\.000 đồng/u],
  ])("is denied before the source is quoted: “%s”", async (question, denial, fact) => {
    const answer = await ask(question);
    expect(answer.status).toBe("answered_correction");
    expect(answer.body).toMatch(denial);
    expect(answer.body).toMatch(fact);
    expect(answer.citations.length).toBeGreaterThan(0);
  });

  it.each([
    "Hòa Bình đặt mục tiêu kinh tế số 30% GRDP năm 2030 đúng không",
    "lệ phí làm lại thẻ căn cước là 70.000 đồng đúng không",
    "Nghị quyết 57-NQ/TW ban hành ngày 22/12/2024 phải không",
  ])("is not denied where it is right: “%s”", async (question) => {
    const answer = await ask(question);
    expect(answer.status).toMatch(/^answered_/u);
    expect(answer.status).not.toBe("answered_correction");
    expect(answer.body).not.toMatch(/^Không phải/u);
  });
});

describe("a procedure that is only in the register", () => {
  it("is told by what the register records: code, office, time, fee, ways, and the page of its papers, with its day", async () => {
    const answer = await ask("cấp chứng chỉ hành nghề môi giới bất động sản");
    expect(answer.status).toBe("answered_procedure");
    const [heading, facts, closing] = answer.body.split("\n");
    expect(heading).toMatch(/\(mã \d\.\d{6}\)\.$/u);
    expect(facts).toMatch(/Nơi giải quyết|Cổng chưa ghi/u);
    expect(facts).toMatch(/Thời hạn|thời hạn/u);
    expect(facts).toMatch(/Lệ phí|phí/u);
    expect(closing).toMatch(/^Giấy tờ và từng bước xem trên trang của thủ tục: https:\/\/dichvucong\.gov\.vn\S+\. Số liệu theo bản ngày 18–19\/7\/2026\.$/u);
    expect(answer.citations[0]?.documentId).toMatch(/^procedure\/\d\.\d{6}$/u);
    expect(answer.citations[0]?.codes?.length).toBeGreaterThan(0);
  });

  it("tells what was asked first", async () => {
    const fee = (await ask("cấp chứng chỉ hành nghề môi giới bất động sản lệ phí bao nhiêu")).body.split("\n")[1] ?? "";
    expect(fee).toMatch(/^(Lệ phí|Cổng chưa ghi mức phí|Phí)/u);
  });
});

describe("eight priority fields", () => {
  it.each(["8 lĩnh vực ưu tiên", "tam linh vuc uu tien chuyen doi so"])("are all told: “%s”", async (question) => {
    const { body } = await ask(question);
    for (const field of [
      "Giáo dục",
      "Y tế",
      "Nông nghiệp",
      "Văn hóa và du lịch",
      "Giao thông vận tải và logistics",
      "Tài nguyên và môi trường",
      "Tài chính – ngân hàng",
      "Sản xuất công nghiệp",
    ])
      expect(body).toContain(field);
  });
});

describe("a scam that is going on", () => {
  it("is answered by what to do, before anything else", async () => {
    const answer = await ask("có người gọi bảo cập nhật VNeID rồi gửi link");
    expect(answer.status).toMatch(/^answered_/u);
    expect(answer.body).toMatch(/^Đừng/u);
  });
});
