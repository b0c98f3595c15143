import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { conversationWith } from "../../../../adapters/zalo/oa/channel.js";
import { userIdOf } from "../../../support/zalo-oa-double.js";
import { openBench, type Bench, type BenchOptions } from "./support/open-bench.js";

const userId = userIdOf("người");
const { reference } = conversationWith(userId);
const hourMs = 60 * 60 * 1000;
const answer = (suggestions: string[] = [], status = "answered_article") => ({
  type: "message",
  text: "Lệ phí 70.000 đồng.",
  suggestedActions: { to: [], actions: suggestions.map((text) => ({ type: "imBack", title: text, value: text })) },
  channelData: { tlso: { status } },
});

let bench: Bench;
async function open(options: BenchOptions = {}): Promise<void> {
  bench = await openBench(options);
  bench.double.say(userId, "chào");
  await bench.reception.holds(1);
}
beforeEach(() => open());
afterEach(() => bench.close());
const reopen = async (options: BenchOptions): Promise<void> => {
  await bench.close();
  await open(options);
};

const deliver = (activity: object = answer()) => bench.zalo.pushChannel.deliver(reference, activity as ReturnType<typeof answer>);
const buttons = (): string[] => bench.double.sent.at(-1)?.buttons.map(({ title }) => title) ?? [];

describe("a delivery", () => {
  it("is one message, and is told by its id", async () => {
    expect(await deliver()).toEqual({ outcome: "sent", providerMessageId: expect.stringMatching(/^\d+-\d+$/u) as string });
    expect(bench.double.said(userId)).toEqual(["Lệ phí 70.000 đồng."]);
  });

  it("has the suggestions as buttons, and two to judge the answer where there is room", async () => {
    await deliver(answer(["Giấy tờ", "Nộp ở đâu", "Mất bao lâu"]));
    expect(buttons()).toEqual(["Giấy tờ", "Nộp ở đâu", "Mất bao lâu", "Hữu ích", "Chưa đúng"]);
    await deliver(answer(["A", "B", "C", "D"]));
    expect(buttons()).toEqual(["A", "B", "C", "D"]);
    await deliver(answer(["A"], "smalltalk_greeting"));
    expect(buttons()).toEqual(["A"]);
    await deliver({ type: "message", text: "Thông báo." });
    expect(buttons()).toEqual([]);
  });

  it("says in words what buttons an account may not send", async () => {
    await reopen({ double: { takesButtons: false } });
    expect(await deliver(answer(["Giấy tờ", "Nộp ở đâu"]))).toMatchObject({ outcome: "sent" });
    expect(bench.double.said(userId)).toEqual(["Lệ phí 70.000 đồng.\nGõ số để chọn:\n1. Giấy tờ\n2. Nộp ở đâu"]);
  });

  it("shows characters as they are", async () => {
    const odd = `<b>*1* < 2 & "3"</b> _a_ 👍🏽 \u202e\u200b [x](https://e.vn)`;
    await deliver({ ...answer(), text: odd });
    expect(bench.double.said(userId)).toEqual([odd]);
  });

  it.each([
    [-213, "user has not followed the OA", { outcome: "refused", isUnreachable: true, isBlocked: true }],
    [-230, "outside of seven days", { outcome: "refused", isUnreachable: true }],
    [-248, 'policy: "Lệ phí"', { outcome: "refused", reason: "-248 policy: …", isUnreachable: false }],
    [-32, "rate", { outcome: "later", afterMs: 60_000 }],
    [-211, "quota", { outcome: "later" }],
    [-234, "night", { outcome: "later" }],
    [-224, "package", { outcome: "later", afterMs: 600_000 }],
    [-9999, "new", { outcome: "later" }],
  ])("understands the error %i", async (code, message, result) => {
    bench.double.fail("/v3.0/oa/message/cs", { code, message });
    expect(await deliver()).toMatchObject(result);
    expect(bench.faults).toMatchObject(code === -224 ? [{ code: "zalo_oa_misconfigured" }] : []);
  });

  it("gets another token once where Zalo takes this one no longer", async () => {
    await deliver();
    bench.double.expireAccess();
    expect(await deliver()).toMatchObject({ outcome: "sent" });
    expect(bench.double.refreshes).toBe(2);
  });

  it("waits for an admin's consent, and is not lost", async () => {
    bench.double.consent();
    expect(await deliver()).toMatchObject({ outcome: "later", afterMs: 600_000 });
    expect(bench.faults).toMatchObject([{ code: "zalo_oa_consent_needed" }]);
  });

  it.each([
    ["a gateway's page", { status: 502, page: "<h1>502</h1>" } as const, { outcome: "later", reason: "502 not an answer of Zalo's", isUncertain: true }],
    ["a lost connection", "dropAfter" as const, { outcome: "later", isUncertain: true }],
  ])("understands %s", async (_what, fault, result) => {
    bench.double.fail("/v3.0/oa/message/cs", fault);
    expect(await deliver()).toMatchObject(result);
  });

  it("refuses without a call what cannot be sent", async () => {
    expect(await deliver({ type: "message", text: " " })).toMatchObject({ outcome: "refused", isUnreachable: false });
    const other = { ...reference, conversation: { id: "telegram-5" } } as typeof reference;
    expect(await bench.zalo.pushChannel.deliver(other, answer())).toMatchObject({ outcome: "refused", isUnreachable: true });
    expect(bench.double.calls).toEqual([]);
  });
});

describe("the time since somebody was heard", () => {
  it("lets messages go out for 48 hours, free", async () => {
    bench.clock.now += 48 * hourMs;
    expect(await deliver()).toMatchObject({ outcome: "sent" });
    expect(bench.double.sent).toMatchObject([{ quota: "reply" }]);
  });

  it("lets none go out after that where they may cost nothing", async () => {
    bench.clock.now += 48 * hourMs + 1;
    expect(await deliver()).toEqual({
      outcome: "refused",
      reason: "not heard for 48 hours, and messages may cost nothing",
      isUnreachable: true,
      cause: "outside_window",
    });
    expect(bench.double.calls).toEqual([]);
  });

  it("lets them go out for seven days where they may cost, and no longer", async () => {
    await reopen({ mayCost: true });
    bench.clock.now += 7 * 24 * hourMs - 1;
    expect(await deliver()).toMatchObject({ outcome: "sent" });
    expect(bench.double.sent).toMatchObject([{ quota: "paid" }]);
    bench.clock.now += 1;
    expect(await deliver()).toEqual({ outcome: "refused", reason: "not heard for seven days, or left", isUnreachable: true, cause: "outside_window" });
  });

  it("begins anew with whatever they do", async () => {
    bench.clock.now += 100 * hourMs;
    bench.double.push({ event_name: "user_click_chatnow", timestamp: String(bench.clock.now), user_id: userId });
    bench.double.meet(userId);
    await bench.double.until(() => bench.double.webhookStatuses.length === 2);
    expect(await deliver()).toMatchObject({ outcome: "sent" });
  });

  it("ends when they unfollow, until they come back", async () => {
    bench.double.unfollow(userId);
    await bench.double.until(() => bench.double.webhookStatuses.length === 2);
    expect(await deliver()).toMatchObject({ outcome: "refused", isUnreachable: true });
    bench.double.follow(userId);
    await bench.reception.holds(2);
    expect(await deliver()).toMatchObject({ outcome: "sent" });
  });
});
