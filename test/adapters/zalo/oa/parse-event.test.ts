import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parseEvent } from "../../../../adapters/zalo/oa/parse-event.js";

const folder = new URL("../../../../adapters/zalo/oa/samples/", import.meta.url);
const sample = (name: string): unknown => JSON.parse(readFileSync(new URL(`${name}.json`, folder), "utf8"));
const read = (name: string) => parseEvent(sample(name));
const userId = "4572947693969771653";

describe("a message", () => {
  it("becomes an activity of the person's conversation, named by its id", () => {
    expect(read("text")).toMatchObject({
      kind: "arrival",
      userId,
      inbound: {
        activity: { type: "message", text: "lệ phí làm lại căn cước", channelId: "zalo-oa", conversation: { id: `zalo-oa-${userId}` }, from: { id: userId } },
        providerId: "96d3cdf3af150460909",
        isVisible: true,
      },
      conversation: { id: `zalo-oa-${userId}`, userId, reference: { channelId: "zalo-oa" } },
    });
  });

  it.each([
    ["text-nfd", "hộ chiếu ở đâu".normalize("NFC")],
    ["text-command", "Nghị quyết 08 nói gì"],
    ["image-with-words", "tờ này nộp ở đâu"],
    ["link", "https://e.vn/bai có đúng không"],
  ])("is read in %s", (name, text) => {
    expect(read(name)).toMatchObject({ kind: "arrival", inbound: { activity: { text } } });
  });

  it.each([
    ["image", "picture"],
    ["gif", "picture"],
    ["file", "picture"],
    ["audio", "voice"],
    ["video", "voice"],
    ["sticker", "sticker"],
    ["location", "place"],
    ["business-card", "contact"],
    ["submit-info", "contact"],
  ])("without words gets a polite sentence: %s", (name, courtesy) => {
    expect(read(name)).toEqual({ kind: "courtesy", userId, courtesy });
  });
});

describe("what begins and ends", () => {
  it.each(["follow", "text-start"])("is greeted: %s", (name) => {
    expect(read(name)).toMatchObject({
      kind: "arrival",
      inbound: { activity: { type: "conversationUpdate", membersAdded: [{ id: userId }] }, isVisible: false },
    });
  });

  it("is a following once, and another one later", () => {
    const later = { ...(sample("follow") as object), timestamp: "1540363999999" };
    const ids = [read("follow"), read("follow"), parseEvent(later)].map((one) => (one.kind === "arrival" ? one.inbound.providerId : ""));
    expect(new Set(ids).size).toBe(2);
  });

  it("is noted", () => {
    expect(read("unfollow")).toEqual({ kind: "unfollow", userId });
    expect(read("click-chatnow")).toEqual({ kind: "contact", userId });
  });
});

describe("what the account itself says", () => {
  it.each([
    ["said-by-account", "Chào anh, tôi là cán bộ một cửa."],
    ["image-by-account", ""],
  ])("names the person to whom: %s", (name, text) => {
    expect(read(name)).toEqual({ kind: "said_by_account", userId, text });
  });
});

it("a request for data is shown to an operator, whatever its exact name", () => {
  expect(read("data-request")).toEqual({ kind: "data_request", event: "user_request_data_deletion" });
});

describe("what means nothing", () => {
  it.each(["seen", "received", "group-text", "quota-changed"])("%s", (name) => {
    expect(read(name)).toEqual({ kind: "nothing" });
  });

  it.each<[string, unknown]>([
    ["no object", null],
    ["no event", {}],
    ["no sender", { event_name: "user_send_text", message: { msg_id: "m", text: "a" } }],
    ["an id that is none", { event_name: "user_send_text", sender: { id: "../1" }, message: { msg_id: "m", text: "a" } }],
  ])("%s", (_what, body) => {
    expect(parseEvent(body)).toEqual({ kind: "nothing" });
  });
});

it("every sample is tested", () => {
  const tested = readFileSync(new URL(import.meta.url), "utf8");
  for (const file of readdirSync(folder)) expect(tested).toContain(`"${file.replace(".json", "")}"`);
});
