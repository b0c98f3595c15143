import { describe, expect, it } from "vitest";
import { toJson } from "../../src/activity/activity.js";
import type { Capabilities } from "../../src/activity/capabilities.js";
import type { Answer } from "../../src/core/answering/answer.js";
import { bot } from "../../src/core/wording/bot.js";
import { answerActivities } from "../../src/core/conversation/answer-activities.js";

const capabilities: Capabilities = {
  buttons: Infinity,
  links: true,
  maxTextLength: 4000,
  richText: false,
  typing: true,
  edit: false,
  proactive: true,
  notifies: true,
};
const answer: Answer = {
  status: "answered_article",
  body: "Lệ phí 50.000 đồng.",
  citations: [{ documentId: "a", title: "Bài A", section: "", quote: "50.000 đồng", quoteKind: "summary" as const, url: "", issued: "2026" }],
  suggestions: ["Giấy tờ", "Nộp ở đâu"],
  confidence: 0.9,
};
const said = (changes: Partial<Capabilities>, changed: Partial<Answer> = {}) =>
  answerActivities({ ...answer, ...changed }, "answer-1", { ...capabilities, ...changes }).map(toJson);

describe("answerActivities", () => {
  it("says body and source, offers suggestions as buttons, and gives the parts to clients that know us", () => {
    expect(said({})).toMatchObject([
      {
        type: "message",
        text: "Lệ phí 50.000 đồng.\nNguồn: Bài A, 2026.",
        textFormat: "plain",
        suggestedActions: {
          actions: [
            { type: "imBack", title: "Giấy tờ", value: "Giấy tờ" },
            { type: "imBack", title: "Nộp ở đâu", value: "Nộp ở đâu" },
          ],
        },
        channelData: { tlso: { answerId: "answer-1", status: "answered_article", body: "Lệ phí 50.000 đồng.", citations: answer.citations } },
      },
    ]);
  });

  it("numbers suggestions where there are no buttons", () => {
    const [activity] = said({ buttons: 0 });
    expect(activity?.text).toBe(`Lệ phí 50.000 đồng.\nNguồn: Bài A, 2026.\n${bot.chooseByNumber}\n1. Giấy tờ\n2. Nộp ở đâu\n${bot.howToRate}`);
    expect(activity).not.toHaveProperty("suggestedActions");
  });

  it("numbers all suggestions where there are more than there can be buttons", () => {
    expect(said({ buttons: 2 })[0]).toHaveProperty("suggestedActions");
    const [activity] = said({ buttons: 1 });
    expect(activity?.text).toBe(`Lệ phí 50.000 đồng.\nNguồn: Bài A, 2026.\n${bot.chooseByNumber}\n1. Giấy tờ\n2. Nộp ở đâu`);
    expect(activity).not.toHaveProperty("suggestedActions");
  });

  it("asks for no judgement on a greeting", () => {
    expect(said({ buttons: 0 }, { status: "smalltalk_greeting" })[0]?.text).not.toContain(bot.howToRate);
  });

  it("writes out the addresses of sources where words cannot be links", () => {
    const [source] = answer.citations as [Answer["citations"][number]];
    const citations = [{ ...source, url: "https://e.vn/a" }, source, { ...source, url: "https://e.vn/a" }];
    expect(said({ links: false }, { citations })[0]?.text).toBe("Lệ phí 50.000 đồng.\nNguồn: Bài A, 2026.\nhttps://e.vn/a");
    expect(said({}, { citations })[0]?.text).not.toContain("https:");
    expect(said({ links: false }, { citations, status: "unanswerable_no_source" })[0]?.text).not.toContain("https:");
  });

  it("offers nothing where there is nothing to offer", () => {
    expect(said({}, { suggestions: [] })[0]).not.toHaveProperty("suggestedActions");
  });

  it("says a long answer in parts, with the buttons under the last", () => {
    const parts = said({ maxTextLength: 25 });
    expect(parts.map(({ text }) => text)).toEqual(["Lệ phí 50.000 đồng.", "Nguồn: Bài A, 2026."]);
    expect(parts.map((part) => "suggestedActions" in part)).toEqual([false, true]);
  });
});
