import { chromium, type Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { channelWording } from "../../src/console/wording/overview.js";
import { trainingPages } from "../../src/console/wording/training.js";
import { chromiumArguments } from "../../src/evaluation/chromium-arguments.js";
import { faultsOfPage } from "../support/axe.js";
import { DirectLineClient } from "../support/direct-line-client.js";
import { keepTime, StaffPerson } from "../support/staff-person.js";
import { telegramHarness } from "../support/telegram/telegram-harness.js";
import type { PushChannelHarness } from "../contracts/push-channel-contract.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";
import { startTestApplication, type TestApplication } from "../support/test-application.js";

const deadline = { timeout: 30_000, interval: 50 };
let database: TestDatabase;
let telegram: PushChannelHarness;
let server: TestApplication;
let browser: Browser;
let administrator: StaffPerson;
let trainer: StaffPerson;

beforeAll(async () => {
  keepTime();
  database = await createTestDatabase();
  telegram = await telegramHarness({ hasWebhook: true });
  server = await startTestApplication({ database, pushChannels: [telegram.opener], environment: telegram.environment });
  await telegram.connect(server.url);
  browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: chromiumArguments });
  administrator = await StaffPerson.first(server, browser);
  trainer = await administrator.invite(browser, "dao-tao", "Đỗ Tạo", ["training_manager"]);
}, 60_000);
afterAll(async () => {
  await browser.close();
  await server.stop();
  await telegram.stop();
  await database.drop();
  vi.useRealTimers();
});

const { office } = trainingPages;

async function makeOffice(name: string): Promise<{ address: string; code: string }> {
  const { page } = trainer;
  await page.goto(`${server.url}/console/dao-tao/them`);
  await page.getByLabel(office.name).fill(name);
  await page.getByRole("button", { name: office.save }).click();
  return { address: page.url(), code: await page.locator(".key").innerText() };
}

it("gives an office a code by which people join it; who manages an office sees that one and no other", { timeout: 90_000 }, async () => {
  const own = await makeOffice("UBND xã Đà Bắc");
  const other = await makeOffice("Sở Khoa học và Công nghệ");
  const web = new DirectLineClient(server.url);
  const grant = await web.start();
  await web.ask(grant, "tôi muốn học");
  await web.ask(grant, own.code);
  await vi.waitUntil(async () => (await database.pool.query("SELECT FROM learners WHERE office_id IS NOT NULL")).rowCount === 1, deadline);

  const manager = await administrator.invite(browser, "phu-trach", "Phùng Trách", ["office_manager"]);
  await manager.page.goto(`${server.url}/console`);
  expect(await manager.page.getByText(trainingPages.emptyOwn).count()).toBe(1);
  const { page } = trainer;
  await page.goto(own.address);
  await page.getByLabel("Phùng Trách (phu-trach)").check();
  await page.getByRole("button", { name: office.saveManagers }).click();
  expect(await page.locator("table").first().innerText()).toContain(office.unnamed);

  await manager.page.reload();
  expect(await manager.page.locator("tbody tr").count()).toBe(1);
  await manager.page.getByRole("link", { name: "UBND xã Đà Bắc" }).click();
  expect(await manager.page.getByText(office.unnamed).count()).toBe(1);
  expect(await manager.page.getByRole("button", { name: office.renew }).count()).toBe(0);
  for (const path of ["", "/nguoi-hoc.csv", "/nguoi-hoc.xlsx"]) {
    expect(await manager.page.evaluate(`fetch("${other.address}${path}").then(({ status }) => status)`), path).toBe(404);
    expect(await manager.page.evaluate(`fetch("${own.address}${path}").then(({ status }) => status)`), path).toBe(200);
  }
});

it("takes a certificate back, and its page says so", async () => {
  const { rows } = await database.pool.query<{ id: string }>("SELECT id FROM learners");
  await database.pool.query(
    `INSERT INTO exams (id, learner_id, course_id, started_at, finished_at, right_count, asked_count, is_passed)
     VALUES ('x', $1, 'mot', now(), now(), 10, 10, true)`,
    [rows[0]?.id],
  );
  await database.pool.query(
    `INSERT INTO certificates (serial, exam_id, name, office_name, course_title, score, issued_on)
     VALUES ('TLS-ABCDEFGHJKMNPQRS', 'x', 'An', 'UBND', 'Khóa một', 100, '2026-11-01')`,
  );
  const { page } = trainer;
  await page.goto(`${server.url}/console/dao-tao/chung-nhan`);
  await page.getByLabel(trainingPages.revoke.serial).fill("tls-abcdefghjkmnpqrs");
  await page.getByLabel(trainingPages.revoke.reason).fill("Cấp nhầm");
  await page.getByRole("button", { name: trainingPages.revoke.send }).click();
  await page.getByText(trainingPages.revoke.done).waitFor();
  expect(await (await fetch(`${server.url}/chung-nhan/TLS-ABCDEFGHJKMNPQRS`)).text()).toContain("thu hồi");
});

it("stops a channel with a reason until it is switched on again", async () => {
  const { page } = administrator;
  await page.goto(`${server.url}/console/kenh`);
  await page.getByRole("button", { name: channelWording.pause("Telegram") }).click();
  expect(await page.locator(".errors").innerText()).toContain(channelWording.reasonFault);
  await page.getByLabel(channelWording.reason("Telegram")).fill("Tài khoản bị giả mạo");
  await page.getByRole("button", { name: channelWording.pause("Telegram") }).click();
  await page.getByText("Tài khoản bị giả mạo").waitFor();
  await telegram.receive({ id: 1, person: 7, text: "xin chào" });
  await vi.waitUntil(async () => (await database.pool.query("SELECT FROM deliveries WHERE state = 'pending'")).rowCount !== 0, deadline);
  expect(telegram.readBy(7)).toEqual([]);
  await page.getByRole("button", { name: channelWording.resume("Telegram") }).click();
  await vi.waitUntil(() => telegram.readBy(7).length > 0, deadline);
});

it.each([360, 1280])("has no page of training that axe finds a fault with, at a width of %i", { timeout: 60_000 }, async (width) => {
  const { page } = trainer;
  await page.setViewportSize({ width, height: 800 });
  await page.goto(`${server.url}/console/dao-tao`);
  const own = (await page.locator("tbody a").first().getAttribute("href")) ?? "";
  for (const path of [
    "/console/dao-tao",
    "/console/dao-tao/them",
    "/console/dao-tao/cau-hay-sai",
    "/console/dao-tao/cau-cho-xem-lai",
    "/console/dao-tao/chung-nhan",
    own,
  ]) {
    await page.goto(server.url + path);
    expect(await faultsOfPage(page), path).toEqual([]);
    expect(await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"), path).toBe(0);
  }
});
