import { chromium, type Browser } from "playwright-core";
import { chromiumArguments } from "../../chromium-arguments.js";
import { serveWebChat } from "../../microsoft-web-chat/serve-web-chat.js";
import { microsoftPage, ourPage, type ChatPage } from "./chat-page.js";
import { measureOpening, type Opening } from "./measure-opening.js";
import { measureSuggestions, type SuggestionResult } from "./measure-suggestions.js";
import type { Openings } from "./opening-report.js";
import { phones, type Phone } from "./phones.js";
import { startServer } from "./start-server.js";

export interface WebJob {
  /** How often each phone opens each page. */
  runs: number;
  /** To be typed letter by letter. */
  questions: readonly string[];
  /** A browser other than Debian's. */
  chromiumPath: string | undefined;
  tell: (what: string) => void;
}

export interface WebResult {
  openings: Openings[];
  suggestions: SuggestionResult;
}

/** Our page and Microsoft's Web Chat in one browser, on one server of their own; and the suggestions of that server. */
export async function measureWeb({ runs, questions, chromiumPath = "/usr/bin/chromium", tell }: WebJob): Promise<WebResult> {
  const browser = await chromium.launch({ executablePath: chromiumPath, args: chromiumArguments });
  const site = await serveWebChat();
  tell("server");
  const server = await startServer(site.origin);
  try {
    const suggestions = await measureSuggestions(server.url, questions);
    const pages = [ourPage(server.url), microsoftPage(site.pageFor(server.url))];
    const openings: Openings[] = [];
    for (const phone of phones) {
      tell(phone.name);
      openings.push(...(await openInTurns(browser, pages, phone, runs)));
    }
    return { openings, suggestions };
  } finally {
    await browser.close();
    await server.stop();
    await site.close();
  }
}

/** In turns, so that whatever else the machine does falls on both; the first of each only warms up the server. */
async function openInTurns(browser: Browser, pages: readonly ChatPage[], phone: Phone, runs: number): Promise<Openings[]> {
  const measured = pages.map((page) => ({ page, openings: [] as Opening[] }));
  for (let run = 0; run <= runs; run++)
    for (const { page, openings } of measured) {
      const opening = await measureOpening(browser, page, phone);
      if (run > 0) openings.push(opening);
    }
  return measured.map(({ page, openings }) => ({ phone: phone.name, page: page.name, openings }));
}
