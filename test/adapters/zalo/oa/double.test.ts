import { afterEach, expect, it } from "vitest";
import { appId, appSecret, startZaloOaDouble, userIdOf, type ZaloOaDouble, type ZaloOaDoubleOptions } from "../../../support/zalo-oa-double.js";

// What the account can send besides replies, which no adapter uses before there are announcements.

const hourMs = 60 * 60 * 1000;
const noon = Date.parse("2026-11-26T12:00:00+07:00");
const doubles: ZaloOaDouble[] = [];
let now = noon;

afterEach(async () => {
  now = noon;
  await Promise.all(doubles.splice(0).map((double) => double.close()));
});

/** An account, and what calls it with its token. */
async function account(options: ZaloOaDoubleOptions = {}) {
  const double = await startZaloOaDouble({ now: () => now, ...options });
  doubles.push(double);
  const refresh = async (): Promise<void> => {
    const form = new URLSearchParams({ app_id: appId, grant_type: "refresh_token", refresh_token: double.refreshToken });
    await fetch(`${double.url}/v4/oa/access_token`, { method: "POST", headers: { secret_key: appSecret }, body: form });
  };
  await refresh();
  const call = async (path: string, body: object): Promise<{ error: number; data?: Record<string, unknown> }> => {
    const headers = { "content-type": "application/json", access_token: double.accessToken };
    const response = await fetch(double.url + path, { method: "POST", headers, body: JSON.stringify(body) });
    return (await response.json()) as { error: number; data?: Record<string, unknown> };
  };
  const article = (status: "show" | "hide"): object => ({
    type: "normal",
    title: "Thông báo",
    author: "Ban Tuyên giáo",
    cover: { cover_type: "photo", photo_url: "https://example.vn/anh.jpg", status: "show" },
    description: "Một thông báo.",
    body: [{ type: "text", content: "Nội dung" }],
    status,
  });
  return {
    double,
    call,
    refresh,
    article,
    async makeArticle(status: "show" | "hide"): Promise<string> {
      const { data } = await call("/v2.0/article/create", article(status));
      await call("/v2.0/article/verify", { token: data?.token });
      const { data: made } = await call("/v2.0/article/verify", { token: data?.token });
      return String(made?.id);
    },
    broadcast: (id: string) => {
      const payload = { template_type: "media", elements: [{ media_type: "article", attachment_id: id }] };
      return call("/v2.0/oa/message", { recipient: { target: {} }, message: { attachment: { type: "template", payload } } });
    },
  };
}

it("makes an article only after its token was asked about", async () => {
  const { call, article } = await account();
  const { data } = await call("/v2.0/article/create", article("show"));
  const results = [await call("/v2.0/article/verify", { token: data?.token }), await call("/v2.0/article/verify", { token: data?.token })];
  expect(results.map(({ error }) => error)).toEqual([-1, 0]);
  expect((await call("/v2.0/article/create", { ...article("show"), title: "dài".repeat(60) })).error).toBe(-201);
});

it("broadcasts published articles alone, and nothing else, to followers", async () => {
  const { double, call, makeArticle, broadcast } = await account();
  double.follow(userIdOf(1));
  double.meet(userIdOf(2));
  expect((await broadcast(await makeArticle("hide"))).error).toBe(-201);
  expect((await call("/v2.0/oa/message", { recipient: { user_id: userIdOf(1) }, message: { text: "chữ" } })).error).toBe(-240);
  expect((await broadcast(await makeArticle("show"))).error).toBe(0);
  expect(double.broadcasts.received.map(({ userId }) => userId)).toEqual([userIdOf(1)]);
});

it("skips followers without a word who had a broadcast today, or enough of them in a month, and refuses at night", async () => {
  const { double, refresh, makeArticle, broadcast } = await account({ broadcastsPerMonth: 2 });
  double.follow(userIdOf(1));
  const id = await makeArticle("show");
  const errors: number[] = [];
  for (const hours of [0, 1, 10, 24, 48]) {
    now = noon + hours * hourMs;
    await refresh();
    errors.push((await broadcast(id)).error);
  }
  expect(errors).toEqual([0, 0, -234, 0, 0]);
  expect(double.broadcasts.received.map(({ at }) => (at - noon) / hourMs)).toEqual([0, 24]);
});

it("takes templates that are approved, with every parameter, until the day's quota is used", async () => {
  const template = { parameters: { name: 5 }, byUserId: true };
  const templates = [
    { ...template, id: "1", status: "ENABLE" },
    { ...template, id: "2", status: "PENDING" },
    { ...template, id: "3", status: "REJECT" },
    { ...template, id: "4", status: "ENABLE", byUserId: false },
  ] as const;
  const { double, call } = await account({ templates, templatesPerDay: 2 });
  const send = async (id: string, data: object = { name: "Lan" }, more: object = {}): Promise<number> =>
    (await call("/v3.0/oa/message/template", { user_id: userIdOf(1), template_id: id, template_data: data, ...more })).error;
  const call84 = async (phone: string): Promise<number> =>
    (await call("/message/template", { phone, template_id: "1", template_data: { name: "Lan" }, tracking_id: "t1" })).error;
  expect(await Promise.all(["2", "3", "4"].map((id) => send(id)))).toEqual([-131, -146, -249]);
  expect([await send("1", {}), await send("1", { name: "Nguyễn" }), await send("1", { name: "Lan" }, { tracking_id: "t1" })]).toEqual([-1122, -1121, -201]);
  expect([await call84("0912345678"), await call84("84912345678"), await send("1"), await send("1")]).toEqual([-108, 0, 0, -144]);
  now += 12 * hourMs;
  expect(await send("1")).toBe(0);
  expect(double.templates.sent.map(({ to }) => to)).toEqual(["84912345678", userIdOf(1), userIdOf(1)]);
});

it("lists followers by pages, not beyond what Zalo allows", async () => {
  const { double } = await account();
  for (let person = 0; person < 60; person += 1) double.follow(userIdOf(person));
  const list = async (offset: number, count: number): Promise<{ error: number; data?: { users: object[] } }> => {
    const query = new URLSearchParams({ data: JSON.stringify({ offset, count }) });
    const response = await fetch(`${double.url}/v3.0/oa/user/getlist?${String(query)}`, { headers: { access_token: double.accessToken } });
    return (await response.json()) as { error: number; data?: { users: object[] } };
  };
  expect((await list(50, 50)).data?.users).toHaveLength(10);
  expect([(await list(0, 51)).error, (await list(9952, 50)).error]).toEqual([-210, -210]);
});

it("takes pictures and files in replies, and refuses other shapes", async () => {
  const { double, call } = await account();
  double.meet(userIdOf(1));
  const send = async (message: object): Promise<number> => (await call("/v3.0/oa/message/cs", { recipient: { user_id: userIdOf(1) }, message })).error;
  const media = (element: object): object => ({ text: "ảnh", attachment: { type: "template", payload: { template_type: "media", elements: [element] } } });
  expect(await send(media({ media_type: "image", url: "https://example.vn/anh.jpg" }))).toBe(0);
  expect(await send({ attachment: { type: "file", payload: { token: "t" } } })).toBe(0);
  expect(await send(media({ media_type: "image" }))).toBe(-201);
  expect(await send({})).toBe(-201);
});
