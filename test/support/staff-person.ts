import { Secret, TOTP } from "otpauth";
import type { Browser, Page } from "playwright-core";
import { vi } from "vitest";
import { accountWording } from "../../src/console/wording/accounts.js";
import { frameWording } from "../../src/console/wording/frame.js";
import type { Role } from "../../src/core/staff/roles.js";
import type { TestApplication } from "./test-application.js";

export const password = "một câu dài dễ nhớ 2026";

/** Somebody who works in the console with a real browser. */
export class StaffPerson {
  #secret = "";

  constructor(
    readonly server: TestApplication,
    readonly page: Page,
    readonly login: string,
  ) {}

  /** Makes the first administrator by the link that the server told. */
  static async first(server: TestApplication, browser: Browser): Promise<StaffPerson> {
    const path = /\/console\/lien-ket\/\S+/u.exec(server.announced.join("\n"))?.[0] ?? "";
    const person = new StaffPerson(server, await newPage(browser), "quantri");
    await person.page.goto(server.url + path);
    await person.page.getByLabel(accountWording.link.name).fill("Quản Thị Trị");
    await person.page.getByLabel(accountWording.link.login).fill(person.login);
    await person.choosePassword();
    await person.setUpSecondFactor();
    return person;
  }

  /** Makes an account for another person, who opens the link. */
  async invite(browser: Browser, login: string, name: string, roles: readonly Role[]): Promise<StaffPerson> {
    await this.page.goto(`${this.server.url}/console/tai-khoan/them`);
    await this.page.getByLabel(accountWording.edit.login).fill(login);
    await this.page.getByLabel(accountWording.edit.name).fill(name);
    for (const role of roles) await this.page.getByLabel(accountWording.roles[role], { exact: true }).check();
    await this.page.getByRole("button", { name: accountWording.edit.add }).click();
    const link = new URL(await this.page.locator("#link").inputValue()).pathname;
    const person = new StaffPerson(this.server, await newPage(browser), login);
    await person.page.goto(this.server.url + link);
    await person.choosePassword();
    if ((await person.page.locator(".key").count()) > 0) await person.setUpSecondFactor();
    return person;
  }

  async choosePassword(): Promise<void> {
    await this.page.getByLabel(accountWording.link.password, { exact: true }).fill(password);
    await this.page.getByLabel(accountWording.link.repeat).fill(password);
    await this.page.getByRole("button", { name: accountWording.link.send }).click();
  }

  async setUpSecondFactor(): Promise<void> {
    this.#secret = (await this.page.locator(".key").innerText()).replace(/\s/gu, "");
    await this.page.getByLabel(accountWording.secondFactor.code).fill(this.code());
    await this.page.getByRole("button", { name: accountWording.secondFactor.send }).click();
    await this.page.getByText(frameWording.signOut).waitFor();
  }

  async signIn(code = this.code()): Promise<void> {
    const wording = accountWording.signIn;
    await this.page.getByLabel(wording.login).fill(this.login);
    await this.page.getByLabel(wording.password).fill(password);
    await this.page.getByLabel(wording.code).fill(code);
    await this.page.getByRole("button", { name: wording.send }).click();
  }

  async signOut(): Promise<void> {
    await this.page.getByRole("button", { name: frameWording.signOut }).click();
  }

  /** A code not used before: half a minute passes until there is one. The test keeps the time (`keepTime`). */
  code(): string {
    if (this.#secret === "") return "";
    vi.setSystemTime(Date.now() + 30_000);
    return new TOTP({ secret: Secret.fromBase32(this.#secret) }).generate();
  }
}

/** Only the date stands still: timers run. */
export function keepTime(): void {
  vi.useFakeTimers({ toFake: ["Date"] });
}

async function newPage(browser: Browser): Promise<Page> {
  return (await browser.newContext({ locale: "vi-VN", viewport: { width: 360, height: 740 } })).newPage();
}
