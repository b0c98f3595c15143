import { describe, expect, it } from "vitest";
import { azure } from "../../../adapters/azure/index.js";
import { telegram } from "../../../adapters/telegram/index.js";
import { webChat } from "../../../adapters/web/index.js";
import { zaloBot } from "../../../adapters/zalo/bot/index.js";
import { zaloOa } from "../../../adapters/zalo/oa/index.js";
import { fromJson, toJson } from "../../../src/activity/activity.js";
import { composeAnnouncement, type Composition } from "../../../src/core/announcements/compose-announcement.js";
import { cleanContent, faultsOfContent } from "../../../src/core/announcements/content-faults.js";
import { sampleContent } from "../../support/sample-announcement.js";

const addresses = { link: (link: number) => `https://tro-ly.vn/tin/7/${link}`, picture: (id: string) => `https://tro-ly.vn/tin/anh/${id}` };
const channels = [webChat, telegram, zaloBot, zaloOa, azure];
const compose = (parts: Partial<Composition> = {}) =>
  composeAnnouncement({ content: sampleContent, capabilities: telegram.capabilities, values: { place: "xã Đà Bắc" }, addresses, ...parts });
const rich = {
  ...sampleContent,
  question: "Tổ công nghệ số cộng đồng làm gì?",
  links: [{ label: "Lịch tập huấn", url: "https://phutho.gov.vn/lich" }],
  picture: { id: "abc", contentType: "image/jpeg" as const, description: "Nhà văn hóa xã" },
};
const faults = (content: Partial<typeof sampleContent>, hasPublicAddress = true) =>
  faultsOfContent(cleanContent({ ...sampleContent, ...content }), { channels, addresses, hasPublicAddress });

describe("composeAnnouncement", () => {
  it("puts title, text and the way to unsubscribe into one message", () => {
    expect(compose()).toEqual({
      type: "message",
      text: "Tập huấn tổ công nghệ số cộng đồng\n\nMời anh/chị ở xã Đà Bắc dự buổi tập huấn tại nhà văn hóa.\n\nKhông muốn nhận tin nữa, anh/chị nhắn /huy.",
      textFormat: "plain",
      locale: "vi-VN",
    });
  });

  it("adds links, a picture, and a button for the question where there are buttons", () => {
    const { text, suggestedActions } = compose({ content: rich });
    expect(text).toContain("\n\nLịch tập huấn: https://phutho.gov.vn/lich\n\nKhông muốn");
    expect(suggestedActions).toEqual({ to: [], actions: [{ type: "imBack", title: "Hỏi thêm về việc này", value: "Hỏi thêm về việc này" }] });
  });

  it("shows the picture itself where the channel takes its kind under so long a text, and its address elsewhere", () => {
    const shown = [{ contentType: "image/jpeg", contentUrl: "https://tro-ly.vn/tin/anh/abc", name: "Nhà văn hóa xã" }];
    for (const { capabilities } of channels) expect(compose({ content: rich, capabilities }).attachments).toEqual(shown);
    const webp = { ...rich, picture: { ...rich.picture, contentType: "image/webp" as const } };
    const long = { ...rich, text: `${"a".repeat(950)} {{xã}}` };
    for (const content of [webp, long]) {
      const { text, attachments } = compose({ content });
      expect(attachments).toBeUndefined();
      expect(text).toContain("\nẢnh (Nhà văn hóa xã): https://tro-ly.vn/tin/anh/abc\n\n");
    }
    expect(compose({ content: webp, capabilities: webChat.capabilities }).attachments).toHaveLength(1);
  });

  it("has words in place of a button under a picture of an Official Account, which takes one or the other", () => {
    const { text, suggestedActions, attachments } = compose({ content: rich, capabilities: zaloOa.capabilities });
    expect(attachments).toHaveLength(1);
    expect(suggestedActions).toBeUndefined();
    expect(text).toContain("nhắn “hỏi thêm”");
  });

  it("says what to type for the question where there are none", () => {
    const activity = compose({ content: rich, capabilities: zaloBot.capabilities });
    expect(activity.text).toContain("\nMuốn hỏi về việc này, anh/chị nhắn “hỏi thêm”.\n");
    expect(activity.text?.split("nhắn /huy.")[1]).toBe("");
    expect(activity).not.toHaveProperty("suggestedActions");
  });

  it("leads links by way of our server only where clicks are counted", () => {
    expect(compose({ content: { ...rich, countsClicks: true } }).text).toContain("Lịch tập huấn: https://tro-ly.vn/tin/7/1\n");
  });

  it("names an emergency, and speaks of people's own commune where none is known", () => {
    const { text } = compose({ content: { ...sampleContent, isEmergency: true }, values: {} });
    expect(text).toMatch(/^KHẨN: Tập huấn.*\n\nMời anh\/chị ở xã, phường của anh\/chị dự/u);
  });

  it.each(channels.map((channel) => [channel.id, channel] as const))(
    "is an activity as %s takes it, and says nothing that counts as an answer",
    (_, { capabilities }) => {
      const activity = compose({ content: rich, capabilities });
      expect(toJson(fromJson(activity))).toMatchObject(activity);
      expect(activity).not.toHaveProperty("channelData");
      expect(activity).not.toHaveProperty("replyToId");
    },
  );
});

describe("faultsOfContent", () => {
  it("finds none in what is right", () => expect(faults(rich)).toEqual([]));

  it.each<[string, Partial<typeof sampleContent>]>([
    ["title_empty", { title: " " }],
    ["title_too_long", { title: "a".repeat(101) }],
    ["text_empty", { text: "\n" }],
    ["placeholder_unknown", { text: "Chào {{họ tên}}" }],
    ["link_not_https", { links: [{ label: "a", url: "http://a.vn" }] }],
    ["link_not_https", { links: [{ label: "a", url: "javascript:alert(1)" }] }],
    ["link_not_https", { links: [{ label: "a", url: "https://dichvucong.gov.vn@la.vn/" }] }],
    ["link_label_empty", { links: [{ label: "", url: "https://a.vn" }] }],
    ["too_many_links", { links: Array.from({ length: 4 }, () => ({ label: "a", url: "https://a.vn" })) }],
    ["question_too_long", { question: "a".repeat(201) }],
    ["weekly_emergency", { isEmergency: true, repeatsWeekly: true }],
  ])("finds %s", (code, content) => expect(faults(content).map((fault) => fault.code)).toEqual([code]));

  it("measures a text with the longest values, on each channel that it goes to", () => {
    const text = `${"a".repeat(1880)} {{xã}}`;
    expect(faults({ text })).toEqual([
      { code: "text_too_long", detail: "zalo-bot: 2002 > 2000" },
      { code: "text_too_long", detail: "zalo-oa: 2002 > 2000" },
    ]);
    expect(faults({ text, audience: { channels: ["telegram"] } })).toEqual([]);
  });

  it("needs a public address for pictures and for counting clicks", () => {
    const { links, picture } = rich;
    expect(faults({ links, picture, countsClicks: true }, false).map(({ code }) => code)).toEqual(["picture_without_address", "clicks_without_address"]);
  });

  it("takes texts in NFC, whatever form they come in", () => {
    expect(cleanContent({ ...sampleContent, title: "Tập huấn ".normalize("NFD"), question: " ", topic: "" })).toEqual({
      ...sampleContent,
      title: "Tập huấn",
    });
  });
});
