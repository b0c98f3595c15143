import { rm } from "node:fs/promises";
import { chromium, type Browser, type BrowserContextOptions, type Page } from "playwright-core";
import { sampleAnswer, sampleSuggestions } from "../../../support/sample-answers.js";
import { startFakeDirectLine, type FakeDirectLine, type FakeDirectLineOptions } from "../../../support/fake-direct-line.js";
import { buildWidget } from "./build-widget.js";

/** A browser and the built page; one for all tests of a file. */
export interface WebChat {
  browser: Browser;
  dist: string;
  /** Starts a server with sample answers. */
  serve(options?: Partial<FakeDirectLineOptions>): Promise<FakeDirectLine>;
  close(): Promise<void>;
}

export const chromiumPath = "/usr/bin/chromium";
/** Without these Chromium looks for hosts that the machine cannot reach. */
export const chromiumArguments = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export async function openWebChat(): Promise<WebChat> {
  const [browser, dist] = await Promise.all([chromium.launch({ executablePath: chromiumPath, args: chromiumArguments }), buildWidget()]);
  const servers: FakeDirectLine[] = [];
  return {
    browser,
    dist,
    async serve(options) {
      const server = await startFakeDirectLine({ answer: sampleAnswer, suggest: sampleSuggestions, dist, ...options });
      servers.push(server);
      return server;
    },
    async close() {
      await browser.close();
      await Promise.all(servers.map((server) => server.close()));
      await rm(dist, { recursive: true, force: true });
    },
  };
}

/** A page that fails its test at the first error in its script or its content security policy. */
export interface WatchedPage {
  page: Page;
  /** What went wrong in the page so far. */
  problems: string[];
  /** Addresses outside the server that the page asked for. */
  strayRequests: string[];
}

export async function openPage(
  chat: WebChat,
  server: FakeDirectLine,
  { path = "/", ...options }: BrowserContextOptions & { path?: string } = {},
): Promise<WatchedPage> {
  const context = await chat.browser.newContext({ locale: "vi-VN", viewport: { width: 360, height: 640 }, ...options });
  const page = await context.newPage();
  const problems: string[] = [];
  const strayRequests: string[] = [];
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("console", (message) => {
    if (/Content Security Policy|Uncaught/u.test(message.text())) problems.push(message.text());
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(server.url)) strayRequests.push(request.url());
  });
  page.on("websocket", (socket) => {
    if (new URL(socket.url()).host !== new URL(server.url).host) strayRequests.push(socket.url());
  });
  await page.goto(`${server.url}${path}`);
  return { page, problems, strayRequests };
}

/** Types a question and sends it by Enter. */
export async function ask(page: Page, question: string): Promise<void> {
  const input = page.getByRole("textbox", { name: "Câu hỏi của anh/chị" });
  await input.fill(question);
  await input.press("Enter");
}
