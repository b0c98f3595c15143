import { rm } from "node:fs/promises";
import { chromium, type Browser, type BrowserContextOptions, type Locator, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, vi } from "vitest";
import { chromiumArguments } from "../../../../src/evaluation/chromium-arguments.js";
import { startFakeDirectLine, type FakeDirectLine, type FakeDirectLineOptions } from "../../../support/fake-direct-line.js";
import { sampleAnswer, sampleSuggestions } from "../../../support/sample-answers.js";
import { buildWidget } from "./build-widget.js";

/** A browser is slow where the machine is busy; what is right comes long before. */
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });
export const patience = { timeout: 20_000 };

type PageOptions = BrowserContextOptions & { path?: string };

export interface WebChat {
  /** Starts a server with the built page and sample answers. */
  serve(options?: Partial<FakeDirectLineOptions>): Promise<FakeDirectLine>;
  /**
   * Opens the page of a server on a small phone. The test fails if the page's script fails, something breaks the
   * content security policy or is asked of another host.
   */
  open(server: FakeDirectLine, options?: PageOptions): Promise<Page>;
  /** The same for a page that is meant to fail. */
  openUnwatched(server: FakeDirectLine, options?: PageOptions): Promise<Page>;
}

/** A browser for the tests of a file; all that they open is closed behind them. */
export function useWebChat(): WebChat {
  let browser: Browser;
  let dist: string;
  const problems: string[] = [];
  const opened: { close(): Promise<void> }[] = [];

  beforeAll(async () => {
    [browser, dist] = await Promise.all([chromium.launch({ executablePath: "/usr/bin/chromium", args: chromiumArguments }), buildWidget()]);
  });
  afterEach(async () => {
    for (const each of opened.splice(0).reverse()) await each.close();
    expect(problems.splice(0)).toEqual([]);
  });
  afterAll(async () => {
    await browser.close();
    await rm(dist, { recursive: true, force: true });
  });

  async function openUnwatched(server: FakeDirectLine, { path = "/", ...options }: PageOptions = {}, watch?: (page: Page) => void): Promise<Page> {
    const context = await browser.newContext({ locale: "vi-VN", viewport: { width: 360, height: 640 }, ...options });
    opened.push(context);
    const page = await context.newPage();
    watch?.(page);
    await page.goto(`${server.url}${path}`);
    return page;
  }

  return {
    async serve(options) {
      const server = await startFakeDirectLine({ answer: sampleAnswer, suggest: sampleSuggestions, dist, ...options });
      opened.push(server);
      return server;
    },
    open: (server, options) => openUnwatched(server, options, (page) => watchForProblems(page, server, problems)),
    openUnwatched,
  };
}

function watchForProblems(page: Page, server: FakeDirectLine, problems: string[]): void {
  const { host } = new URL(server.url);
  const noteStray = (address: string): void => {
    if (new URL(address).host !== host) problems.push(`asked for ${address}`);
  };
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("console", (message) => {
    if (message.text().includes("Content Security Policy")) problems.push(message.text());
  });
  page.on("request", (request) => noteStray(request.url()));
  page.on("websocket", (socket) => noteStray(socket.url()));
}

export function inputOf(page: Page): Locator {
  return page.getByRole("textbox", { name: "Câu hỏi của anh/chị" });
}

/** Types a question and sends it by Enter. */
export async function ask(page: Page, question: string): Promise<void> {
  await inputOf(page).fill(question);
  await inputOf(page).press("Enter");
}
