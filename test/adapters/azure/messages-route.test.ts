import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { publishedKeys, strangeKey, type TokenChanges } from "../../support/azure/signer.js";
import { openBench, type Bench } from "./support/open-bench.js";

const sample = (name: string): Record<string, unknown> =>
  JSON.parse(readFileSync(new URL(`../../../adapters/azure/samples/${name}.json`, import.meta.url), "utf8")) as Record<string, unknown>;

let bench: Bench;
beforeEach(async () => {
  bench = await openBench();
});
afterEach(() => bench.close());

/** A sample as the double's Bot Connector would bring it. */
const brought = (name: string, changes: Record<string, unknown> = {}) => ({ ...sample(name), serviceUrl: bench.double.serviceUrl, ...changes });

async function post(body: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${bench.url}/api/messages`, { method: "POST", headers: { "content-type": "application/json", ...headers }, body });
}

async function postSigned(body: string, changes?: TokenChanges): Promise<number> {
  return (await post(body, { authorization: `Bearer ${await bench.double.token(undefined, changes)}` })).status;
}

describe("POST /api/messages", () => {
  it("stores what is signed, and then says 200", async () => {
    expect(await bench.double.bring(brought("teams-personal-text"))).toBe(200);
    expect(bench.reception.texts).toEqual(["khai sinh ở đâu"]);
  });

  it.each([
    ["nothing", undefined],
    ["another scheme", "Basic dXNlcjpwYXNz"],
    ["no token", "Bearer "],
    ["no signature", `Bearer ${Buffer.from('{"alg":"none"}').toString("base64url")}.e30.`],
    ["something else than a token", "Bearer secret"],
    ["a token without an end", `Bearer ${"a".repeat(9_000)}.b.c`],
  ])("answers 401 to %s, and does nothing", async (_what, authorization) => {
    const response = await post(JSON.stringify(brought("teams-personal-text")), authorization === undefined ? {} : { authorization });
    expect([response.status, response.headers.get("www-authenticate"), await response.text()]).toEqual([401, 'Bearer realm="tro-ly-so"', ""]);
    expect(bench.double.asked.metadata).toBe(0);
    expect([...bench.reception.opened, ...bench.reception.stored, ...bench.faults]).toEqual([]);
  });

  it.each<[string, TokenChanges]>([
    ["another bot", { audience: "11112222-bbbb-3333-cccc-4444dddd5555" }],
    ["another issuer", { issuer: "https://sts.windows.net/72f988bf-86f1-41af-91ab-2d7cd011db47/" }],
    ["a time that is over", { expiresAt: Date.parse("2026-11-25T07:54:00Z") / 1000 }],
    ["another serviceUrl", { serviceUrl: "https://smba.trafficmanager.net/emea/" }],
    ["a key that nobody knows", { keyId: "unknown", key: strangeKey() }],
    ["another key under a known name", { key: strangeKey() }],
  ])("answers 403 to a token for %s, and stores nothing", async (_what, changes) => {
    expect(await bench.double.bring(brought("teams-personal-text"), changes)).toBe(403);
    expect([...bench.reception.opened, ...bench.reception.stored]).toEqual([]);
  });

  it("answers 403 to a token that is signed with the public key as if it were a secret", async () => {
    const [key] = publishedKeys.keys;
    const now = bench.clock.now / 1000;
    const claims = { iss: "https://api.botframework.com", aud: bench.double.appId, exp: now + 3600, serviceurl: bench.double.serviceUrl };
    const parts = [{ alg: "HS256", kid: key?.kid }, claims].map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"));
    const signature = createHmac("sha256", JSON.stringify(key)).update(parts.join(".")).digest("base64url");
    const response = await post(JSON.stringify(brought("teams-personal-text")), { authorization: `Bearer ${[...parts, signature].join(".")}` });
    expect(response.status).toBe(403);
  });

  it("answers 403 where the key may not sign for the channel", async () => {
    expect(await bench.double.bring(brought("teams-personal-text", { channelId: "slack" }))).toBe(403);
    expect(await bench.double.bring(brought("web-chat-text"))).toBe(200);
  });

  it("allows for clocks that differ by some minutes", async () => {
    const expiresAt = Math.floor(bench.clock.now / 1000) - 240;
    expect(await bench.double.bring(brought("teams-personal-text"), { expiresAt })).toBe(200);
  });

  it("answers 400 where the answer would go to an address that is not allowed, though the token names it", async () => {
    const serviceUrl = "https://attacker.example/";
    expect(await bench.double.bring(brought("teams-personal-text", { serviceUrl }))).toBe(400);
    expect([...bench.reception.opened, ...bench.reception.stored]).toEqual([]);
  });

  it.each([
    ["no JSON", "{"],
    ["a list", "[]"],
    ["nothing that is known", "{}"],
    ["something nested without end", `{"channelData":${'{"a":'.repeat(50)}1${"}".repeat(50)}}`],
  ])("answers 400 to %s", async (_what, body) => {
    expect(await postSigned(body)).toBe(400);
    expect(bench.reception.stored).toEqual([]);
  });

  it("answers 413 to 5 MB", async () => {
    expect(await postSigned(JSON.stringify(brought("teams-personal-text", { text: "a".repeat(5_000_000) })))).toBe(413);
  });

  it.each(["typing", "teams-personal-reaction", "teams-group-chatter"])("answers 200 to what means nothing: %s", async (name) => {
    expect(await bench.double.bring(brought(name))).toBe(200);
    expect(await bench.double.bring(brought(name, { type: "unheardOf" }))).toBe(200);
    expect([...bench.reception.opened, ...bench.reception.stored]).toEqual([]);
  });

  it("answers 501 to an invoke, as the protocol wants", async () => {
    expect(await bench.double.bring(brought("teams-invoke"))).toBe(501);
  });

  it("answers 503 if it could not be stored, so that it can come again", async () => {
    bench.reception.faults.push(new Error("no database"));
    const statuses = [await bench.double.bring(brought("teams-personal-text")), await bench.double.bring(brought("teams-personal-text"))];
    expect(statuses).toEqual([503, 200]);
    expect(bench.faults).toMatchObject([{ message: "no database" }]);
    expect(bench.reception.texts).toEqual(["khai sinh ở đâu"]);
  });

  it("takes nothing new in once it is to stop", async () => {
    await bench.azure.stop();
    expect(await bench.double.bring(brought("teams-personal-text"))).toBe(503);
  });

  it("is the same in production, where the SDK is stricter", async () => {
    vi.stubEnv("NODE_ENV", "production");
    const other = await openBench();
    expect(await other.double.say(1, "chào")).toBe(200);
    expect((await fetch(`${other.url}/api/messages`, { method: "POST" })).status).toBe(401);
    await other.close();
    vi.unstubAllEnvs();
  });

  it("asks for no token to take something in", async () => {
    bench.double.failTokens("drop");
    expect(await bench.double.bring(brought("teams-personal-text"))).toBe(200);
    expect(bench.double.asked.tokens).toBe(0);
  });

  it("remembers where answers go, and learns when that changes", async () => {
    await bench.double.bring(brought("teams-personal-text"));
    const [conversation] = [...bench.reception.opened.values()];
    expect(conversation?.reference).toMatchObject({ channelId: "azure", place: { serviceUrl: bench.double.serviceUrl, channelId: "msteams", isGroup: false } });
    const moved = `${bench.double.url}/emea/`;
    await bench.double.bring(brought("teams-personal-text", { id: "2", serviceUrl: moved }));
    expect([...bench.reception.opened.values()]).toMatchObject([{ id: conversation?.id, reference: { place: { serviceUrl: moved } } }]);
  });

  it("says by itself that it cannot see pictures, once for an album, and that somebody is too fast", async () => {
    for (const type of ["image/png", "image/png"]) await bench.double.send(1, type);
    await bench.double.heard(1);
    await bench.double.say(1, "một");
    bench.reception.flooded = [...bench.reception.opened.keys()][0];
    await bench.double.say(1, "hai");
    const texts = (await bench.double.heard(1, 2)).map(({ text }) => text);
    expect(texts).toEqual([expect.stringMatching(/^Tôi không xem được ảnh/u), expect.stringMatching(/^Anh\/chị gửi hơi nhanh/u)]);
  });
});

describe("the keys", () => {
  const bring = (id: string, changes?: TokenChanges) => bench.double.bring(brought("teams-personal-text", { id }), changes);

  it("are asked for once a day", async () => {
    await Promise.all(["1", "2", "3"].map((id) => bring(id)));
    await bring("4");
    expect(bench.double.asked).toMatchObject({ metadata: 1, keys: 1 });
    bench.clock.now += 24 * 60 * 60 * 1000;
    expect(await bring("5")).toBe(200);
    expect(bench.double.asked.keys).toBe(2);
  });

  it("are asked for again when a token names one that is unknown, once a minute at most", async () => {
    const unknown = { keyId: "unknown", key: strangeKey() };
    await bring("1");
    for (const id of ["2", "3"]) expect(await bring(id, unknown)).toBe(403);
    expect(bench.double.asked.keys).toBe(1);
    bench.clock.now += 60_000;
    for (const id of ["4", "5"]) expect(await bring(id, unknown)).toBe(403);
    expect(bench.double.asked.keys).toBe(2);
  });

  it("still hold while the server cannot be asked", async () => {
    await bring("1");
    bench.clock.now += 24 * 60 * 60 * 1000;
    bench.double.failKeys("drop");
    expect(await bring("2")).toBe(200);
    expect(bench.faults).toEqual([]);
  });

  it("make a request wait for its next time where they could not be had", async () => {
    bench.double.failKeys({ status: 502, page: "<html></html>" });
    expect(await bring("1")).toBe(503);
    expect(bench.faults).toMatchObject([{ code: "azure_keys_unavailable" }]);
    expect(await bring("1")).toBe(200);
  });

  it("are given up after five seconds", async () => {
    bench.double.failKeys("hang");
    const status = bring("1");
    await bench.waits.pass(5_000);
    expect(await status).toBe(503);
  });
});
