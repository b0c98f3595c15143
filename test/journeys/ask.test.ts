import { beforeAll, describe, expect, it } from "vitest";
import { answerText } from "../../src/core/answering/answer-text.js";
import type { Answerer } from "../../src/core/answering/answerer.js";
import { buildTimeoutMs } from "../core/retrieval/real-index.js";
import { Conversation, realAnswerer } from "../core/answering/conversation.js";

let answerer: Answerer;
beforeAll(async () => {
  answerer = await realAnswerer();
}, buildTimeoutMs);

/** A citizen or an official who writes to the bot and reads what it says. */
class Person {
  readonly #conversation = new Conversation(answerer);
  reads = "";
  sees: string[] = [];
  status = "";
  sources: string[] = [];

  async writes(message: string): Promise<void> {
    const answer = await this.#conversation.say(message);
    this.reads = answerText(answer);
    this.sees = answer.suggestions;
    this.status = answer.status;
    this.sources = answer.citations.map(({ documentId }) => documentId);
  }
}

describe("a citizen asks about a target", () => {
  it("for 2030, then for 2025, and gets both with their source", async () => {
    const person = new Person();

    await person.writes("Đến năm 2030 kinh tế số chiếm bao nhiêu GRDP?");
    expect(person.reads).toMatch(/khoảng 30% GRDP/u);
    expect(person.reads).toMatch(/\nNguồn: Kết luận của Ban Thường vụ Tỉnh ủy Hòa Bình, hội nghị 26\/12\/2024/u);
    expect(person.sources).toContain("ket-luan-26-12-2024");

    await person.writes("thế còn năm 2025?");
    expect(person.reads).toMatch(/khoảng 20% GRDP/u);
    expect(person.reads).toMatch(/\nNguồn: /u);
    expect(person.sources).toContain("ket-luan-26-12-2024");
  });

  it("for a year that no document speaks of, and is told so, with what there is", async () => {
    const person = new Person();

    await person.writes("mục tiêu kinh tế số năm 2040?");
    expect(person.status).toBe("unanswerable_near_miss");
    expect(person.reads).toMatch(/2040/u);
    expect(person.reads).not.toMatch(/%/u);
    expect(person.sees[0]).toBe("Mục tiêu kinh tế số của tỉnh Hòa Bình (cũ)");

    await person.writes("1");
    expect(person.reads).toMatch(/khoảng 30% GRDP/u);
  });
});

describe("a citizen lost the identity card", () => {
  it("and asks without marks what is needed, then the fee, then the place", async () => {
    const person = new Person();

    await person.writes("lam lai the can cuoc bi mat can giay to gi");
    expect(person.status).toBe("answered_service_field");
    expect(person.reads).toMatch(/DC02/u);
    expect(person.sources).toEqual(["service/cap-lai-the-can-cuoc"]);

    await person.writes("lệ phí bao nhiêu");
    expect(person.reads).toMatch(/70\.000 đồng/u);
    expect(person.reads).toMatch(/35\.000 đồng[\s\S]*31\/12\/2026|31\/12\/2026[\s\S]*35\.000 đồng/u);
    expect(person.reads).toMatch(/bản ngày 19\/7\/2026/u);
    expect(person.sources).toEqual(["service/cap-lai-the-can-cuoc"]);

    await person.writes("nộp ở đâu");
    expect(person.reads).toMatch(/công an xã, phường/u);
    expect(person.reads).not.toMatch(/huyện/u);
    expect(person.sources).toEqual(["service/cap-lai-the-can-cuoc"]);
  });
});

describe("an official reads up on the Resolution", () => {
  it("and learns the eight priority fields", async () => {
    const person = new Person();

    await person.writes("8 lĩnh vực ưu tiên");
    for (const field of ["Giáo dục", "Y tế", "Nông nghiệp", "Văn hóa và du lịch", "logistics", "môi trường", "ngân hàng", "công nghiệp"])
      expect(person.reads).toContain(field);
    expect(person.sources).toContain("ket-luan-26-12-2024");
  });

  it("and finds two dates for it, each with its place in the source", async () => {
    const person = new Person();

    await person.writes("NQ 08 ban hành ngày nào");
    expect(person.reads).toMatch(/mở đầu ghi 24\/12\/2021/u);
    expect(person.reads).toMatch(/phần nhiệm vụ ghi 15\/10\/2021/u);
    expect(person.reads).toMatch(/chưa có bản gốc/u);
  });
});

describe("a citizen wants to know what became of the province", () => {
  it("and is told where Hòa Bình belongs today, and since when", async () => {
    const person = new Person();

    await person.writes("Hòa Bình giờ thuộc tỉnh nào");
    expect(person.status).toBe("answered_article");
    expect(person.reads).toMatch(/tỉnh Phú Thọ/u);
    expect(person.reads).toMatch(/1\/7\/2025/u);
  });
});

describe("a citizen asks what the bot cannot know", () => {
  it("and is told so, with somewhere to turn, and nothing made up", async () => {
    const person = new Person();

    await person.writes("giá xăng hôm nay");
    expect(person.status).toMatch(/^unanswerable_/u);
    expect(person.reads).not.toMatch(/\d+ ?(?:đồng|đ)/u);
    expect(person.sources).toEqual([]);
  });
});

describe("a citizen wants to open a pawnshop", () => {
  it("and hears of the police's certificate, then its fee", async () => {
    const person = new Person();

    await person.writes("mở tiệm cầm đồ cần giấy phép gì");
    expect(person.status).toMatch(/^answered_service_/u);
    expect(person.reads).toMatch(/an ninh, trật tự/u);
    expect(person.reads).toMatch(/Phiếu lý lịch tư pháp/u);
    expect(person.sources).toContain("service/dieu-kien-an-ninh-trat-tu");

    await person.writes("lệ phí bao nhiêu");
    expect(person.reads).toMatch(/300\.000 đồng/u);
  });
});

describe("a citizen wants to be a broker of houses and land", () => {
  it("and gets what the register records of the procedure, then its fee", async () => {
    const person = new Person();

    await person.writes("làm môi giới nhà đất cần chứng chỉ gì");
    expect(person.status).toBe("answered_procedure");
    expect(person.reads).toMatch(/môi giới bất động sản \(mã 1\.012906\)/u);
    expect(person.reads).toMatch(/Nơi giải quyết: Sở Xây dựng/u);
    expect(person.reads).toMatch(/10 ngày làm việc/u);
    expect(person.reads).toMatch(/https:\/\/dichvucong\.gov\.vn\/thu-tuc-hanh-chinh\//u);
    expect(person.reads).toMatch(/19\/7\/2026/u);
    expect(person.sources).toContain("procedure/1.012906");

    await person.writes("lệ phí bao nhiêu");
    expect(person.reads).toMatch(/300\.000 đồng/u);
  });
});

describe("a citizen is on the telephone with a stranger", () => {
  it("and is told what to do before anything else", async () => {
    const person = new Person();

    await person.writes("có người gọi bảo cập nhật VNeID rồi gửi link");
    expect(person.reads).toMatch(/^Đừng/u);
    expect(person.reads).toMatch(/OTP/u);
  });
});

describe("a citizen writes as people write on a phone", () => {
  it("greets, asks in short, says thanks, and goes on to another matter", async () => {
    const person = new Person();

    await person.writes("chao ad");
    expect(person.status).toBe("smalltalk_greeting");

    await person.writes("e mun lm lai cccd bi mat het bn tien z");
    expect(person.reads).toMatch(/70\.000 đồng/u);

    await person.writes("ok cam on nha");
    expect(person.status).toMatch(/^smalltalk_/u);

    await person.writes("con dk ket hon thi can giay to j");
    expect(person.sources).toEqual(["service/dang-ky-ket-hon"]);
    expect(person.reads).not.toMatch(/căn cước bị mất/u);
  });

  it("gives a number that nobody asked for, which is not repeated", async () => {
    const person = new Person();

    await person.writes("so cccd cua toi la 017199001234, lam lai the can cuoc bi mat le phi bao nhieu");
    expect(person.reads).toMatch(/70\.000 đồng/u);
    expect(person.reads).toMatch(/đã che thông tin cá nhân/u);
    expect(person.reads).not.toContain("017199001234");
  });
});
