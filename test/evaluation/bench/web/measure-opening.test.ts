import { rm } from "node:fs/promises";
import { chromium, type Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { microsoftPage, ourPage } from "../../../../src/evaluation/bench/web/chat-page.js";
import { measureOpening } from "../../../../src/evaluation/bench/web/measure-opening.js";
import type { Phone } from "../../../../src/evaluation/bench/web/phones.js";
import { chromiumArguments } from "../../../../src/evaluation/chromium-arguments.js";
import { serveWebChat, type WebChatSite } from "../../../../src/evaluation/microsoft-web-chat/serve-web-chat.js";
import { buildWidget } from "../../../adapters/web-widget/support/build-widget.js";
import { startFakeDirectLine, type FakeDirectLine } from "../../../support/fake-direct-line.js";
import { startTestApplication, type TestApplication } from "../../../support/test-application.js";

const phone: Phone = { name: "slow", downKbps: 8_000, upKbps: 8_000, roundTripMs: 100, cpuSlowdown: 1 };

let browser: Browser;
let site: WebChatSite;
let server: TestApplication;
let dist: string;
let page: FakeDirectLine;

beforeAll(async () => {
  [browser, site, dist] = await Promise.all([chromium.launch({ executablePath: "/usr/bin/chromium", args: chromiumArguments }), serveWebChat(), buildWidget()]);
  server = await startTestApplication({ environment: { ALLOWED_ORIGINS: site.origin } });
  page = await startFakeDirectLine({ answer: () => ({ body: "" }), dist });
});
afterAll(async () => {
  await browser.close();
  await Promise.all([server.stop(), site.close(), page.close(), rm(dist, { recursive: true, force: true })]);
});

describe("measureOpening", { timeout: 60_000 }, () => {
  it("waits for our script, which comes in a second round trip, and counts what came compressed", async () => {
    const { readyMs, bytes } = await measureOpening(browser, ourPage(page.url), phone);
    expect(readyMs).toBeGreaterThan(2 * phone.roundTripMs);
    expect(bytes).toBeGreaterThan(15_000);
    expect(bytes).toBeLessThan(60_000);
  });

  it("waits for the greeting that Microsoft's Web Chat gets from the server, at the speed of the phone's network", async () => {
    const { readyMs, bytes } = await measureOpening(browser, microsoftPage(site.pageFor(server.url)), phone);
    expect(bytes).toBeGreaterThan(900_000);
    expect(readyMs).toBeGreaterThan((bytes * 8) / phone.downKbps);
  });
});
