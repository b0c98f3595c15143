import { chromium, type Browser, type Locator, type Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { chromiumArguments } from "../../src/evaluation/chromium-arguments.js";
import { serveWebChat, type WebChatSite } from "../../src/evaluation/microsoft-web-chat/serve-web-chat.js";
import { realAnswerer } from "../core/answering/conversation.js";
import { buildTimeoutMs } from "../core/retrieval/real-index.js";
import { fakeBrain } from "../support/fake-brain.js";
import { startTestApplication, type TestApplication } from "../support/test-application.js";

let site: WebChatSite;
let server: TestApplication;
let browser: Browser;

beforeAll(async () => {
  const answerer = await realAnswerer();
  site = await serveWebChat();
  server = await startTestApplication({ brain: fakeBrain(answerer), environment: { ALLOWED_ORIGINS: site.origin } });
  browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: chromiumArguments });
}, buildTimeoutMs);
afterAll(async () => {
  await browser.close();
  await server.stop();
  await site.close();
});

/** What goes wrong on a page or is asked of another host than the site and the server. */
function problemsOf(page: Page): string[] {
  const problems: string[] = [];
  const noteStray = (address: string): void => {
    const { protocol, host } = new URL(address);
    const known = [site.origin, server.url].map((url) => new URL(url).host);
    if (/^(?:https?|wss?):$/u.test(protocol) && !known.includes(host)) problems.push(`asked for ${address}`);
  };
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("request", (request) => noteStray(request.url()));
  page.on("websocket", (socket) => noteStray(socket.url()));
  return problems;
}

/** Every message that stands in the conversation, with who said it. */
function messagesOn(page: Page): Locator {
  return page.getByRole("feed").getByRole("group");
}

async function type(page: Page, question: string): Promise<void> {
  const box = page.getByRole("textbox", { name: "Hộp nhập tin nhắn" });
  await box.fill(question);
  await box.press("Enter");
}

it("lets a citizen ask, press what is suggested, and go on after a reload, in Microsoft's Web Chat on another site", { timeout: 120_000 }, async () => {
  const page = await (await browser.newContext({ locale: "vi-VN", viewport: { width: 360, height: 740 } })).newPage();
  const problems = problemsOf(page);
  const messages = messagesOn(page);

  await page.goto(site.pageFor(server.url));
  await messages.filter({ hasText: "Chào anh/chị. Tôi là Trợ lý số" }).waitFor();

  await type(page, "lệ phí làm lại căn cước bị mất");
  await messages.filter({ hasText: "70.000 đồng" }).filter({ hasText: "Nguồn: " }).waitFor();

  await page.getByRole("toolbar", { name: "Hành động được đề xuất" }).getByRole("button", { name: "Nộp ở đâu" }).click();
  await messages
    .filter({ hasText: /công an .*xã/iu })
    .filter({ hasText: "Nguồn: " })
    .waitFor();

  const said = await messages.allInnerTexts();
  expect(said.map((text) => text.replace(/\s+/gu, " ").trim())).toEqual([
    expect.stringMatching(/^Bot đã nói: Chào anh\/chị\./u),
    "Bạn đã nói: lệ phí làm lại căn cước bị mất",
    expect.stringMatching(/^Bot đã nói: .*70\.000 đồng/u),
    "Bạn đã nói: Nộp ở đâu",
    expect.stringMatching(/^Bot đã nói: .*công an/iu),
  ]);

  await page.reload();
  await messages.nth(said.length - 1).waitFor();
  expect(await messages.allInnerTexts()).toEqual(said);

  await type(page, "mất bao lâu");
  await messages
    .nth(said.length + 1)
    .filter({ hasText: /\d+ ngày/u })
    .waitFor();
  expect(problems).toEqual([]);
});
