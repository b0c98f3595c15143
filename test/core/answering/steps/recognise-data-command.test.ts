import { beforeAll, beforeEach, describe, expect, it } from "vitest";
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

let conversation: Conversation;
beforeEach(() => {
  conversation = new Conversation(answerer);
});

const statusOf = async (message: string): Promise<AnswerStatus> => (await conversation.say(message)).status;

describe("asking for one's own data", () => {
  it.each(["dữ liệu của tôi", "Dữ liệu của tôi?", "du lieu cua toi", "cho mình xem dữ liệu của mình với", "bạn lưu gì về tôi", "ban giu gi ve toi vay"])(
    "“%s” is told what is kept, and offered to delete it",
    async (message) => {
      expect(await conversation.say(message)).toMatchObject({ status: "command_own_data", body: bot.ownData, suggestions: [bot.wantsDeletion], citations: [] });
      expect(await statusOf(bot.wantsDeletion)).toBe("command_deletion_asked");
    },
  );

  it.each(["quyền đối với dữ liệu cá nhân", "công ty bán dữ liệu của tôi thì báo ai", "dữ liệu của tôi trên VNeID bị sai thì sửa ở đâu", "dữ liệu mở là gì"])(
    "is not meant by “%s”",
    async (message) => {
      expect(await statusOf(message)).not.toMatch(/^command_/u);
    },
  );
});

describe("having it deleted", () => {
  const question = "làm lại thẻ căn cước bị mất cần giấy tờ gì";

  it.each(["xóa dữ liệu của tôi", "xoá dữ liệu của tôi", "xoa du lieu cua toi", "xóa hết dữ liệu của mình đi", "xoa lich su tro chuyen", "Đồng ý xóa"])(
    "“%s” is asked about first",
    async (message) => {
      const answer = await conversation.say(message);
      expect(answer).toMatchObject({ status: "command_deletion_asked", body: bot.askDeletion, suggestions: [bot.deleteData, bot.keepData] });
    },
  );

  it.each(["đồng ý xóa", "Đồng ý xóa.", "dong y xoa", "tôi đồng ý xóa ạ", "đồng ý", "1"])("is done at “%s”, with all that was remembered", async (consent) => {
    await conversation.sayAll([question, "xóa dữ liệu của tôi"]);
    expect(await conversation.say(consent)).toMatchObject({ status: "command_deletion_done", body: bot.dataDeleted });
    expect(conversation.memory).toEqual(emptyMemory);
    expect(await statusOf("lệ phí bao nhiêu")).toBe("clarification_choice");
  });

  it.each(["không", "ko", "Không xóa", "không đồng ý xóa", "chưa đồng ý", "thôi", "thoi khong xoa nua", "2"])("is dropped at “%s”", async (refusal) => {
    await conversation.sayAll([question, "xóa dữ liệu của tôi"]);
    expect(await conversation.say(refusal)).toMatchObject({ status: "command_deletion_dropped", body: bot.dataKept });
    expect((await conversation.say("lệ phí bao nhiêu")).citations[0]?.documentId).toBe("service/cap-lai-the-can-cuoc");
  });

  it.each(["ok", "vâng", "ừ"])("wants more than “%s”", async (word) => {
    await conversation.say("xóa dữ liệu của tôi");
    expect(await statusOf(word)).toBe("command_deletion_asked");
    expect(await statusOf("đồng ý xóa")).toBe("command_deletion_done");
  });

  it.each(["ai đồng ý xóa", "tôi có đồng ý xóa đâu", "đồng ý xóa thì có lấy lại được không", "đồng ý xóa không"])(
    "is not agreed to by “%s”",
    async (message) => {
      await conversation.say("xóa dữ liệu của tôi");
      expect(await statusOf(message)).not.toBe("command_deletion_done");
    },
  );

  it("is no question any more after another one", async () => {
    await conversation.sayAll(["xóa dữ liệu của tôi", question]);
    expect(await statusOf("đồng ý")).not.toMatch(/^command_deletion/u);
  });

  it("is agreed to only right after the question", async () => {
    await conversation.sayAll(["xóa dữ liệu của tôi", "cảm ơn"]);
    expect(await statusOf("đồng ý xóa")).toBe("command_deletion_asked");
  });
});
