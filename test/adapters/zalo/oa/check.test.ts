import { afterEach, describe, expect, it } from "vitest";
import { findingWording as say } from "../../../../adapters/zalo/oa/wording.js";
import { startZaloOaDouble } from "../../../support/zalo-oa-double.js";
import { openBench, type Bench, type BenchOptions } from "./support/open-bench.js";

let bench: Bench;
const open = async (options: BenchOptions = {}): Promise<Bench> => (bench = await openBench(options));
afterEach(() => bench.close());
const found = async (): Promise<string[]> => (await bench.zalo.check()).map(({ level, text }) => `${level}: ${text}`);
const webhook = (): string => `${bench.url}/webhooks/zalo-oa`;

describe("the check of an Official Account", () => {
  it("leaves the tokens alone where the server has them, and calls the webhook", async () => {
    await open();
    expect(await found()).toEqual([`warning: ${say.tokensWithServer}`, `ok: ${say.webhookAnswers(webhook())}`]);
    expect([bench.double.calls, bench.reception.stored]).toEqual([[], []]);
  });

  it("asks about the account where the server runs", async () => {
    await open();
    await bench.zalo.start();
    expect((await found())[0]).toBe(`ok: ${say.connected("UBND phường X", "Growth")}`);
  });

  it("says that the account is not verified, or what Zalo refuses", async () => {
    await open({ double: { account: { name: "UBND phường X", package_name: "", is_verified: false } } });
    await bench.zalo.start();
    await bench.double.until(() => bench.double.calls.includes("/v2.0/oa/getoa"));
    expect((await found()).slice(0, 2)).toEqual([`ok: ${say.connected("UBND phường X", "")}`, `fault: ${say.notVerified}`]);
    bench.double.fail("/v2.0/oa/getoa", { code: -224, message: "package too low" });
    expect((await found())[0]).toBe(`fault: ${say.misconfigured("-224 package too low")}`);
    bench.double.consent();
    expect((await found())[0]).toBe(`fault: ${say.consentNeeded}`);
  });

  it("finds an address that leads nowhere, or to another site", async () => {
    const { url } = await open();
    await bench.close();
    await open({ publicUrl: url });
    expect((await found()).at(-1)).toBe(`fault: ${say.unreachable(`${url}/webhooks/zalo-oa`, "no connection: ECONNREFUSED")}`);
    const other = await startZaloOaDouble();
    await bench.close();
    await open({ publicUrl: other.url });
    expect((await found()).at(-1)).toBe(`fault: ${say.unreachable(`${other.url}/webhooks/zalo-oa`, "200")}`);
    await other.close();
  });
});
