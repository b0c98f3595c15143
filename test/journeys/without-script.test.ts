import { chromium, type Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { chromiumArguments } from "../../src/evaluation/chromium-arguments.js";
import { startTestApplication, type TestApplication } from "../support/test-application.js";

let server: TestApplication;
let browser: Browser;

beforeAll(async () => {
  server = await startTestApplication();
  browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: chromiumArguments });
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

it("lets a citizen whose browser runs no script ask, press a suggestion, open a source, and judge the answers", { timeout: 60_000 }, async () => {
  const page = await (await browser.newContext({ javaScriptEnabled: false, locale: "vi-VN", viewport: { width: 360, height: 740 } })).newPage();
  const answers = page.locator(".reply").filter({ hasText: "Trả lời thứ" });
  const field = page.getByRole("textbox", { name: "Câu hỏi của anh/chị" });

  await page.goto(server.url);
  await field.fill("làm lại căn cước cần gì");
  await page.getByRole("button", { name: "Gửi", exact: true }).click();
  await answers.first().getByText("Nguồn: ").click();
  await answers.first().getByText("Câu được dẫn.").waitFor();
  await page.getByRole("button", { name: "Lệ phí" }).click();
  await answers.nth(1).waitFor();

  await field.fill("câu đang gõ dở");
  await answers.first().getByRole("button", { name: "Câu trả lời này có ích" }).click();
  await answers.first().getByText("Cảm ơn anh/chị đã góp ý.").waitFor();
  expect(await field.inputValue()).toBe("câu đang gõ dở");
  expect(new URL(page.url()).hash).toMatch(/^#answer-/u);

  await answers.nth(1).getByRole("button", { name: "Thiếu hoặc sai" }).click();
  await page.getByRole("textbox", { name: "Thiếu hoặc sai chỗ nào?" }).fill("Chưa nói mức giảm");
  await page.getByRole("button", { name: "Gửi góp ý" }).click();
  await page.getByRole("textbox", { name: "Thiếu hoặc sai chỗ nào?" }).waitFor({ state: "detached" });
  await vi.waitFor(async () =>
    expect((await server.database.pool.query("SELECT rating, comment FROM feedback ORDER BY created_at")).rows).toEqual([
      { rating: "up", comment: "" },
      { rating: "down", comment: "Chưa nói mức giảm" },
    ]),
  );
});
