import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { chromium, type Browser, type Page } from "playwright-core";
import { chromiumArguments } from "./chromium-arguments.js";

/**
 * Takes pictures of the web chat on a running server, on a phone and a desktop, light and dark:
 *
 *     tsx src/evaluation/screenshots.ts --url http://localhost:3000 --out DIR
 *
 * `--question` (repeatable) are the questions to ask; `CHROMIUM` names a browser other than Debian's.
 */
const { values } = parseArgs({
  options: {
    url: { type: "string", default: "http://localhost:3000" },
    out: { type: "string", default: "screenshots" },
    question: {
      type: "string",
      multiple: true,
      default: ["kinh tế số đến năm 2030 chiếm bao nhiêu phần trăm GRDP", "làm lại căn cước bị mất cần gì"],
    },
  },
});

const screens = [
  { name: "360", width: 360, height: 740, deviceScaleFactor: 2 },
  { name: "1280", width: 1280, height: 800, deviceScaleFactor: 1 },
];
const themes = ["light", "dark"] as const;

/** A page in each state worth a look; each goes on where the one before ended. */
async function takeShots(page: Page, questions: readonly string[], shoot: (state: string) => Promise<unknown>): Promise<void> {
  const input = page.getByRole("textbox", { name: "Câu hỏi của anh/chị" });
  const answers = page.locator(".reply");
  await page.locator(".topic").first().waitFor();
  await shoot("1-first-screen");

  for (const [index, question] of questions.entries()) {
    await input.fill(question);
    await input.press("Enter");
    await answers.nth(index).waitFor();
    await shoot(`2-answer-${index + 1}`);
    const source = answers.nth(index).locator(".source-line").first();
    if ((await source.count()) === 0) continue;
    await source.click();
    await shoot(`3-source-${index + 1}`);
    await page.keyboard.press("Escape");
  }

  await answers.first().locator(".icon-button[aria-pressed]").nth(1).click();
  await page.locator(".comment").waitFor();
  await shoot("4-rating");

  await input.pressSequentially("làm lại");
  await page.getByRole("option").first().waitFor();
  await shoot("5-suggestions");
  await input.fill("");

  await page.getByRole("button", { name: "Tùy chọn" }).click();
  await shoot("6-menu");
  await page.keyboard.press("Escape");

  await page.context().setOffline(true);
  await input.fill("còn lệ phí thì sao");
  await input.press("Enter");
  await page.locator(".delivery").waitFor();
  await shoot("7-offline");
  await page.context().setOffline(false);
}

async function shootScreen(
  browser: Browser,
  { name, width, height, deviceScaleFactor }: (typeof screens)[number],
  theme: (typeof themes)[number],
): Promise<void> {
  const context = await browser.newContext({ viewport: { width, height }, deviceScaleFactor, colorScheme: theme, locale: "vi-VN" });
  const page = await context.newPage();
  await page.goto(values.url);
  await takeShots(page, values.question, (state) => page.screenshot({ path: join(values.out, `${state}-${name}-${theme}.png`), animations: "disabled" }));
  await context.close();
}

await mkdir(values.out, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: chromiumArguments,
});
for (const screen of screens) for (const theme of themes) await shootScreen(browser, screen, theme);
await browser.close();
