import { describe, expect, it } from "vitest";
import { formatMessage } from "../../../adapters/telegram/format.js";
import type { ActivityJson } from "../../../src/activity/activity.js";
import { parseHtml } from "../../support/telegram/parse-html.js";

const citation = (title: string, url = "https://dichvucong.gov.vn/a?b=1&c=2"): object => ({ title, url, section: "Lệ phí", quote: "…", issued: "2026-07-19" });

function answer(text: string, parts: { body: string; citations?: object[]; status?: string; suggestions?: string[]; answerId?: string }): ActivityJson {
  const { citations = [], status = "answered_service_field", suggestions = [], answerId = "Zk3vQ0x1cT9pWm2LrB7aYg", body } = parts;
  return {
    type: "message",
    text,
    suggestedActions: { to: [], actions: suggestions.map((one) => ({ type: "imBack", title: one, value: one })) },
    channelData: { tlso: { answerId, status, body, citations } },
  };
}

describe("formatMessage", () => {
  const text = "Lệ phí 30.000 đồng & miễn cho trẻ < 14 tuổi.\nNguồn: Cấp lại căn cước, bản ngày 19/7/2026; Kết luận <26/12>.";
  const body = "Lệ phí 30.000 đồng & miễn cho trẻ < 14 tuổi.";

  it("links the names of the sources, and shows all other characters as they are", () => {
    const message = formatMessage(
      answer(text, { body, citations: [citation("Cấp lại căn cước"), citation("Kết luận <26/12>", 'https://example.vn/“kl”?q="1"')] }),
    );
    const read = parseHtml(message?.html ?? "");
    expect(read.text).toBe(text);
    expect(read.entities.map(({ offset, length, url }) => [text.slice(offset, offset + length), url])).toEqual([
      ["Cấp lại căn cước", "https://dichvucong.gov.vn/a?b=1&c=2"],
      ["Kết luận <26/12>", 'https://example.vn/“kl”?q="1"'],
    ]);
    expect(message?.plain).toBe(text);
  });

  it("links nothing in the answer itself, even if a source has the same name", () => {
    const alone = "Cấp lại căn cước làm ở xã.";
    expect(formatMessage(answer(alone, { body: alone, citations: [citation("Cấp lại căn cước")] }))?.html).toBe(alone);
  });

  it.each(["javascript:alert(1)", "tg://user?id=1", "not an address", ""])("does not link to %s", (url) => {
    const message = formatMessage(answer(text, { body, citations: [citation("Cấp lại căn cước", url)] }));
    expect(parseHtml(message?.html ?? "")).toEqual({ text, entities: [] });
  });

  it("links a name once where it is cited at several places, and the longer of two names that begin alike", () => {
    const cited = "A.\nNguồn: Căn cước điện tử; Căn cước.";
    const citations = [citation("Căn cước"), citation("Căn cước điện tử"), citation("Căn cước điện tử")];
    const read = parseHtml(formatMessage(answer(cited, { body: "A.", citations }))?.html ?? "");
    expect(read.entities.map(({ offset, length }) => cited.slice(offset, offset + length))).toEqual(["Căn cước điện tử"]);
  });

  it("puts suggestions one below the other, and the judgement under them", () => {
    const long = "Mục tiêu kinh tế số của riêng từng ngành, từng lĩnh vực là bao nhiêu";
    expect(formatMessage(answer(text, { body, suggestions: ["Lệ phí", long] }))?.buttons).toEqual([
      [{ text: "Lệ phí", callback_data: "s:Lệ phí" }],
      [{ text: long, callback_data: "i:1" }],
      [
        { text: "👍", callback_data: "f:up:Zk3vQ0x1cT9pWm2LrB7aYg" },
        { text: "👎", callback_data: "f:down:Zk3vQ0x1cT9pWm2LrB7aYg" },
      ],
    ]);
  });

  it.each(["smalltalk_greeting", "command_menu", "error_internal", "guardrail_abuse"])("asks for no judgement of %s", (status) => {
    expect(formatMessage(answer(text, { body, status }))?.buttons).toEqual([]);
  });

  it("asks for none either where the answer's name does not fit behind a button", () => {
    expect(formatMessage(answer(text, { body, answerId: "x".repeat(90) }))?.buttons).toEqual([]);
  });

  it("takes messages that are no answers", () => {
    expect(formatMessage({ type: "message", text: "Nhắc: <b>lịch</b> họp" })).toEqual({
      html: "Nhắc: &lt;b&gt;lịch&lt;/b&gt; họp",
      plain: "Nhắc: <b>lịch</b> họp",
      buttons: [],
    });
  });

  it.each([{ type: "typing" }, { type: "event", name: "x" }, { type: "message" }, { type: "message", text: " \n" }])(
    "has nothing to show of %j",
    (activity) => {
      expect(formatMessage(activity)).toBeUndefined();
    },
  );
});
