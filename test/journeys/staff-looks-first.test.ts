import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { chromium, type Browser, type BrowserContext, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { accountWording } from "../../src/console/wording/accounts.js";
import { announcementPages } from "../../src/console/wording/announcements.js";
import { channelWording, noticeWording } from "../../src/console/wording/overview.js";
import { trialWording } from "../../src/console/wording/trials.js";
import { announcementStateNames } from "../../src/core/wording/announcements.js";
import { wordingOfTrials } from "../../src/core/wording/trials.js";
import { chromiumArguments } from "../../src/evaluation/chromium-arguments.js";
import type { PushChannelHarness } from "../contracts/push-channel-contract.js";
import { wantAnnouncements } from "../support/announcing.js";
import { faultsOfPage } from "../support/axe.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";
import { samplePng, secretPlace } from "../support/sample-pictures.js";
import { keepTime, password, StaffPerson } from "../support/staff-person.js";
import { telegramHarness } from "../support/telegram/telegram-harness.js";
import { startTestApplication, type TestApplication } from "../support/test-application.js";
import { zaloBotHarness } from "../support/zalo-bot/zalo-bot-harness.js";
import { zaloOaHarness } from "../support/zalo-oa/zalo-oa-harness.js";

const deadline = { timeout: 30_000, interval: 50 };
const { form, actions, picture } = announcementPages;
const person = 7;
/** What must stay words wherever it is shown. */
const evil = `"><img src=x onerror="window.hacked=1"><script>window.hacked=1</script>`;
const window = { freeForMs: 48 * 3_600_000, possibleForMs: 168 * 3_600_000, mayCost: true };
/** Where pictures of the pages go, for whoever wants to look at them. */
const shots = process.env.SCREENSHOTS;

let database: TestDatabase;
let harnesses: readonly PushChannelHarness[];
let server: TestApplication;
let browser: Browser;
let administrator: StaffPerson;
let editor: StaffPerson;

beforeAll(async () => {
  keepTime();
  database = await createTestDatabase();
  harnesses = await Promise.all([telegramHarness({ hasWebhook: true }), zaloBotHarness({ hasWebhook: true }), zaloOaHarness()]);
  server = await startTestApplication({
    database,
    // The Official Account has its window, in which messages may cost something.
    pushChannels: harnesses.map(({ opener }) => (opener.channelId === "zalo-oa" ? { ...opener, announcements: { ...opener.announcements, window } } : opener)),
    environment: { ...(Object.assign({}, ...harnesses.map(({ environment }) => environment)) as Record<string, string>), PUBLIC_URL: "https://tro-ly.example" },
  });
  for (const harness of harnesses) await harness.connect(server.url);
  for (const [place, harness] of harnesses.entries()) await harness.receive({ id: place + 1, person, text: "xin chào" });
  await vi.waitUntil(() => harnesses.every((harness) => harness.readBy(person).length >= 2), deadline);
  for (const channelId of ["telegram", "zalo-bot", "zalo-oa"]) await wantAnnouncements(database.pool, channelId);
  browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: chromiumArguments });
  administrator = await StaffPerson.first(server, browser);
  editor = await administrator.invite(browser, "bien-tap", evil.slice(0, 100), ["editor"]);
}, 120_000);
afterAll(async () => {
  await browser.close();
  await server.stop();
  await Promise.all(harnesses.map((harness) => harness.stop()));
  await database.drop();
  vi.useRealTimers();
});

const press = (page: Page, name: string): Promise<void> => page.getByRole("button", { name, exact: true }).click();

/** A page as it stands: nothing that was typed runs, nothing is cut off, axe has nothing to say. */
async function look(page: Page, name: string): Promise<void> {
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    expect(await faultsOfPage(page), name).toEqual([]);
    expect(await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"), name).toBe(0);
    expect(await page.evaluate("window.hacked"), name).toBeUndefined();
    if (shots === undefined) continue;
    await mkdir(shots, { recursive: true });
    await page.screenshot({ path: join(shots, `${name}-${width}.png`), fullPage: true });
  }
}

async function draft(page: Page, title: string, text = "Nội dung"): Promise<string> {
  await page.goto(`${server.url}/console/thong-bao/them`);
  await page.getByLabel(form.title, { exact: true }).fill(title);
  await page.getByLabel(form.text).fill(text);
  await press(page, form.save);
  return page.url();
}

it("puts a picture into an announcement, whatever its file is called, and sends it on trial to its editor alone", { timeout: 120_000 }, async () => {
  const { page } = editor;
  const address = await draft(page, "Nước sông lên nhanh", "Người dân ven sông   chuyển lên chỗ cao.");
  await page.getByRole("link", { name: actions.addPicture }).click();
  await press(page, picture.save);
  expect(await page.locator(".errors").innerText()).toContain(picture.faults.file);
  await look(page, "picture-missing");
  const file = page.locator("input[type=file]");
  await file.setInputFiles({ name: `../../ten-tep-la${evil}.png`, mimeType: "image/png", buffer: Buffer.from("<svg onload='window.hacked=1'/>") });
  await page.getByLabel(picture.description).fill("Mực nước <b>2 m</b>");
  await press(page, picture.save);
  expect(await page.locator(".errors").innerText()).toContain(picture.faults.faults.unknown_kind);
  expect(await page.content()).not.toContain("ten-tep-la");
  await file.setInputFiles({ name: `${evil}.gif`, mimeType: "image/gif", buffer: samplePng(640, 360) });
  await press(page, picture.save);
  expect(page.url()).toBe(address);
  await look(page, "picture-preview");
  expect(await page.locator(".preview img").count()).toBe(4);
  expect(await page.getByRole("table", { name: announcementPages.work.costs.title }).innerText()).toContain(announcementPages.work.costs.noPrice);
  expect(await page.evaluate(`document.querySelector(".preview img").naturalWidth`)).toBe(640);
  const path = await page.locator(".preview img").first().getAttribute("src");
  const stored = Buffer.from(await (await fetch(`${server.url}${path}`)).arrayBuffer());
  expect(stored.includes(secretPlace)).toBe(false);
  expect((await fetch(`${server.url}/tin/anh/1`)).status).toBe(404);

  await page.goto(`${server.url}/console/toi`);
  await page.getByRole("link", { name: trialWording.open }).click();
  for (const [place, harness] of harnesses.entries()) {
    await press(page, trialWording.makeCode);
    const command = await page.locator(".code").innerText();
    if (place === 0) await look(page, "trial-code");
    const before = harness.readBy(person).length;
    await harness.receive({ id: 100 + place, person, text: command });
    await vi.waitUntil(() => harness.readBy(person).length > before, deadline);
    expect(harness.readBy(person).at(-1)?.text).toBe(wordingOfTrials.linked(evil.slice(0, 100)));
    await page.goto(`${server.url}/console/toi/noi-nhan-thu`);
  }
  await page.goto(address);
  const previews = await page.locator(".bubble").allInnerTexts();
  await press(page, trialWording.send);
  expect(await page.locator(".notice").innerText()).toContain("Telegram");
  for (const harness of harnesses) {
    await vi.waitUntil(() => harness.readBy(person).at(-1)?.picture !== undefined, deadline);
    const [mark, trial] = harness.readBy(person).slice(-2);
    expect(mark?.text).toBe(wordingOfTrials.mark("Nước sông lên nhanh"));
    expect(trial?.picture).toBe(`https://tro-ly.example${path}`);
    expect(previews).toContain(trial?.text);
  }
  const { rows } = await database.pool.query("SELECT count(*)::integer AS count FROM announcement_recipients");
  expect(rows).toEqual([{ count: 0 }]);
  await administrator.page.goto(`${server.url}/console/nhat-ky?viec=announcement_trial`);
  expect(await administrator.page.locator("tbody tr").count()).toBe(1);
  await look(administrator.page, "audit");
});

it("tells a notice by a banner in the web chat, with or without script, and once before the next answer elsewhere", { timeout: 90_000 }, async () => {
  const { page } = administrator;
  await page.goto(`${server.url}/console/kenh`);
  await look(page, "channels");
  await page.getByRole("link", { name: channelWording.notices }).click();
  await page.getByLabel(noticeWording.newText).fill("x".repeat(301));
  await press(page, noticeWording.show);
  expect(await page.locator(".errors").innerText()).toContain(noticeWording.textFault);
  await page.getByLabel(noticeWording.newText).fill(`Bảo trì tối nay. ${evil}`);
  await press(page, noticeWording.show);
  await look(page, "notices");
  const chat = await (await browser.newContext({ locale: "vi-VN", viewport: { width: 360, height: 740 } })).newPage();
  await vi.waitFor(async () => {
    vi.setSystemTime(Date.now() + 3_000);
    await chat.goto(server.url);
    expect(await chat.locator(".banner").innerText()).toContain("Bảo trì tối nay.");
  }, deadline);
  await look(chat, "chat-banner");
  await chat.getByRole("button", { name: "Đóng thông báo này" }).focus();
  await chat.keyboard.press("Enter");
  expect(await chat.locator(".banner").count()).toBe(0);
  await chat.reload();
  await chat.locator("textarea").waitFor();
  expect(await chat.locator(".banner").count()).toBe(0);
  const plain = await (await browser.newContext({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } })).newPage();
  await plain.goto(server.url);
  expect(await plain.locator(".operator-notice").innerText()).toContain("Bảo trì tối nay.");

  const [telegram] = harnesses as [PushChannelHarness];
  for (const [id, text] of [
    [200, "câu thứ nhất"],
    [201, "câu thứ hai"],
  ] as const) {
    const before = telegram.readBy(person).length;
    await telegram.receive({ id, person, text });
    await vi.waitUntil(
      () =>
        telegram
          .readBy(person)
          .slice(before)
          .some((message) => message.text.includes(text)),
      deadline,
    );
  }
  const said = telegram.readBy(person).map(({ text }) => text);
  expect(said.filter((text) => text.startsWith("Bảo trì tối nay."))).toHaveLength(1);
  expect(said.findIndex((text) => text.startsWith("Bảo trì"))).toBeLessThan(said.findIndex((text) => text.includes("câu thứ nhất")));
  await page.goto(`${server.url}/console/kenh/loi-nhan`);
  await page.locator("tbody button").click();
  expect(await page.locator("tbody tr").count()).toBe(0);
});

describe("what people typed", () => {
  it("stays words on every page, and in every file", { timeout: 120_000 }, async () => {
    const { page } = editor;
    await page.goto(`${server.url}/console/thong-bao/them`);
    await page.getByLabel(form.title, { exact: true }).fill(evil);
    await page.getByLabel(form.text).fill(evil);
    await page.getByLabel(form.question).fill(evil);
    await page.getByLabel(form.linkLabel(1)).fill(evil.slice(0, 60));
    await page.getByLabel(form.linkUrl(1)).fill(`javascript:alert(1)//${evil}`);
    await page.getByLabel(form.places).fill(evil);
    await press(page, form.save);
    await look(page, "xss-form");
    await page.getByLabel(form.places).fill("");
    await press(page, form.save);
    await look(page, "xss-work");
    const address = page.url();
    for (const path of [address, `${address}/sua`, `${address}/anh`, `${server.url}/console/thong-bao`, `${server.url}/console/toi`]) {
      await page.goto(path);
      await look(page, `xss-${path.replace(/\W+/gu, "-").slice(-20)}`);
    }
    await database.pool.query("UPDATE conversations SET reference = jsonb_set(reference, '{user,name}', to_jsonb($1::text)) WHERE channel_id = 'telegram'", [
      evil,
    ]);
    const admin = administrator.page;
    await admin.goto(`${server.url}/console/kenh`);
    await admin.locator("#reason-telegram").fill(evil);
    await admin.locator("#public-telegram").check();
    await press(admin, channelWording.pause("Telegram"));
    for (const path of ["/console", "/console/kenh", "/console/nhat-ky", "/console/tai-khoan", `/console/nhat-ky?tim=${encodeURIComponent(evil)}`]) {
      await admin.goto(server.url + path);
      await look(admin, `xss-admin${path.replace(/\W+/gu, "-").slice(0, 30)}`);
    }
    const chat = await browser.newPage();
    await vi.waitFor(async () => {
      vi.setSystemTime(Date.now() + 3_000);
      await chat.goto(server.url);
      expect(await chat.locator(".banner").innerText()).toContain("Telegram đang tạm dừng");
    }, deadline);
    expect(await chat.evaluate("window.hacked")).toBeUndefined();
    await admin.goto(`${server.url}/console/kenh`);
    await press(admin, channelWording.resume("Telegram"));
    for (const path of ["thong-bao", "nhat-ky", "tai-khoan"]) {
      const csv = String(await admin.evaluate(`fetch("/console/${path}.csv").then((response) => response.text())`));
      expect(csv.split("\r\n").length, path).toBeGreaterThan(2);
      expect(await admin.evaluate(`fetch("/console/${path}.xlsx").then((response) => response.headers.get("content-type"))`)).toContain("spreadsheetml");
    }
  });

  it("finds accounts by role, state and name", async () => {
    const { page } = administrator;
    await page.goto(`${server.url}/console/tai-khoan?vaitro=editor`);
    expect(await page.locator("tbody tr").count()).toBe(1);
    await look(page, "accounts");
    await page.goto(`${server.url}/console/tai-khoan?tim=qu%E1%BA%A3n&trangthai=active`);
    expect(await page.locator("tbody th").allInnerTexts()).toEqual(["quantri"]);
    await page.goto(`${server.url}/console/tai-khoan?trangthai=disabled`);
    expect(await page.locator(".empty").count()).toBe(1);
  });
});

describe("somebody of the staff", () => {
  /** From signing in to a text that waits for review. */
  async function writes(
    context: BrowserContext,
    hand: { fill(page: Page, label: string, text: string): Promise<void>; press(page: Page, role: "button" | "link", name: string): Promise<void> },
  ): Promise<void> {
    const page = await context.newPage();
    await page.goto(`${server.url}/console/thong-bao`);
    await hand.fill(page, accountWording.signIn.login, "bien-tap");
    await hand.fill(page, accountWording.signIn.password, password);
    await hand.press(page, "button", accountWording.signIn.send);
    await page.waitForURL(/\/console\/thong-bao$/u);
    await hand.press(page, "link", announcementPages.add);
    await page.waitForURL(/them$/u);
    await hand.fill(page, form.title, "Tập huấn tối thứ Sáu");
    await hand.fill(page, form.text, "Mời anh/chị dự tập huấn.");
    await hand.press(page, "button", form.save);
    await page.waitForURL(/\d$/u);
    await hand.press(page, "button", actions.submit);
    await page.getByText(announcementStateNames.in_review, { exact: true }).first().waitFor();
    expect(await page.locator(".facts .state").innerText()).toBe(announcementStateNames.in_review);
    await page.close();
  }

  it("writes an announcement and sends it to review with the keyboard alone", { timeout: 90_000 }, async () => {
    /** Tab by Tab to what has this name, as somebody does who has no mouse; what has the focus is seen. */
    const reach = async (page: Page, name: string): Promise<void> => {
      for (let step = 0; step < 120; step++) {
        await page.keyboard.press("Tab");
        const focused = String(
          await page.evaluate(`(() => { const e = document.activeElement; return (e.labels?.[0]?.textContent ?? e.textContent ?? "").trim() })()`),
        );
        if (focused !== name) continue;
        expect(await page.evaluate("getComputedStyle(document.activeElement).outlineStyle"), name).not.toBe("none");
        return;
      }
      throw new Error(`the keyboard does not come to ${name}`);
    };
    await writes(await browser.newContext({ locale: "vi-VN", viewport: { width: 1280, height: 900 } }), {
      async fill(page, label, text) {
        await reach(page, label);
        await page.keyboard.type(text);
      },
      async press(page, _role, name) {
        await reach(page, name);
        await page.keyboard.press("Enter");
      },
    });
  });

  it("does the same where no script runs", { timeout: 90_000 }, async () => {
    await writes(await browser.newContext({ javaScriptEnabled: false, locale: "vi-VN", viewport: { width: 360, height: 740 } }), {
      fill: (page, label, text) => page.getByLabel(label, { exact: true }).fill(text),
      press: (page, role, name) => page.getByRole(role, { name, exact: true }).click(),
    });
  });
});
