import { afterEach, describe, expect, it } from "vitest";
import { findingWording as say } from "../../../../adapters/zalo/bot/wording.js";
import { openBench, type Bench, type BenchOptions } from "./support/open-bench.js";

let bench: Bench;
const open = async (options: BenchOptions): Promise<Bench> => (bench = await openBench(options));
afterEach(() => bench.close());

const found = async (): Promise<string[]> => (await bench.zalo.check()).map(({ level, text }) => `${level}: ${text}`);
const connected = `ok: ${say.connected("Bot Trợ lý số")}`;

describe("the check of a Zalo bot", () => {
  it("finds a webhook that is set and answers, and changes nothing", async () => {
    await open({ hasWebhook: true });
    await bench.zalo.start();
    await bench.double.until(() => bench.double.webhookStatuses.length > 0);
    const set = bench.double.callsOf("setWebhook").length;
    expect(await found()).toEqual([connected, `ok: ${say.webhookSet(bench.url)}`, `ok: ${say.webhookAnswers}`]);
    expect(bench.double.callsOf("setWebhook")).toHaveLength(set);
  });

  it("finds that none is set, or one elsewhere, whose path it does not show", async () => {
    await open({ hasWebhook: true });
    expect(await found()).toEqual([connected, `fault: ${say.webhookMissing}`]);
    bench.double.webhook = { url: "https://khac.vn/duong-dan-mat", secret: "abcdefgh" };
    expect(await found()).toEqual([connected, `fault: ${say.webhookElsewhere("https://khac.vn")}`]);
  });

  it.each([
    [{ ok: false, outcome: "webhook.http.403", status_code: 403 }, say.blocked],
    [{ ok: false, outcome: "webhook.http.404", status_code: 404 }, say.notFound],
    [{ ok: false, outcome: "webhook.http.5xx", status_code: 503 }, say.serverFailed],
    [{ ok: false, outcome: "webhook.http.other", status_code: 401 }, say.secretRefused],
    [{ ok: false, outcome: "webhook.err.tls" }, say.unreachable("webhook.err.tls")],
  ])("says in plain words why Zalo does not reach it: %o", async (outcome, text) => {
    await open({ hasWebhook: true });
    await bench.zalo.start();
    await bench.double.until(() => bench.double.webhookStatuses.length > 0);
    bench.double.probes = [outcome];
    expect((await found()).at(-1)).toBe(`fault: ${text}`);
  });

  it("says that the trials of the day are used up", async () => {
    await open({ hasWebhook: true, double: { testsPerDay: 0 } });
    await bench.zalo.start();
    await bench.double.until(() => bench.double.webhookStatuses.length > 0);
    expect((await found()).at(-1)).toBe(`warning: ${say.testedEnough}`);
  });

  it("finds a wrong token, and a server that does not answer", async () => {
    await open({ token: "1:wrong" });
    expect(await found()).toEqual([`fault: ${say.tokenRefused}`]);
    await bench.double.close();
    expect((await found())[0]).toMatch(/^fault: Không gọi được http:\/\/127\.0\.0\.1:\d+ \(no connection/u);
  });

  it("warns of asking for news, and of a webhook that will be taken down", async () => {
    await open({});
    expect(await found()).toEqual([connected, `warning: ${say.polling}`]);
    bench.double.webhook = { url: "https://khac.vn/x", secret: "abcdefgh" };
    expect((await found()).at(-1)).toBe(`warning: ${say.webhookWhilePolling("https://khac.vn")}`);
  });
});
