import { chromium, type Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { accountWording } from "../../src/console/wording/accounts.js";
import { frameWording } from "../../src/console/wording/frame.js";
import { chromiumArguments } from "../../src/evaluation/chromium-arguments.js";
import { faultsOfPage } from "../support/axe.js";
import { keepTime, StaffPerson } from "../support/staff-person.js";
import { startTestApplication, type TestApplication } from "../support/test-application.js";

let server: TestApplication;
let browser: Browser;
let administrator: StaffPerson;

beforeAll(async () => {
  keepTime();
  server = await startTestApplication();
  browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: chromiumArguments });
  administrator = await StaffPerson.first(server, browser);
}, 60_000);
afterAll(async () => {
  await browser.close();
  await server.stop();
  vi.useRealTimers();
});

async function tryToSignIn(login: string, typed: string): Promise<number> {
  const { status } = await fetch(`${server.url}/console/dang-nhap`, {
    method: "POST",
    headers: { origin: server.url },
    body: new URLSearchParams({ login, password: typed }),
  });
  return status;
}

it("leads from the first start to an administrator with a second factor, and the link is used up", async () => {
  expect(await administrator.page.getByRole("heading", { level: 1 }).innerText()).toBe("Tổng quan");
  const link = /\/console\/lien-ket\/\S+/u.exec(server.announced.join("\n"))?.[0] ?? "";
  expect((await fetch(server.url + link)).status).toBe(404);
  expect(server.log.join("\n")).not.toContain(link);
});

it("lets somebody out and in again, by a code that counts once", async () => {
  const { page } = administrator;
  await administrator.signOut();
  const code = administrator.code();
  await administrator.signIn(code);
  await page.getByRole("heading", { name: "Tổng quan" }).waitFor();
  await administrator.signOut();
  await administrator.signIn(code);
  expect(await page.locator(".errors").innerText()).toContain(accountWording.signIn.refused);
  await administrator.signIn();
  await page.getByText(frameWording.signOut).waitFor();
});

it("locks a name after five wrong passwords, also for whoever knows the right one, and whether it exists or not", async () => {
  const person = await administrator.invite(browser, "bien-tap", "Bùi Biên Tập", ["editor"]);
  await person.signOut();
  for (const login of [person.login, "khong-co"]) {
    const attempts = await Promise.all(Array.from({ length: 12 }, () => tryToSignIn(login, "sai mật khẩu rồi nhé")));
    expect(attempts.filter((status) => status === 401)).toHaveLength(5);
    expect(attempts.filter((status) => status === 429)).toHaveLength(7);
    vi.setSystemTime(Date.now() + 61_000);
  }
  await person.signIn();
  await person.page.getByText(frameWording.signOut).waitFor();
});

it("keeps what was typed when the session has ended meanwhile", async () => {
  const { page } = administrator;
  await page.goto(`${server.url}/console/tai-khoan/them`);
  await page.getByLabel(accountWording.edit.login).fill("nguoi-xem");
  await page.getByLabel(accountWording.edit.name).fill("Trần <b>Xem</b>");
  await page.getByLabel(accountWording.roles.viewer, { exact: true }).check();
  vi.setSystemTime(Date.now() + 3 * 60 * 60 * 1000);
  await page.getByRole("button", { name: accountWording.edit.add }).click();
  await page.getByText(accountWording.signIn.ended).waitFor();
  await administrator.signIn();
  await page.getByRole("button", { name: frameWording.keptSend }).click();
  await page.getByRole("heading", { name: accountWording.edit.linkTitle }).waitFor();
  await page.goto(`${server.url}/console/tai-khoan`);
  expect(await page.getByText("Trần <b>Xem</b>").count()).toBe(1);
});

it("ends the sessions of an account that is disabled, at once", async () => {
  const person = await administrator.invite(browser, "sap-khoa", "Sắp Khóa", ["viewer"]);
  await person.page.goto(`${server.url}/console`);
  const { page } = administrator;
  await page.goto(`${server.url}/console/tai-khoan`);
  await page.getByRole("link", { name: person.login }).click();
  await page.getByLabel(accountWording.edit.disabled).check();
  await page.getByRole("button", { name: accountWording.edit.save }).click();
  await page.getByText(accountWording.edit.saved).waitFor();
  await person.page.reload();
  expect(await person.page.getByRole("heading", { level: 1 }).innerText()).toBe(accountWording.signIn.title);
});

it.each([360, 1280])("has no page that axe finds a fault with, at a width of %i", async (width) => {
  const other = administrator;
  await other.page.setViewportSize({ width, height: 800 });
  for (const path of ["", "/tai-khoan", "/tai-khoan/them", "/nhat-ky", "/kenh", "/toi", "/khong-co"]) {
    await other.page.goto(`${server.url}/console${path}`);
    expect(await faultsOfPage(other.page), path).toEqual([]);
    const overflow = await other.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
    expect(overflow, path).toBe(0);
  }
});
