import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openBench, type Bench } from "./support/open-bench.js";

const userId = 1203456789;

let bench: Bench;
beforeEach(async () => {
  bench = await openBench();
});
afterEach(() => bench.close());

const offsets = (): unknown[] => bench.double.callsOf("getupdates").map(({ parameters }) => parameters.offset);

describe("asking for news", () => {
  it("begins with taking a webhook away, and asks for the kinds that are read", async () => {
    bench.double.fail("deletewebhook", "drop");
    await bench.telegram.start();
    await bench.waits.pass(1_000);
    await bench.double.until(() => bench.double.callsOf("getupdates").length === 1);
    expect(bench.double.callsOf("deletewebhook")).toHaveLength(2);
    expect(bench.double.callsOf("getupdates")[0]?.parameters).toEqual({
      offset: 0,
      limit: 100,
      timeout: 30,
      allowed_updates: ["message", "edited_message", "callback_query", "my_chat_member"],
    });
  });

  it("takes in what waited and what comes, in order", async () => {
    bench.double.say(userId, "một");
    bench.double.say(userId, "hai");
    await bench.telegram.start();
    await bench.reception.holds(2);
    bench.double.say(userId, "ba");
    await bench.reception.holds(3);
    expect(bench.reception.texts).toEqual(["một", "hai", "ba"]);
  });

  it("confirms an update only when it is stored", async () => {
    bench.reception.faults.push(new Error("the database is away"));
    const first = bench.double.say(userId, "một");
    bench.double.say(userId, "hai");
    await bench.telegram.start();
    await bench.waits.pass(1_000);
    await bench.reception.holds(2);
    await bench.double.until(() => bench.double.callsOf("getupdates").length === 2);
    expect(offsets()).toEqual([0, first + 2]);
    expect(bench.reception.texts).toEqual(["một", "hai"]);
    expect(bench.faults).toMatchObject([{ message: "the database is away" }]);
  });

  it("confirms what is stored when it is told to stop, and leaves the rest", async () => {
    bench.double.say(userId, "một");
    const second = bench.double.say(userId, "hai");
    await bench.telegram.start();
    await bench.reception.holds(2);
    await bench.double.until(() => bench.double.callsOf("getupdates").length === 2);
    bench.double.say(userId, "ba");
    await bench.reception.holds(3);
    await bench.telegram.stop();
    expect(offsets().at(-1)).toBe(second + 2);
    expect(bench.double.waiting).toBe(0);
  });

  it("does not confirm what could not be stored before it had to stop", async () => {
    bench.reception.faults.push(...Array.from({ length: 3 }, () => new Error("the database is away")));
    bench.double.say(userId, "một");
    await bench.telegram.start();
    await bench.waits.pass(1_000);
    await bench.waits.pass(2_000);
    await bench.telegram.stop();
    expect(bench.reception.stored).toEqual([]);
    expect(bench.double.waiting).toBe(1);
  });

  it("stores an update once that comes again after the next start", async () => {
    bench.double.say(userId, "một");
    await bench.telegram.start();
    await bench.reception.holds(1);
    await bench.double.until(() => bench.double.callsOf("getupdates").length === 2);
    const last = bench.double.say(userId, "hai");
    await bench.reception.holds(2);
    // The last confirmation fails.
    bench.double.fail("getupdates", "drop", "drop");
    await bench.telegram.stop();
    expect(bench.double.waiting).toBe(1);
    const next = await openBench({ after: bench });
    await next.telegram.start();
    await bench.double.until(() => offsets().at(-1) === last + 1);
    expect(bench.reception.texts).toEqual(["một", "hai"]);
    await next.close();
  });

  it.each([
    [{ code: 429, description: "Too Many Requests: retry after 9", parameters: { retry_after: 9 } }, 9_000],
    [{ code: 502, description: "Bad Gateway" }, 1_000],
    [{ status: 502, page: "<html></html>" }, 1_000],
  ])("goes on after %j", async (fault, waitMs) => {
    bench.double.fail("getupdates", fault);
    await bench.telegram.start();
    await bench.waits.pass(waitMs);
    bench.double.say(userId, "một");
    await bench.reception.holds(1);
    expect(bench.faults).toMatchObject([{ code: "telegram_call_failed" }]);
  });

  it("goes on where Telegram falls silent in the middle of a request", async () => {
    bench.double.fail("getupdates", "hang");
    await bench.telegram.start();
    await bench.double.until(() => bench.double.callsOf("getupdates").length === 1);
    await bench.waits.pass(45_000);
    await bench.waits.pass(1_000);
    bench.double.say(userId, "một");
    await bench.reception.holds(1);
    expect(String(bench.faults[0])).toContain("no answer in time");
  });

  it("explains that another program asks for the same news", async () => {
    await bench.telegram.start();
    await bench.double.until(() => bench.double.callsOf("getupdates").length === 1);
    const other = fetch(`${bench.double.url}/bot${bench.double.token}/getUpdates?timeout=1`);
    await bench.waits.pass(1_000);
    expect(bench.faults).toMatchObject([{ code: "telegram_polled_elsewhere", hint: expect.stringContaining("PUBLIC_URL") as string }]);
    await other;
  });

  it("takes away a webhook that somebody set meanwhile", async () => {
    await bench.telegram.start();
    await bench.double.until(() => bench.double.callsOf("getupdates").length === 1);
    const url = `${bench.double.url}/bot${bench.double.token}/setWebhook?url=${encodeURIComponent("http://127.0.0.1:9/x")}`;
    await (await fetch(url)).text();
    await bench.waits.pass(1_000);
    bench.double.say(userId, "một");
    await bench.reception.holds(1);
    expect(bench.double.webhook).toBeUndefined();
  });

  it("says that the token is refused, and never shows it", async () => {
    const other = await openBench({ token: "7000000001:AAF-another-token_0123456789abcdef" });
    await other.telegram.start();
    await other.waits.pass(1_000);
    await other.telegram.stop();
    expect(other.faults).not.toEqual([]);
    for (const fault of other.faults) expect(fault).toMatchObject({ code: "telegram_token_refused" });
    expect(JSON.stringify(other.faults.map((fault) => [String(fault), fault]))).not.toContain("another-token");
    await other.close();
  });
});
