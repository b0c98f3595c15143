import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readActivitySet } from "../../../adapters/web/widget/src/direct-line/activity.js";
import { failureOf } from "../../../adapters/web/widget/src/direct-line/failure.js";
import { readSession } from "../../../adapters/web/widget/src/direct-line/session.js";

const answer = {
  type: "message",
  id: "c|0000001",
  from: { id: "bot", role: "bot" },
  text: "Thân bài.\nNguồn: Luật.",
  replyToId: "c|0000000",
  suggestedActions: { actions: [{ type: "imBack", title: "Lệ phí", value: "Lệ phí bao nhiêu" }, { title: "" }] },
  channelData: {
    tlso: {
      answerId: "a1",
      status: "answered_article",
      body: "Thân bài.",
      citations: [{ documentId: "luat", title: "Luật", quote: "Thân bài.", url: "javascript:alert(1)", issued: "2025", codes: ["1.1", 2] }],
    },
  },
};

describe("readActivitySet", () => {
  it("reads an answer, and shows the body without the line of sources that other clients get", () => {
    const { activities, watermark } = readActivitySet({ activities: [answer], watermark: "1" });
    expect(watermark).toBe("1");
    expect(activities).toMatchObject([
      {
        type: "message",
        text: "Thân bài.",
        isFromPerson: false,
        answerId: "a1",
        suggestions: [{ label: "Lệ phí", message: "Lệ phí bao nhiêu" }],
        citations: [{ title: "Luật", url: "", codes: ["1.1"], passage: "", validity: "", quoteKind: "" }],
      },
    ]);
  });

  it("reads what foreign bots send, without our own part", () => {
    expect(readActivitySet({ activities: [{ ...answer, channelData: undefined }] }).activities).toMatchObject([
      { text: "Thân bài.\nNguồn: Luật.", citations: [] },
    ]);
  });

  it("knows its own messages by the id that it gave them", () => {
    const own = { type: "message", id: "1", from: { id: "x" }, text: "hỏi", channelData: { clientActivityID: "k" } };
    expect(readActivitySet({ activities: [own] }).activities).toMatchObject([{ isFromPerson: true, clientActivityId: "k" }]);
  });

  it("leaves out typing and what is not well formed, and keeps the rest", () => {
    const odd = [null, 1, { type: "typing", id: "1" }, { type: "message", text: "không có id" }, { type: "message", id: "2", text: 5 }, answer];
    expect(readActivitySet({ activities: odd }).activities).toHaveLength(1);
  });

  it("takes anything without throwing", () => {
    fc.assert(fc.property(fc.jsonValue(), (data) => void readActivitySet(data)));
    fc.assert(
      fc.property(fc.jsonValue(), (data) => void readActivitySet({ activities: [{ ...answer, channelData: data, suggestedActions: data, from: data }] })),
    );
  });
});

describe("failureOf", () => {
  it.each([
    [401, "", { kind: "expired" }],
    [403, "", { kind: "expired" }],
    [404, "", { kind: "gone" }],
    [413, "", { kind: "refused" }],
    [429, "", { kind: "busy", retryAfterMs: 7000 }],
    [502, "", { kind: "broken" }],
    [503, "", { kind: "busy", retryAfterMs: 7000 }],
    [503, "Maintenance", { kind: "maintenance", retryAfterMs: 7000 }],
  ])("reads status %i %s", (status, code, failure) => expect(failureOf(status, "7", code)).toEqual(failure));

  it("waits a while where the server names no time or an absurd one", () => {
    expect(failureOf(429, null, "")).toMatchObject({ retryAfterMs: 10_000 });
    expect(failureOf(429, "Wed, 21 Oct 2026 07:28:00 GMT", "")).toMatchObject({ retryAfterMs: 10_000 });
    expect(failureOf(429, "999999", "")).toMatchObject({ retryAfterMs: 300_000 });
  });
});

describe("readSession", () => {
  it("takes up a session that still holds, and nothing else", () => {
    const session = { conversationId: "c", token: "t", expiresAt: 200 };
    expect(readSession(session, 100)).toEqual(session);
    expect(readSession(session, 200)).toBeUndefined();
    for (const data of [null, "x", [], { ...session, token: 1 }, { ...session, expiresAt: "later" }]) expect(readSession(data, 100)).toBeUndefined();
  });
});
