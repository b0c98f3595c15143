import { beforeAll, describe, expect, it } from "vitest";
import type { Answerer } from "../../../../src/core/answering/answerer.js";
import { fold } from "../../../../src/core/text/fold.js";
import { buildTimeoutMs } from "../../retrieval/real-index.js";
import { Conversation, realAnswerer } from "../conversation.js";

let answerer: Answerer;

beforeAll(async () => {
  answerer = await realAnswerer();
}, buildTimeoutMs);

const ask = (question: string) => new Conversation(answerer).say(question);

describe("a question what became of a place", () => {
  it.each([
    ["Xã Tú Sơn giờ thuộc xã nào", /^Xã Tú Sơn \(huyện Kim Bôi cũ\) nay thuộc xã Mường Động, tỉnh Phú Thọ, từ ngày 1\/7\/2025\.$/u],
    ["thị trấn Bo sáp nhập vào đâu rồi", /^Thị trấn Bo .* nay thuộc xã Kim Bôi/u],
    ["nhà em ở Đú Sáng huyện Kim Bôi nay là xã gì", /^Xã Đú Sáng .* nay thuộc xã Nật Sơn/u],
  ])("tells where a former commune went, typed with marks or without: %s", async (question, expected) => {
    for (const typed of [question, fold(question).toLowerCase()]) {
      const { status, body, citations } = await ask(typed);
      expect(status).toBe("answered_register");
      expect(body).toMatch(expected);
      expect(citations).toMatchObject([{ title: expect.stringContaining("1676/NQ-UBTVQH15") as string, issued: "2025-06-16" }]);
    }
  });

  it("lists the communes of a former district", async () => {
    const { body } = await ask("huyện Lạc Sơn cũ gồm những xã nào");
    expect(body).toMatch(/^Địa bàn huyện Lạc Sơn cũ từ ngày 1\/7\/2025 có 8 xã, phường của tỉnh Phú Thọ:/u);
    expect(body.split("\n")).toHaveLength(9);
  });

  it("tells what a commune of today is made of", async () => {
    expect((await ask("xã Mường Bi trước đây thuộc huyện nào")).body).toBe(
      "Xã Mường Bi ngày nay gồm địa bàn cũ của xã Phú Cường, xã Mỹ Hòa, xã Phong Phú (huyện Tân Lạc cũ).",
    );
  });

  it("tells places of one name apart, and says which got a part", async () => {
    const { body } = await ask("xã Cao Sơn nay thuộc xã nào");
    expect(body.split("\n")).toEqual([
      "Xã Cao Sơn (huyện Đà Bắc cũ) nay thuộc xã Cao Sơn, tỉnh Phú Thọ, từ ngày 1/7/2025.",
      "Một phần xã Cao Sơn (huyện Lương Sơn cũ) nay thuộc xã Lương Sơn, tỉnh Phú Thọ, từ ngày 1/7/2025.",
      "Một phần xã Cao Sơn (huyện Lương Sơn cũ) nay thuộc xã Liên Sơn, tỉnh Phú Thọ, từ ngày 1/7/2025.",
    ]);
  });

  it.each([
    "Hòa Bình giờ thuộc tỉnh nào",
    "tôi ở Lạc Sơn thì nộp ở đâu",
    "đăng ký kết hôn ở xã Kim Bôi",
    "xã Ba Vì giờ thuộc xã nào",
    "sổ đỏ ở Tân Lạc làm mấy ngày",
  ])("leaves others to the steps behind it: %s", async (question) => {
    expect((await ask(question)).status).not.toBe("answered_register");
  });
});
