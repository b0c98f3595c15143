import { describe, expect, it } from "vitest";
import type { ChannelFinding, PushChannelOpener, PushChannelParts, PushChannelServer } from "../../src/activity/push-channel.js";
import { checkChannels } from "../../src/cli/check-channels.js";

const parts = { now: () => 0, fetch, wait: () => Promise.resolve(), publicUrl: undefined };

function channel(channelId: string, findings: ChannelFinding[], opened: [PushChannelParts, string][] = [], webhookSecret?: string): PushChannelOpener {
  const open = (given: PushChannelParts, secret: string): PushChannelServer => {
    opened.push([given, secret]);
    return { check: () => Promise.resolve(findings) } as PushChannelServer;
  };
  return { channelId, webhookSecret, announcements: { perMinute: 60 }, open };
}

describe("checkChannels", () => {
  it("lists what each channel says, and sums it up", async () => {
    const one = channel("telegram", [{ level: "ok", text: "Đã nối." }]);
    const other = channel("khac", [{ level: "warning", text: "Chậm." }]);
    expect(await checkChannels([one, other], parts)).toEqual({
      lines: ["Telegram:", "  ok: Đã nối.", "khac:", "  cảnh báo: Chậm.", "Kênh vẫn chạy được; nên xem các dòng cảnh báo."],
      hasFault: false,
    });
    expect((await checkChannels([one, channel("khac", [{ level: "fault", text: "Hỏng." }])], parts)).hasFault).toBe(true);
  });

  it("gives the operator's secret to the channel, and where there is none one of the right form", async () => {
    const opened: [PushChannelParts, string][] = [];
    await checkChannels([channel("a", [], opened, "cua-nguoi-van-hanh"), channel("b", [], opened)], parts);
    expect(opened.map(([, secret]) => secret)).toEqual(["cua-nguoi-van-hanh", expect.stringMatching(/^[\w-]{32}$/)]);
  });

  it("takes nothing in", async () => {
    const opened: [PushChannelParts, string][] = [];
    await checkChannels([channel("a", [], opened)], parts);
    await expect(opened[0]?.[0].reception.receive({} as never)).rejects.toThrow("only checked");
  });
});
