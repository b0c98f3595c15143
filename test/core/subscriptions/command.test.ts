import { describe, expect, it } from "vitest";
import { readCommand } from "../../../src/core/subscriptions/command.js";
import { fold } from "../../../src/core/text/fold.js";
import { subscriptionPhrases } from "../../../src/core/wording/subscription-phrases.js";

const kindOf = (text: string): string | undefined => readCommand(text)?.kind;

describe("readCommand", () => {
  it.each(["subscribe", "unsubscribe", "cancel"] as const)("knows every phrase of “%s”, with marks, without, composed and decomposed", (kind) => {
    for (const phrase of subscriptionPhrases[kind])
      for (const typed of [phrase, fold(phrase), phrase.normalize("NFD"), phrase.toUpperCase(), `${phrase}!`])
        expect([typed, kindOf(typed)]).toEqual([typed, kind]);
  });

  it.each([
    ["/dangky", "subscribe"],
    ["/dangky@TroLySoBot", "subscribe"],
    ["/HUY", "unsubscribe"],
    ["đăng kí nhận tin", "subscribe"],
    ["dangky nhan tin", "subscribe"],
    ["dang ky nhan tinn", "subscribe"],
    ["đăng ký nhận tni", "subscribe"],
    ["em muốn đăng ký nhận thông báo ạ", "subscribe"],
    ["cho tôi đăng ký nhận tin với", "subscribe"],
    ["đăng ký nhận tin thế nào", "subscribe"],
    ["làm sao để nhận tin", "subscribe"],
    ["huỷ nhận tin giúp tôi", "unsubscribe"],
    ["tôi không muốn nhận tin nữa", "unsubscribe"],
    ["dung gui tin nua", "unsubscribe"],
    ["Hủy nhé", "cancel"],
    ["huỷ", "cancel"],
  ])("takes “%s” for “%s”", (text, kind) => {
    expect(kindOf(text)).toBe(kind);
  });

  it.each([
    "hủy đăng ký kết hôn thế nào",
    "huy dang ky xe",
    "hủy đăng ký hộ kinh doanh",
    "hủy hồ sơ đã nộp",
    "bỏ đăng ký thường trú",
    "đăng ký kết hôn",
    "đăng ký",
    "dang ky nhan tien",
    "đăng ký nhận tiền trợ cấp",
    "đăng ký nhận con nuôi",
    "nhận tin nhắn lạ thì làm gì",
    "nhận thông báo phạt nguội ở đâu",
    "tắt thông báo VNeID",
    "đúng",
    "dừng",
    "không",
    "/huyen",
  ])("leaves “%s” to others", (text) => {
    expect(kindOf(text)).toBeUndefined();
  });
});
