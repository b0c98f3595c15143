import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { TokenKeeper } from "../../../../adapters/zalo/oa/token-keeper.js";
import { appId, appSecret, startZaloOaDouble, type ZaloOaDouble } from "../../../support/zalo-oa-double.js";
import { ManualWaits } from "../../support/manual-waits.js";
import { MemoryStore } from "../../support/memory-store.js";

const hourMs = 60 * 60 * 1000;

let double: ZaloOaDouble;
let store: MemoryStore;
let faults: unknown[];
const clock = { now: 0 };
const now = (): number => clock.now;
beforeEach(async () => {
  clock.now = Date.parse("2026-11-25T08:00:00Z");
  double = await startZaloOaDouble({ now });
  [store, faults] = [new MemoryStore(now), []];
});
afterEach(() => double.close());

/** A process that keeps tokens. */
function keeper(refreshToken?: string, secret = appSecret): TokenKeeper {
  const parts = { store, now, fetch, wait: new ManualWaits().wait, onFault: (error: unknown) => void faults.push(error) };
  return new TokenKeeper({ appId, appSecret: secret, oauthRoot: double.url, refreshToken }, parts);
}

describe("the tokens", () => {
  it("begin with the operator's refresh token, which is used once", async () => {
    const given = double.refreshToken;
    expect(await keeper(given).accessToken()).toBe(double.accessToken);
    expect(await keeper(given).accessToken()).toBe(double.accessToken);
    expect(double.refreshes).toBe(1);
    expect(double.refreshToken).not.toBe(given);
  });

  it("are renewed when a fifth of their life is left, without the operator's token too", async () => {
    const given = double.refreshToken;
    const first = await keeper(given).accessToken();
    clock.now += 19 * hourMs;
    expect(await keeper().accessToken()).toBe(first);
    clock.now += 2 * hourMs;
    expect(await keeper().accessToken()).toBe(double.accessToken);
    expect(double.refreshes).toBe(2);
  });

  it("are renewed once by many processes at the same time", async () => {
    const given = double.refreshToken;
    const got = await Promise.all(Array.from({ length: 8 }, () => keeper(given).accessToken()));
    expect(new Set(got)).toEqual(new Set([double.accessToken]));
    expect(double.refreshes).toBe(1);
  });

  it("are renewed where Zalo takes one no longer, but not again where another process has done so", async () => {
    const given = double.refreshToken;
    const old = await keeper(given).accessToken();
    double.expireAccess();
    const renewed = await keeper(given).accessToken(old);
    expect(renewed).not.toBe(old);
    expect(await keeper(given).accessToken(old)).toBe(renewed);
    expect(double.refreshes).toBe(2);
  });

  it("stay as they were when no answer comes before Zalo has used them", async () => {
    const given = double.refreshToken;
    double.fail("/v4/oa/access_token", "drop", { status: 502, page: "<h1>502</h1>" });
    await expect(keeper(given).accessToken()).rejects.toMatchObject({ kind: "later" });
    await expect(keeper(given).accessToken()).rejects.toMatchObject({ kind: "later", reason: "502 not an answer of Zalo's OAuth" });
    expect(await keeper(given).accessToken()).toBe(double.accessToken);
    expect(faults).toEqual([]);
  });

  it("need a new consent when the process died after Zalo used them: said once, not asked for again and again", async () => {
    const given = double.refreshToken;
    await keeper(given).accessToken();
    clock.now += 21 * hourMs;
    double.fail("/v4/oa/access_token", "dropAfter");
    await expect(keeper().accessToken()).rejects.toMatchObject({ kind: "later", isUncertain: true });
    const restarted = keeper();
    await expect(restarted.accessToken()).rejects.toMatchObject({ kind: "consent" });
    const calls = double.calls.length;
    await expect(restarted.accessToken()).rejects.toMatchObject({ kind: "consent" });
    expect(double.calls).toHaveLength(calls);
    expect(faults).toMatchObject([{ code: "zalo_oa_consent_needed" }]);
    expect(String(faults[0])).not.toContain("double_of_a_token");

    const anew = double.consent();
    expect(await keeper(anew).accessToken()).toBe(double.accessToken);
  });

  it("try the token before the last one too", async () => {
    const given = double.refreshToken;
    await keeper(given).accessToken();
    const kept = (await store.get("zalo-oa tokens")) as { refreshToken: string };
    // As if the pair had been saved by somebody to whom Zalo then gave nothing.
    await store.set("zalo-oa tokens", { ...kept, refreshToken: "lost-token", previousRefreshToken: kept.refreshToken, expiresAt: 0 });
    expect(await keeper().accessToken()).toBe(double.accessToken);
  });

  it.each([
    ["no token was ever given", undefined, appSecret],
    ["the operator's token is none", "no-such-token-of-zalo", appSecret],
    ["the app's secret is wrong", "no-such-token-of-zalo", "wrong"],
  ])("are missed where %s", async (_why, refreshToken, secret) => {
    await expect(keeper(refreshToken, secret).accessToken()).rejects.toMatchObject({ kind: "consent" });
    expect(faults).toMatchObject([{ code: "zalo_oa_consent_needed" }]);
  });

  it("are asked for again a while after a refusal, and at once after a restart", async () => {
    const refused = keeper("no-such-token-of-zalo");
    await expect(refused.accessToken()).rejects.toMatchObject({ kind: "consent" });
    clock.now += 10 * 60_000;
    await expect(refused.accessToken()).rejects.toMatchObject({ kind: "consent" });
    expect(double.calls).toHaveLength(2);
    await expect(keeper("no-such-token-of-zalo").accessToken()).rejects.toMatchObject({ kind: "consent" });
    expect(double.calls).toHaveLength(3);
  });

  it("begin where only the app's secret was wrong", async () => {
    const given = double.refreshToken;
    await expect(keeper(given, "wrong").accessToken()).rejects.toMatchObject({ kind: "consent" });
    expect(await keeper(given).accessToken()).toBe(double.accessToken);
  });
});
