import { beforeAll, describe, expect, it } from "vitest";
import type { Answerer } from "../../../../src/core/answering/answerer.js";
import { buildTimeoutMs } from "../../retrieval/real-index.js";
import { Conversation, realAnswerer } from "../conversation.js";

let answerer: Answerer;

beforeAll(async () => {
  answerer = await realAnswerer();
}, buildTimeoutMs);

describe("recogniseWhereabouts", () => {
  it.each(["tôi ở Lạc Sơn thì nộp ở đâu", "em o huyen lac son cu nop ho so cho nao", "nhà tôi ở xã Mường Bi thì nộp hồ sơ ở đâu"])(
    "tells who names only a place of ours where dossiers are handed in: %s",
    async (question) => {
      const { citations } = await new Conversation(answerer).say(question);
      expect(citations[0]?.documentId).toBe("noi-lam-thu-tuc");
    },
  );

  it("leaves a question that names a matter to that matter", async () => {
    const { citations } = await new Conversation(answerer).say("tôi ở Lạc Sơn làm giấy khai sinh nộp ở đâu");
    expect(citations[0]?.documentId).toMatch(/^service\/.*khai-sinh/u);
  });

  it("keeps to the service that was spoken of", async () => {
    const { citations } = await new Conversation(answerer).sayAll(["làm giấy khai sinh nộp ở đâu", "tôi ở Lạc Sơn thì nộp ở đâu"]);
    expect(citations[0]?.documentId).toMatch(/^service\/.*khai-sinh/u);
  });

  it("says nothing of another province", async () => {
    const { status } = await new Conversation(answerer).say("tôi ở Sơn La thì nộp ở đâu");
    expect(status).not.toMatch(/^answered_/u);
  });
});
