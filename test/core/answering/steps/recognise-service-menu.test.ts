import { beforeAll, describe, expect, it } from "vitest";
import type { Answer } from "../../../../src/core/answering/answer.js";
import type { Answerer } from "../../../../src/core/answering/answerer.js";
import { areas } from "../../../../src/core/knowledge/schema.js";
import { fold } from "../../../../src/core/text/fold.js";
import { areaNames } from "../../../../src/core/wording/areas.js";
import { buildTimeoutMs } from "../../retrieval/real-index.js";
import { Conversation, realAnswerer } from "../conversation.js";

const words = "dịch vụ công có những gì";
const names = Object.values(areaNames);

let answerer: Answerer;
beforeAll(async () => {
  answerer = await realAnswerer();
}, buildTimeoutMs);

/** What is answered to words said right after the menu. */
const afterMenu = (message: string): Promise<Answer> => new Conversation(answerer).sayAll([words, message]);

describe("the menu of services", () => {
  it.each([words, "Làm giấy tờ", "Dịch vụ công có những gì?", "dich vu cong co nhung gi", "cho tôi xem danh sách dịch vụ công với ạ", "dvc có những gì"])(
    "is opened by “%s”: all areas, to tap",
    async (message) => {
      const answer = await new Conversation(answerer).say(message);
      expect(answer).toMatchObject({ status: "command_services", suggestions: names, citations: [] });
      expect(answer.body).toContain(`${answerer.tools.library.services.length} dịch vụ công`);
    },
  );

  it.each(["dịch vụ công là gì", "dịch vụ công trực tuyến có lợi gì", "đăng ký dịch vụ công ở đâu"])("is not opened by “%s”", async (message) => {
    expect((await new Conversation(answerer).say(message)).status).not.toBe("command_services");
  });

  it("names every area that services have", () => {
    expect(Object.keys(areaNames).sort()).toEqual([...areas.options].sort());
    expect(new Set(names).size).toBe(names.length);
  });

  it("leads from each area, by words or number, to services of it, and from each of these to an answer", async () => {
    for (const [area, name] of Object.entries(areaNames)) {
      const services = answerer.tools.library.services.filter((service) => service.area === area);
      const chosen = await afterMenu(fold(name));
      if (services.length === 1) {
        expect(chosen.citations[0]?.documentId, name).toBe(`service/${services[0]?.id}`);
        continue;
      }
      expect(chosen.status, name).toBe("command_services");
      expect(chosen.suggestions, name).toHaveLength(services.length);
      for (const { id, everyday } of services) {
        const answer = await new Conversation(answerer).sayAll([words, name, everyday]);
        expect(answer.status, everyday).toMatch(/^answered_service_/u);
        expect(answer.citations[0]?.documentId, everyday).toBe(`service/${id}`);
      }
    }
    expect(await afterMenu("2")).toEqual(await afterMenu(names[1] ?? ""));
  }, 60_000);

  it.each([
    ["đất đai", "Đất đai, sổ đỏ: anh/chị hỏi việc nào?"],
    ["so do", "Đất đai, sổ đỏ: anh/chị hỏi việc nào?"],
    ["VNeID", "Căn cước, VNeID: anh/chị hỏi việc nào?"],
  ])("is answered by a part of a name: “%s”", async (part, body) => {
    expect((await afterMenu(part)).body).toBe(body);
  });

  it("is still understood by its buttons when other things were said since", async () => {
    const answer = await new Conversation(answerer).sayAll([words, "cảm ơn", "Căn cước, VNeID"]);
    expect(answer.body).toMatch(/^Căn cước, VNeID: /u);
  });
});
