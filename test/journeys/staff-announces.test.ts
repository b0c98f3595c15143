import { chromium, type Browser, type Page } from "playwright-core";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { announcementPages } from "../../src/console/wording/announcements.js";
import { announcementStateNames } from "../../src/core/wording/announcements.js";
import { chromiumArguments } from "../../src/evaluation/chromium-arguments.js";
import type { PushChannelHarness } from "../contracts/push-channel-contract.js";
import { ledgerOf, wantAnnouncements } from "../support/announcing.js";
import { faultsOfPage } from "../support/axe.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";
import { DirectLineClient } from "../support/direct-line-client.js";
import { keepTime, StaffPerson } from "../support/staff-person.js";
import { telegramHarness } from "../support/telegram/telegram-harness.js";
import { startTestApplication, type TestApplication } from "../support/test-application.js";
import { zaloBotHarness } from "../support/zalo-bot/zalo-bot-harness.js";
import { zaloOaHarness } from "../support/zalo-oa/zalo-oa-harness.js";

const deadline = { timeout: 30_000, interval: 50 };
const { form, work, actions, report } = announcementPages;
const person = 7;

let database: TestDatabase;
let harnesses: readonly PushChannelHarness[];
let server: TestApplication;
let browser: Browser;
let editor: StaffPerson;
let approver: StaffPerson;

beforeAll(async () => {
  keepTime();
  database = await createTestDatabase();
  harnesses = await Promise.all([telegramHarness({ hasWebhook: true }), zaloBotHarness({ hasWebhook: true }), zaloOaHarness()]);
  server = await startTestApplication({
    database,
    pushChannels: harnesses.map(({ opener }) => opener),
    environment: Object.assign({}, ...harnesses.map(({ environment }) => environment)) as Record<string, string>,
  });
  for (const harness of harnesses) await harness.connect(server.url);
  for (const [place, harness] of harnesses.entries()) await harness.receive({ id: place + 1, person, text: "xin chào" });
  const web = new DirectLineClient(server.url);
  await web.ask(await web.start(), "xin chào");
  await vi.waitUntil(() => harnesses.every((harness) => harness.readBy(person).length >= 2), deadline);
  for (const channelId of ["webchat", "telegram", "zalo-bot", "zalo-oa"]) await wantAnnouncements(database.pool, channelId);
  browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: chromiumArguments });
  const administrator = await StaffPerson.first(server, browser);
  editor = await administrator.invite(browser, "bien-tap", "Bùi Biên Tập", ["editor", "emergency"]);
  approver = await administrator.invite(browser, "duyet", "Đinh Duyệt", ["approver", "emergency"]);
}, 90_000);
afterAll(async () => {
  await browser.close();
  await server.stop();
  await Promise.all(harnesses.map((harness) => harness.stop()));
  await database.drop();
  vi.useRealTimers();
});

const press = (page: Page, name: string): Promise<void> => page.getByRole("button", { name, exact: true }).click();
const stateOn = (page: Page): Promise<string> => page.locator(".facts .state").innerText();

it("takes an announcement from a draft over a return to four channels and its report, by two people", { timeout: 120_000 }, async () => {
  const { page } = editor;
  await page.goto(`${server.url}/console/thong-bao`);
  await page.getByRole("link", { name: announcementPages.add }).click();
  await page.getByLabel(form.title, { exact: true }).fill("Nước sông <b>lên</b> nhanh");
  await page.getByLabel(form.text).fill("Người dân ven sông chuyển lên chỗ cao.");
  await page.getByLabel(form.places).fill("xã Không Có Thật");
  await page.getByLabel(form.isEmergency).check();
  await press(page, form.save);
  expect(await page.locator(".errors").innerText()).toContain("xã Không Có Thật");
  expect(await page.getByLabel(form.text).inputValue()).toBe("Người dân ven sông chuyển lên chỗ cao.");
  await page.getByLabel(form.places).fill("");
  await press(page, form.save);
  expect(await stateOn(page)).toBe(announcementStateNames.draft);
  expect(await page.getByText(work.total("4")).count()).toBe(1);
  expect(await page.locator(".facts").innerText()).toContain(work.everywhere);
  await press(page, actions.submit);
  expect(await stateOn(page)).toBe(announcementStateNames.in_review);

  const address = page.url();
  await approver.page.goto(address);
  await approver.page.getByLabel(actions.returnReason).fill("Thêm số điện thoại trực.");
  await press(approver.page, actions.return);
  await page.reload();
  expect(await stateOn(page)).toBe(announcementPages.returned);
  expect(await page.getByText("Thêm số điện thoại trực.").count()).toBeGreaterThan(0);
  await page.getByRole("link", { name: actions.edit }).click();
  await page.getByLabel(form.text).fill("Người dân ven sông chuyển lên chỗ cao. Cần giúp thì gọi 112.");
  await press(page, form.save);
  await press(page, actions.submit);

  await approver.page.goto(address);
  await press(approver.page, actions.approve);
  expect(await approver.page.locator(".errors").innerText()).toContain("xác nhận lần thứ hai");
  await approver.page.locator("#confirmed-approve").check();
  await press(approver.page, actions.approve);
  expect(await stateOn(approver.page)).toBe(announcementStateNames.approved);

  await page.goto(address);
  const inVietnam = new Date(Date.now() + 7 * 3_600_000).toISOString();
  await page.getByLabel(actions.day).fill(inVietnam.slice(0, 10));
  await page.getByLabel(actions.time, { exact: true }).fill(inVietnam.slice(11, 16));
  await page.locator("#recipients").fill("5");
  await page.locator("#confirmed-schedule").check();
  await press(page, actions.schedule);
  expect(await page.locator(".errors").innerText()).toContain(actions.recipientsFault);
  await page.getByLabel(actions.day).fill(inVietnam.slice(0, 10));
  await page.getByLabel(actions.time, { exact: true }).fill(inVietnam.slice(11, 16));
  await page.locator("#recipients").fill("4");
  await page.locator("#confirmed-schedule").check();
  const previews = await page.locator(".bubble").allInnerTexts();
  await press(page, actions.schedule);
  expect(await page.locator(".errors").count()).toBe(0);

  const id = Number(/\d+$/u.exec(address)?.[0]);
  await vi.waitUntil(async () => (await ledgerOf(database.pool, id)).filter(({ state }) => state === "sent").length === 4, deadline);
  for (const harness of harnesses) expect(previews).toContain(harness.readBy(person).at(-1)?.text);

  await page.goto(`${address}/bao-cao`);
  const outcomes = page.getByRole("table", { name: report.byState }).locator("tbody");
  await expect
    .poll(async () => {
      await page.reload();
      return outcomes.locator("tr").count();
    }, deadline)
    .toBe(4);
  expect(await outcomes.innerText()).toContain("Telegram");
  const punctualRows = page.getByRole("table", { name: report.punctuality }).locator("tbody tr");
  await expect
    .poll(async () => {
      await page.reload();
      return punctualRows.count();
    }, deadline)
    .toBe(5);
  const punctual = await punctualRows.allInnerTexts();
  expect(punctual.at(-1)).toMatch(/^Mọi kênh\s+4\s+4\s+100%$/u);
  expect(await page.evaluate(`fetch("${address}/bao-cao.pdf").then((response) => response.text()).then((text) => text.slice(0, 5))`)).toBe("%PDF-");
  const csv = await page.evaluate(`fetch("${address}/bao-cao.csv").then((response) => response.text())`);
  expect(String(csv).trim().split("\r\n")).toHaveLength(5);
  expect(await page.evaluate(`fetch("${address}/bao-cao.xlsx").then((response) => response.headers.get("content-type"))`)).toContain("spreadsheetml");
  expect(await page.getByRole("heading", { name: report.title("Nước sông <b>lên</b> nhanh") }).count()).toBe(1);
});

it("lets nobody approve the own text, not even by a request of one's own making", async () => {
  const { page } = approver;
  await page.goto(`${server.url}/console/thong-bao/them`);
  expect(await page.locator("main").innerText()).toContain("vai trò khác");
});

it.each([360, 1280])("has no page of announcements that axe finds a fault with, at a width of %i", { timeout: 60_000 }, async (width) => {
  const { page } = editor;
  await page.setViewportSize({ width, height: 800 });
  for (const path of ["", "/them", "/1", "/1/sua", "/1/bao-cao"]) {
    await page.goto(`${server.url}/console/thong-bao${path}`);
    expect(await faultsOfPage(page), path).toEqual([]);
    expect(await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"), path).toBe(0);
  }
});
