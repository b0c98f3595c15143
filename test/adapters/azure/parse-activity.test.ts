import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { incomingForm } from "../../../adapters/azure/incoming.js";
import { parseActivity, type Reading } from "../../../adapters/azure/parse-activity.js";

const folder = new URL("../../../adapters/azure/samples/", import.meta.url);
const raw = (name: string): Record<string, unknown> => JSON.parse(readFileSync(new URL(`${name}.json`, folder), "utf8")) as Record<string, unknown>;
const read = (name: string, changes: Record<string, unknown> = {}): Reading => parseActivity(incomingForm.parse({ ...raw(name), ...changes }));

/** What a reading says, in a few words. */
function summary(reading: Reading): string {
  if (reading.kind !== "arrival") return reading.kind === "courtesy" ? `courtesy ${reading.courtesy}` : "nothing";
  const { activity } = reading.inbound;
  const said = activity.type === "message" ? `“${activity.text}”` : activity.type === "event" ? JSON.stringify(activity.value) : activity.type;
  return [said, reading.opens ? "opens" : "", reading.place.isGroup ? "in a group" : "", reading.courtesy ?? ""].filter((part) => part !== "").join(", ");
}

const expected: Readonly<Record<string, string>> = {
  "teams-personal-text": "“khai sinh ở đâu”, opens",
  "teams-personal-command": "“dịch vụ công có những gì”, opens",
  "teams-personal-start": "conversationUpdate, opens",
  "teams-personal-picture": "courtesy picture",
  "teams-personal-picture-with-text": "“giấy này xin ở đâu”, opens",
  "teams-personal-file": "courtesy picture",
  "teams-personal-audio": "courtesy voice",
  "teams-personal-opened": "conversationUpdate, opens",
  "teams-personal-installed": "installationUpdate",
  "teams-personal-removed": "nothing",
  "teams-personal-edited": "“làm hộ chiếu ở đâu”, opens",
  "teams-personal-undeleted": "nothing",
  "teams-personal-deleted": "nothing",
  "teams-personal-reaction": "nothing",
  "teams-card-suggestion": "“Lệ phí”, opens, in a group",
  "teams-card-rating-down": '{"answerId":"a1b2","rating":"down","comment":""}, askWhy',
  "teams-card-rating-up": '{"answerId":"a1b2","rating":"up","comment":""}, thanks',
  "teams-channel-mention": "“làm hộ chiếu cho Lan ở đâu”, opens, in a group",
  "teams-channel-mention-alone": "“trợ giúp”, opens, in a group",
  "teams-channel-command": "“Nghị quyết 08 nói gì”, opens, in a group",
  "teams-channel-mention-of-another": "nothing",
  "teams-group-mention-without-words": "“khai tử cần gì”, opens, in a group",
  "teams-group-chatter": "nothing",
  "teams-group-picture": "nothing",
  "teams-group-opened": "nothing",
  "teams-invoke": "nothing",
  "web-chat-text": "“khai sinh ở đâu”, opens",
  "web-chat-opened-by-the-bot": "nothing",
  "emulator-text": "“xin chào”, opens",
  typing: "nothing",
};

describe("parseActivity", () => {
  it.each(Object.entries(expected))("reads %s", (name, meaning) => {
    expect(summary(read(name))).toBe(meaning);
  });

  it("has a meaning for every sample", () => {
    const names = readdirSync(folder).map((file) => file.replace(/\.json$/u, ""));
    expect(names.sort()).toEqual(Object.keys(expected).sort());
  });

  it("knows a message by its conversation and its number, and a corrected one also by its time", () => {
    const providerId = (reading: Reading): string => (reading.kind === "arrival" ? reading.inbound.providerId : "");
    const ids = [
      read("teams-personal-text"),
      read("teams-personal-text", { conversation: { id: "a:another" } }),
      read("teams-personal-text", { id: "1485983408512" }),
      read("teams-personal-edited"),
      read("teams-personal-edited", { timestamp: "2026-11-20T02:12:00.000Z" }),
    ].map(providerId);
    expect(new Set(ids).size).toBe(5);
    expect(providerId(read("teams-personal-text", { text: "khác", timestamp: "2026-11-20T03:00:00Z" }))).toBe(ids[0]);
    for (const id of ids) expect(id).toMatch(/^[\w-]{43}$/u);
  });

  it("gives each person in a group a conversation of their own, and a person alone one whatever the serviceUrl", () => {
    const conversation = (reading: Reading): string => (reading.kind === "arrival" ? reading.inbound.activity.conversation.id : "");
    const inGroup = conversation(read("teams-channel-mention"));
    expect(conversation(read("teams-channel-mention", { from: { id: "29:neighbour" } }))).not.toBe(inGroup);
    expect(inGroup).toMatch(/^azure-[\w-]{43}$/u);
    const alone = conversation(read("teams-personal-text"));
    expect(conversation(read("teams-personal-text", { serviceUrl: "https://smba.trafficmanager.net/emea/" }))).toBe(alone);
  });

  it("keeps neither names nor anything else that the core has no use for", () => {
    const reading = read("teams-personal-text");
    expect(reading.kind === "arrival" && reading.inbound.activity).toEqual({
      type: "message",
      text: "khai sinh ở đâu",
      textFormat: "plain",
      channelId: "azure",
      conversation: { id: expect.stringMatching(/^azure-/u) as string },
      from: { id: raw("teams-personal-text").from && (raw("teams-personal-text").from as { id: string }).id, role: "user" },
      recipient: { id: "tro-ly-so", name: "Trợ lý số", role: "bot" },
      locale: "vi-VN",
    });
  });

  it("takes text in as NFC, without what cannot be stored", () => {
    expect(summary(read("teams-personal-text", { text: ` Giấy\u0000 khai sinh \ud800`.normalize("NFD") }))).toBe("“Giấy khai sinh”, opens");
    expect(summary(read("teams-personal-text", { text: "\u0000" }))).toBe("nothing");
  });
});

describe("incomingForm", () => {
  it.each([
    ["an id of a conversation that climbs", { conversation: { id: ".." } }],
    ["an id of a conversation with a path", { conversation: { id: "a/../../b" } }],
    ["an id of a conversation with a query", { conversation: { id: "a?b=c" } }],
    ["an id of a conversation that is encoded", { conversation: { id: "a%2fb" } }],
    ["no conversation", { conversation: undefined }],
    ["no type", { type: "" }],
    ["no serviceUrl", { serviceUrl: "none" }],
    ["no recipient", { recipient: {} }],
    ["a text that is none", { text: ["a"] }],
    ["nothing to know it by", { id: undefined, timestamp: undefined }],
  ])("refuses %s", (_what, changes) => {
    expect(incomingForm.safeParse({ ...raw("teams-personal-text"), ...changes }).success).toBe(false);
  });

  it("overlooks what is odd beside what is read", () => {
    const odd = { entities: [{ odd: 1 }, null], channelData: "text", attachments: null, text: null, conversation: { id: "a:1", isGroup: null } };
    expect(incomingForm.safeParse({ ...raw("teams-personal-text"), ...odd }).success).toBe(true);
  });
});
