import type { Browser, CDPSession, Page } from "playwright-core";
import { readyExpression, type ChatPage } from "./chat-page.js";
import type { Phone } from "./phones.js";

export interface Opening {
  readyMs: number;
  /** What came over HTTP until then, compressed, with headers. */
  bytes: number;
}

const patienceMs = 180_000;
const bytesPerKilobit = 125;

/** Opens a page on a phone that has never seen it, and waits until a question could be typed under the greeting. */
export async function measureOpening(browser: Browser, chat: ChatPage, phone: Phone): Promise<Opening> {
  // Our page's policy forbids expressions from outside, the one that looks whether it is ready among them.
  const context = await browser.newContext({ locale: "vi-VN", viewport: { width: 360, height: 740 }, bypassCSP: true });
  try {
    const page = await context.newPage();
    const received = await imitate(await context.newCDPSession(page), phone);
    const readyMs = await timeToReady(page, chat);
    return { readyMs, bytes: received() };
  } finally {
    await context.close();
  }
}

async function timeToReady(page: Page, chat: ChatPage): Promise<number> {
  await page.goto(chat.url, { waitUntil: "commit", timeout: patienceMs });
  const ready = await page.waitForFunction(readyExpression(chat), undefined, { timeout: patienceMs });
  return (await ready.jsonValue()) as number;
}

/** @returns how many bytes have come so far. Microsoft's page is served in gzip, so ours is asked for in it too. */
async function imitate(devTools: CDPSession, { downKbps, upKbps, roundTripMs, cpuSlowdown }: Phone): Promise<() => number> {
  let bytes = 0;
  devTools.on("Network.loadingFinished", ({ encodedDataLength }) => (bytes += encodedDataLength));
  await devTools.send("Network.enable");
  await devTools.send("Network.setExtraHTTPHeaders", { headers: { "accept-encoding": "gzip" } });
  await devTools.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: roundTripMs,
    downloadThroughput: downKbps * bytesPerKilobit,
    uploadThroughput: upKbps * bytesPerKilobit,
  });
  await devTools.send("Emulation.setCPUThrottlingRate", { rate: cpuSlowdown });
  return () => bytes;
}
