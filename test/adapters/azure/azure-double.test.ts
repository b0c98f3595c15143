import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startAzureDouble, type AzureDouble } from "../../support/azure-double.js";

let double: AzureDouble;
let token: string;
beforeEach(async () => {
  double = await startAzureDouble();
  double.said(1);
  token = ((await (await askToken()).json()) as { access_token: string }).access_token;
});
afterEach(() => double.close());

function askToken(changes: Record<string, string> = {}, tenant = double.tenantId): Promise<Response> {
  const scope = "https://api.botframework.com/.default";
  const form = { grant_type: "client_credentials", client_id: double.appId, client_secret: double.appSecret, scope, ...changes };
  return fetch(`${double.url}/${tenant}/oauth2/v2.0/token`, { method: "POST", body: new URLSearchParams(form).toString(), headers: formType });
}
const formType = { "content-type": "application/x-www-form-urlencoded" };

const activity = () => ({
  type: "message",
  text: "Chào",
  textFormat: "plain",
  locale: "vi-VN",
  channelId: "msteams",
  serviceUrl: double.serviceUrl,
  conversation: { id: "a:person-1" },
  from: { id: double.bot.id },
  recipient: { id: double.userId(1) },
});
const button = { type: "messageBack", title: "a", text: "a", displayText: "a", value: {} };
const card = (buttons: object[]) => [{ contentType: "application/vnd.microsoft.card.hero", content: { buttons } }];

async function send(changes: Record<string, unknown> = {}, { where = "a:person-1", authorization = `Bearer ${token}` } = {}): Promise<[number, unknown]> {
  const response = await fetch(`${double.serviceUrl}v3/conversations/${where}/activities`, {
    method: "POST",
    headers: { authorization },
    body: JSON.stringify({ ...activity(), ...changes }),
  });
  const { error } = (await response.json()) as { error?: { code: string } };
  return [response.status, error?.code];
}

describe("the Bot Connector's double", () => {
  it("takes a message as the real one does", async () => {
    expect(await send()).toEqual([201, undefined]);
    expect(double.said(1).map(({ text }) => text)).toEqual(["Chào"]);
  });

  it.each<[string, Record<string, unknown>, string | undefined]>([
    ["a field that nobody knows", { parse_mode: "HTML" }, "BadArgument"],
    ["an empty text", { text: " " }, "BadArgument"],
    ["markup that Teams does not read", { textFormat: "xml", text: "<script>1</script>" }, "BadArgument"],
    ["markup that does not end", { textFormat: "xml", text: "1 < 2" }, "BadArgument"],
    ["seven buttons", { attachments: card(Array.from({ length: 7 }, () => button)) }, "BadArgument"],
    [
      "buttons at both places",
      { attachments: card([button]), suggestedActions: { to: [], actions: [{ type: "imBack", title: "a", value: "a" }] } },
      "BadArgument",
    ],
    ["another bot", { from: { id: "28:other" } }, "BadArgument"],
    ["another conversation than the address says", { conversation: { id: "a:person-2" } }, "ConversationNotFound"],
    ["more than 40 kB", { text: "ữ".repeat(21_000) }, "MessageSizeTooBig"],
  ])("refuses %s", async (_what, changes, code) => {
    expect((await send(changes))[1]).toBe(code);
    expect(double.said(1)).toEqual([]);
  });

  it("refuses tokens that it did not give, or that have ended, and conversations that there are not", async () => {
    expect(await send({}, { authorization: "Bearer other" })).toEqual([401, undefined]);
    expect(await send({ conversation: { id: "a:b" } }, { where: "a:b" })).toEqual([404, "ConversationNotFound"]);
    double.block(1);
    expect(await send()).toEqual([403, "ConversationBlockedByUser"]);
    double.revokeTokens();
    expect(await send()).toEqual([401, undefined]);
  });
});

describe("Entra's double", () => {
  it.each<[string, () => Promise<Response>, number]>([
    ["a wrong secret", () => askToken({ client_secret: "other" }), 7000215],
    ["an unknown application", () => askToken({ client_id: "other" }), 700016],
    ["an unknown tenant", () => askToken({}, "other"), 90002],
    ["another scope", () => askToken({ scope: "https://graph.microsoft.com/.default" }), 900144],
  ])("refuses %s by its number", async (_what, ask, number) => {
    const response = await ask();
    expect(response.ok).toBe(false);
    expect(await response.json()).toMatchObject({ error_codes: [number] });
  });
});
