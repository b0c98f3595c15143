import { beforeAll, describe, expect, it } from "vitest";
import type { Answerer } from "../../../../src/core/answering/answerer.js";
import { registerTitle } from "../../../../src/core/wording/procedures.js";
import { browsing } from "../../../../src/core/wording/register-fields.js";
import { buildTimeoutMs } from "../../retrieval/real-index.js";
import { Conversation, realAnswerer } from "../conversation.js";

let answerer: Answerer;

beforeAll(async () => {
  answerer = await realAnswerer();
}, buildTimeoutMs);

async function firstAnswerTo(question: string) {
  return new Conversation(answerer).say(question);
}

describe("a question about a whole field", () => {
  it.each([
    ["thủ tục đất đai có những gì", "register/dat-dai"],
    ["co nhung thu tuc gi ve ho tich", "register/ho-tich"],
    ["cac dich vu ve bao hiem", "register/bao-hiem"],
    ["lĩnh vực xây dựng gồm thủ tục nào", "register/xay-dung"],
    ["giấy tờ nhà đất gồm những thủ tục gì", "register/dat-dai"],
    ["thủ tục xe cộ", "register/giao-thong"],
  ])("is answered from the register: %s", async (question, documentId) => {
    const { status, citations } = await firstAnswerTo(question);
    expect(status).toBe("answered_register");
    expect(citations).toMatchObject([{ documentId, title: registerTitle, issued: "2026-07-19" }]);
  });

  it("counts only what communes handle where they are asked for", async () => {
    const { body } = await firstAnswerTo("xã làm được những thủ tục nào về chứng thực");
    expect(body).toContain("thủ tục do cấp xã giải quyết");
  });

  it.each(["thủ tục đất đai có làm online được không", "hộ tịch nộp trên mạng được hết không"])(
    "says how many can be submitted online: %s",
    async (question) => {
      const { status, body } = await firstAnswerTo(question);
      expect(status).toBe("answered_register");
      expect(body).toMatch(/^Trong \d+ thủ tục về .*, \d+ thủ tục có ghi cách nộp trực tuyến; \d+ thủ tục chưa ghi\./u);
    },
  );

  it.each([
    "thủ tục sang tên sổ đỏ đất đai cần gì",
    "chứng thực cần những gì",
    "nộp thuế trên mạng được không",
    "thủ tục thuế hết bao nhiêu",
    "thủ tục đất đai ở Hà Nội có những gì",
    "thủ tục đất đai năm 2019 có những gì",
  ])("is none where one paper, another place or another year is named: %s", async (question) => {
    expect((await firstAnswerTo(question)).status).not.toBe("answered_register");
  });
});

describe("the procedures of a field", () => {
  it("are paged through by name, each to be asked for by its number, until the last", async () => {
    const conversation = new Conversation(answerer);
    await conversation.say("lĩnh vực xây dựng gồm thủ tục nào");
    const names = new Set<string>();
    let page = await conversation.say("xem tiếp");
    while (page.suggestions.includes(browsing.next)) {
      for (const name of page.suggestions.slice(0, -1)) names.add(name);
      page = await conversation.say(String(page.suggestions.length));
      expect(page.status).toBe("answered_register");
    }
    for (const name of page.suggestions) names.add(name);
    const field = answerer.tools.fields.find(["lĩnh", "vực", "xây", "dựng"])?.field;
    expect(names.size).toBeGreaterThan((field?.entries.length ?? 0) * 0.9);
    expect((await conversation.say("1")).status).toMatch(/^answered_(?:procedure|service)/u);
  });
});

describe("a field", () => {
  it("answers each way of calling it, listed or online, and is never withheld", async () => {
    for (const { id, say } of answerer.tools.lexicon.fields.topics)
      for (const name of say)
        for (const question of [`lĩnh vực ${name} gồm những thủ tục nào`, `thủ tục ${name} cấp xã nộp trực tuyến được không`]) {
          const { status, citations } = await firstAnswerTo(question);
          expect(`${question}: ${status} ${citations[0]?.documentId ?? ""}`).toBe(`${question}: answered_register register/${id}`);
        }
  });
});
