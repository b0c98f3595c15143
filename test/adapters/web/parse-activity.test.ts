import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { maxMessageLength, parseActivity } from "../../../adapters/web/parse-activity.js";
import { ProtocolError } from "../../../adapters/web/protocol-error.js";
import type { Inbound } from "../../../src/activity/reception.js";

const samples = new URL("../../../adapters/web/samples/", import.meta.url);
const participant = { conversationId: "webchat-1", userId: "dl_1" };

function parse(body: unknown): Inbound {
  const parsed = parseActivity(body, participant, () => "new-id");
  if (parsed.kind !== "inbound") throw new Error("not kept");
  return parsed.inbound;
}

describe("parseActivity", () => {
  it("says who it is from, whatever the body says", () => {
    const { activity } = parse({
      type: "message",
      text: "chào",
      from: { id: "somebody", role: "bot" },
      conversation: { id: "webchat-2" },
      channelId: "x",
      id: "7",
      serviceUrl: "http://evil",
    });
    expect(activity).toEqual({
      type: "message",
      text: "chào",
      textFormat: "plain",
      from: { id: "dl_1", role: "user" },
      recipient: { id: "tro-ly-so", name: "Trợ lý số", role: "bot" },
      conversation: { id: "webchat-1" },
      channelId: "webchat",
      locale: "vi-VN",
    });
  });

  it("brings text to NFC, trims it, and drops what cannot be stored", () => {
    expect(parse({ type: "message", text: "  Lệ phí\u0000 \ud800bao nhiêu ".normalize("NFD") }).activity.text).toBe("Lệ phí bao nhiêu");
  });

  it("recognises a message by the id that its client gave it, within its conversation", () => {
    expect(parse({ type: "message", text: "a", channelData: { clientActivityID: "c1" } }).providerId).toBe("webchat-1:c1");
    expect(parse({ type: "message", text: "a" }).providerId).toBe("webchat-1:new-id");
  });

  it.each(readdirSync(samples))("reads what a real client sends: %s", (name) => {
    const body = JSON.parse(readFileSync(new URL(name, samples), "utf8")) as { type: string; text?: string };
    const { activity } = parse(body);
    expect(activity).toMatchObject({ type: body.type, from: { id: "dl_1", role: "user" }, ...(body.text !== undefined && { text: body.text }) });
    expect(activity).not.toHaveProperty("attachments");
  });

  it("keeps no sign of typing", () => {
    expect(parseActivity({ type: "typing" }, participant, () => "x")).toEqual({ kind: "typing" });
  });

  it.each([
    ["nothing", undefined],
    ["a list", []],
    ["no type", { text: "a" }],
    ["a type that a user does not send", { type: "conversationUpdate", text: "a" }],
    ["no text", { type: "message" }],
    ["only spaces", { type: "message", text: " \u0000 " }],
    ["text that is no text", { type: "message", text: { a: 1 } }],
    ["too much text", { type: "message", text: "a".repeat(maxMessageLength + 1) }],
    ["too much data", { type: "event", name: "feedback", value: "a".repeat(5000) }],
    ["too deep data", JSON.parse(`{"type":"event","name":"x","value":${"[".repeat(3000)}${"]".repeat(3000)}}`)],
    ["a reaction to nothing", { type: "messageReaction", reactionsAdded: [{ type: "like" }] }],
  ])("refuses %s", (_, body) => {
    expect(() => parse(body)).toThrow(expect.objectContaining({ code: "BadArgument", statusCode: 400 }) as Error);
  });

  it("reads or refuses any JSON, and never fails otherwise", () => {
    const withType = fc.record(
      {
        type: fc.constantFrom("message", "event", "messageReaction", "typing"),
        text: fc.anything(),
        name: fc.anything(),
        value: fc.jsonValue(),
        channelData: fc.jsonValue(),
        replyToId: fc.anything(),
      },
      { requiredKeys: ["type"] },
    );
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), withType), (body) => {
        try {
          parseActivity(body, participant, () => "new-id");
        } catch (error) {
          expect(error).toBeInstanceOf(ProtocolError);
        }
      }),
    );
  });
});
