import { afterEach, describe, expect, it } from "vitest";
import { openBench, webhookSecret, type Bench, type BenchOptions } from "./support/open-bench.js";

let bench: Bench;
afterEach(() => bench.close());

async function open(options: BenchOptions = {}): Promise<Bench> {
  bench = await openBench(options);
  return bench;
}

async function setWebhook(url: string): Promise<void> {
  const { double } = bench;
  await (await fetch(`${double.url}/bot${double.token}/setWebhook?url=${encodeURIComponent(url)}&secret_token=${webhookSecret}`)).text();
}

const texts = async (): Promise<string[]> => (await bench.telegram.check()).map(({ level, text }) => `${level}: ${text}`);

describe("check", () => {
  it("is content with a bot that asks for news", async () => {
    await open();
    expect(await texts()).toEqual([expect.stringMatching(/^ok: .*@TroLySoBot/), expect.stringMatching(/^ok: .*PUBLIC_URL/)]);
  });

  it("changes nothing", async () => {
    await open({ hasWebhook: true });
    await bench.telegram.check();
    expect(bench.double.calls.map(({ method }) => method)).toEqual(["getme", "getwebhookinfo"]);
  });

  it("is content with a webhook as it was set", async () => {
    await open({ hasWebhook: true });
    await bench.telegram.start();
    await bench.double.until(() => bench.double.webhook);
    expect((await bench.telegram.check()).map(({ level }) => level)).toEqual(["ok", "ok"]);
  });

  it("tells a wrong token, without showing it", async () => {
    await open({ token: "7000000001:AAF-another-token_0123456789abcdef" });
    const [finding] = await texts();
    expect(finding).toMatch(/^fault: Telegram không nhận TELEGRAM_BOT_TOKEN/);
    expect(finding).not.toContain("another-token");
  });

  it("tells that Telegram cannot be reached, and how far it got", async () => {
    await open({ apiRoot: "http://127.0.0.1:9" });
    expect(await texts()).toEqual([expect.stringMatching(/^fault: Không gọi được http:\/\/127\.0\.0\.1:9 .*TELEGRAM_API_ROOT/)]);
  });

  it("tells that no webhook is set", async () => {
    await open({ hasWebhook: true });
    expect((await texts())[1]).toMatch(/^fault: Chưa đặt webhook/);
  });

  it("tells that the webhook is elsewhere, without its path, which may be a secret", async () => {
    await open({ hasWebhook: true });
    await setWebhook("https://other.example/bi-mat");
    expect((await texts())[1]).toMatch(/^fault: Webhook đang trỏ tới nơi khác: https:\/\/other\.example\./);
  });

  it("tells that a webhook is set where none is wanted", async () => {
    await open();
    await setWebhook("https://other.example/bi-mat");
    expect((await texts())[2]).toMatch(/^warning: Telegram đang gửi tin về webhook tại https:\/\/other\.example\./);
  });

  it("tells that our server refuses the secret", async () => {
    await open({ hasWebhook: true });
    const { double } = bench;
    await (await fetch(`${double.url}/bot${double.token}/setWebhook?url=${encodeURIComponent(`${bench.url}/webhooks/telegram`)}&secret_token=khac`)).text();
    double.say(5, "chào");
    await bench.webhookWaits.pass(0);
    await double.until(() => double.lastWebhookError);
    expect(await texts()).toEqual([expect.any(String), expect.stringMatching(/^ok/), expect.stringMatching(/^warning: .*không nhận mã bí mật \(vừa xong\)/)]);
    bench.clock.now += 2 * 60 * 60 * 1000;
    expect((await bench.telegram.check()).map(({ level }) => level)).toEqual(["ok", "ok"]);
  });

  it("tells how many messages wait", async () => {
    await open();
    for (let number = 0; number < 60; number += 1) bench.double.say(5, `tin ${number}`);
    expect((await texts())[2]).toMatch(/^warning: Còn 60 tin chờ/);
  });

  it.each([
    ["http://chat.example.vn", 443, true],
    ["https://chat.example.vn:3000", 3000, true],
    ["https://chat.example.vn:8443", 8443, false],
  ])("judges whether Telegram itself can call %s", async (publicUrl, _port, isFault) => {
    await open();
    const { checkTelegram } = await import("../../../adapters/telegram/check.js");
    const { createApis } = await import("../../../adapters/telegram/api.js");
    const apis = createApis({ token: bench.double.token, apiRoot: bench.double.url }, { fetch, wait: bench.waits.wait });
    const findings = await checkTelegram({
      apis,
      apiRoot: "https://api.telegram.org",
      webhookUrl: `${publicUrl}/webhooks/telegram`,
      webhookSecret: "có dấu",
      now: () => bench.clock.now,
    });
    expect(findings.some(({ text }) => text.includes("8443"))).toBe(isFault);
    expect(findings.some(({ text }) => text.includes("TELEGRAM_WEBHOOK_SECRET"))).toBe(true);
  });
});
