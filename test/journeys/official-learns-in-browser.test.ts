import { chromium, type Browser, type Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { trainingWording as wording } from "../../src/core/wording/training.js";
import { chromiumArguments } from "../../src/evaluation/chromium-arguments.js";
import { answerTo } from "../support/learning-person.js";
import { startTestApplication, type TestApplication } from "../support/test-application.js";

let server: TestApplication;
let browser: Browser;

beforeAll(async () => {
  server = await startTestApplication({ environment: { LIMIT_MESSAGES_PER_CONVERSATION: "1000" } });
  browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: chromiumArguments });
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

/** Presses what is offered by that name, else types it, and waits for the reply. */
async function say(page: Page, text: string): Promise<string> {
  const replies = page.locator(".reply");
  const before = await replies.count();
  const button = page.locator(".suggestion", { hasText: new RegExp(`^${text.replace(/[()/.?]/gu, "\\$&")}$`, "u") });
  if ((await button.count()) > 0) await button.click();
  else {
    const field = page.getByRole("textbox", { name: "Câu hỏi của anh/chị" });
    await field.fill(text);
    await field.press("Enter");
  }
  const reply = replies.nth(before);
  await reply.waitFor();
  return reply.locator(".long-text").innerText();
}

/** Answers items by their buttons, or by typing where there are none. */
async function answerAll(page: Page, first: string): Promise<string> {
  let said = first;
  for (let place = /^Câu (\d+)/mu.exec(said)?.[1]; place !== undefined; place = /^Câu (\d+)/mu.exec(said)?.[1]) {
    const typed = answerTo(said.replace(/\n+/gu, "\n"), true);
    said = await say(page, /^[A-E]$/u.test(typed) ? `Câu ${place}: ${typed}` : typed);
  }
  return said;
}

it("takes an official on a phone from nothing to a certificate, and shows every choice of every question", { timeout: 120_000 }, async () => {
  const page = await (await browser.newContext({ locale: "vi-VN", viewport: { width: 360, height: 740 } })).newPage();
  await page.goto(server.url);
  await say(page, "tôi muốn học");
  await say(page, wording.free);
  await say(page, wording.chooseCourse);
  await say(page, "Khóa một (0/2 bài)");
  let said = await say(page, "Bài mo-dau");
  while (!/^Câu \d/mu.test(said)) said = await say(page, (await page.locator(".suggestion").last().innerText()).trim());
  said = await answerAll(page, said);
  expect(said).toContain("Xong bài");
  said = await say(page, wording.nextLesson("Bài nang-cao"));
  while (!/^Câu \d/mu.test(said)) said = await say(page, (await page.locator(".suggestion").last().innerText()).trim());
  expect(await answerAll(page, said)).toContain(wording.courseDone);
  expect(await page.getByRole("button", { name: "Xem thêm" }).count()).toBe(0);

  await say(page, wording.exams);
  said = await answerAll(page, await say(page, wording.startExam));
  expect(said).toContain("Anh/chị đạt: đúng 5/5");
  await say(page, "Đinh Thị Mường");
  const issued = await say(page, wording.nameIsRight);
  expect(issued).toContain("Chứng nhận khóa Khóa một");

  const links = page.locator(".reply").last().getByRole("link");
  expect(await links.first().getAttribute("href")).toContain("/tep?khoa=");
  await page.goto((await links.last().getAttribute("href")) ?? "");
  await page.getByRole("heading", { name: "Chứng nhận này có giá trị" }).waitFor();
  expect(await page.locator("body").innerText()).not.toContain("Đinh Thị Mường");
});
