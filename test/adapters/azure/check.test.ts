import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { openBench, type Bench, type BenchOptions } from "./support/open-bench.js";

let bench: Bench;
afterEach(() => bench.close());

async function findings(options?: BenchOptions, prepare: () => void = () => undefined): Promise<string[]> {
  bench = await openBench(options);
  prepare();
  return (await bench.azure.check()).map(({ level, text }) => `${level}: ${text}`);
}

describe("check", () => {
  it("is content when Microsoft knows the bot and we can be reached, and changes nothing", async () => {
    const found = await findings();
    expect(found).toEqual([
      expect.stringMatching(/^ok: Đã nối với Azure/u),
      expect.stringMatching(/^ok: Lấy được khóa/u),
      expect.stringMatching(/^ok: Máy chủ trả lời đúng tại .*\/api\/messages/u),
    ]);
    expect([bench.double.sent, bench.reception.stored, bench.faults]).toEqual([[], [], []]);
  });

  it.each<[string, BenchOptions["settings"], RegExp]>([
    ["a wrong secret", { appSecret: "another~secret.0123456789" }, /^fault: Microsoft không nhận AZURE_APP_SECRET.*cột Value/u],
    ["another tenant", { tenantId: "00000000-0000-0000-0000-000000000000" }, /^fault: Không có tenant như AZURE_TENANT_ID/u],
    ["another application", { appId: "00001111-aaaa-2222-bbbb-3333cccc4444" }, /^fault: Tenant này không có ứng dụng như AZURE_APP_ID/u],
  ])("says what to do about %s, and shows no secret", async (_what, settings, text) => {
    const found = await findings({ settings });
    expect(found[0]).toMatch(text);
    expect(found.join()).not.toContain(settings?.appSecret ?? bench.double.appSecret);
  });

  it("says what to do about a secret that has run out", async () => {
    expect((await findings({}, () => (bench.double.isExpired = true)))[0]).toMatch(/^fault: AZURE_APP_SECRET đã hết hạn/u);
  });

  it("names a refusal that it does not know", async () => {
    const found = await findings({}, () => bench.double.failTokens({ status: 400, page: '{"error":"invalid_client","error_codes":[7000112]}' }));
    expect(found[0]).toMatch(/^fault: Microsoft không cấp quyền cho bot \(invalid_client AADSTS7000112\)/u);
  });

  it("tells a server that cannot be reached from credentials that are wrong", async () => {
    const found = await findings({}, () => {
      bench.double.failTokens("drop");
      bench.double.failKeys("drop");
    });
    expect(found.slice(0, 2)).toEqual([expect.stringMatching(/^fault: Không gọi được http/u), expect.stringMatching(/^fault: Không lấy được khóa tại http/u)]);
  });

  it("wants an address that Azure can call", async () => {
    expect((await findings({ publicUrl: undefined }))[2]).toMatch(/^fault: Chưa đặt PUBLIC_URL/u);
    await bench.close();
    const keysRoot = "https://login.invalid";
    expect((await findings({ publicUrl: "http://troly.example.vn", settings: { keysRoot } }))[2]).toMatch(/^fault: Azure chỉ gọi địa chỉ https/u);
  });

  describe("with somebody else at the address", () => {
    let other: Server;
    afterEach(async () => {
      other.closeAllConnections();
      await new Promise((resolve) => other.close(resolve));
    });

    async function listen(status: number): Promise<string> {
      other = createServer((_request, response) => response.writeHead(status, { location: "https://login.example" }).end());
      await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
      return `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
    }

    it.each([200, 401, 404, 502])("knows by %i that it is not us", async (status) => {
      expect((await findings({ publicUrl: await listen(status) }))[2]).toMatch(new RegExp(`^fault: .*trả lời ${status}, không phải máy chủ này`, "u"));
    });

    it("follows nobody elsewhere", async () => {
      expect((await findings({ publicUrl: await listen(302) }))[2]).toMatch(/^warning: Chưa gọi được .*\/api\/messages/u);
    });
  });
});
