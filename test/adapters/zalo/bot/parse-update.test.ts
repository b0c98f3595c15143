import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parseUpdate } from "../../../../adapters/zalo/bot/parse-update.js";

const folder = new URL("../../../../adapters/zalo/bot/samples/", import.meta.url);
const sample = (name: string): unknown => JSON.parse(readFileSync(new URL(`${name}.json`, folder), "utf8"));
const names = ["Bot Trợ lý số", "bot.troLySo"];
const read = (name: string) => parseUpdate(sample(name), names);

const person = "5c1f0e2d3b4a59687766";
const group = "9a8b7c6d5e4f30211203";

describe("a message in private", () => {
  it("becomes an activity of the person's conversation, named by its event and id", () => {
    expect(read("private-text")).toMatchObject({
      kind: "arrival",
      inbound: {
        activity: { type: "message", text: "lệ phí làm lại căn cước", channelId: "zalo-bot", conversation: { id: `zalo-bot-${person}` }, from: { id: person } },
        providerId: "message.text.received a1b2c3d4e5f607182930",
        isVisible: true,
      },
      conversation: { id: `zalo-bot-${person}`, userId: person, reference: { channelId: "zalo-bot" } },
    });
  });

  it("means the same wrapped, as the platform's pages show it", () => {
    expect(read("private-text-wrapped")).toEqual(read("private-text"));
  });

  it.each([
    ["private-text-nfd", "hộ chiếu ở đâu".normalize("NFC")],
    ["private-command", "dịch vụ công có những gì"],
    ["private-image-captioned", "tờ này nộp ở đâu"],
  ])("reads %s", (name, text) => {
    expect(read(name)).toMatchObject({ kind: "arrival", inbound: { activity: { text } } });
  });

  it("begins anew with /start", () => {
    expect(read("private-start")).toMatchObject({ inbound: { activity: { type: "conversationUpdate", membersAdded: [{ id: person }] }, isVisible: false } });
  });

  it.each([
    ["private-image", "picture"],
    ["private-voice", "voice"],
    ["private-sticker", "sticker"],
    ["private-unsupported", "sticker"],
  ])("is answered politely where it holds no words: %s", (name, courtesy) => {
    expect(read(name)).toEqual({ kind: "courtesy", courtesy, address: { chatId: person } });
  });
});

describe("a message in a group", () => {
  it.each([
    ["group-mention", "hộ chiếu ở đâu"],
    ["group-mention-alone", "trợ giúp"],
    ["group-command", "Nghị quyết 08 nói gì"],
  ])("is read without the bot's name, apart for each person: %s", (name, text) => {
    expect(read(name)).toMatchObject({ kind: "arrival", inbound: { activity: { text, conversation: { id: `zalo-bot-${group}-u${person}` } } } });
  });

  it.each(["group-image", "group-unsupported"])("stays without reply where it holds no words: %s", (name) => {
    expect(read(name)).toEqual({ kind: "nothing" });
  });
});

describe("what means nothing", () => {
  it.each(["unknown-event", "unsupported-without-message", "from-bot"])("%s", (name) => {
    expect(read(name)).toEqual({ kind: "nothing" });
  });

  const text = { message_id: "m", from: { id: person }, chat: { id: person, chat_type: "PRIVATE" } };
  it.each<[string, unknown]>([
    ["no object", null],
    ["a text", "x"],
    ["no event", {}],
    ["an id that is none", { event_name: "message.text.received", message: { ...text, text: "a", from: { id: "../x" } } }],
    ["an id that is a number", { event_name: "message.text.received", message: { ...text, text: "a", chat: { id: 5, chat_type: "PRIVATE" } } }],
    ["an empty text", { event_name: "message.text.received", message: { ...text, text: "  " } }],
  ])("%s", (_which, body) => {
    expect(parseUpdate(body, names)).toEqual({ kind: "nothing" });
  });
});

it("every sample is tested", () => {
  const tested = readFileSync(new URL(import.meta.url), "utf8");
  for (const file of readdirSync(folder)) expect(tested).toContain(`"${file.replace(".json", "")}"`);
});
