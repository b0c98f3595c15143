import { describe, expect, it } from "vitest";
import type { Page } from "playwright-core";
import { faultsOfPage } from "../../support/axe.js";
import { sampleAnswer } from "../../support/sample-answers.js";
import { ask, inputOf, patience, useWebChat } from "./support/web-chat.js";

const { serve, open, openUnwatched } = useWebChat();

/** Walks through the states of the page and looks at each. */
async function throughStates(page: Page, look: (state: string) => Promise<void>): Promise<void> {
  await page.locator(".topic").first().waitFor();
  await look("first screen");
  await ask(page, "bảng lệ phí");
  await page.locator("table").waitFor();
  await ask(page, "tất cả các bước");
  await page.getByRole("button", { name: "Xem thêm" }).waitFor();
  await look("long answer and table");
  await ask(page, "kinh tế số 2030");
  await page.locator(".suggestion").first().waitFor();
  await page.locator(".source-line").last().click();
  await look("open source");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Câu trả lời này thiếu hoặc sai" }).last().click();
  await page.locator(".comment").waitFor();
  await look("rating");
  await inputOf(page).pressSequentially("làm lại");
  await page.getByRole("option").first().waitFor();
  await page.keyboard.press("ArrowDown");
  await look("suggestions");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Tùy chọn" }).click();
  await page.getByText("Giới thiệu").click();
  await look("menu");
  await page.keyboard.press("Escape");
  await page.context().setOffline(true);
  await ask(page, "xin-chào-".repeat(30));
  await page.getByText("Đang đợi gửi").waitFor();
  await look("offline");
}

/** By how many CSS pixels something sticks out of the page or of the conversation. */
function overflow(page: Page): Promise<number> {
  return page.evaluate(() => {
    const elements = [document.documentElement, ...document.querySelectorAll(".conversation, .composer, .menu[open]")];
    return Math.max(...elements.map((element) => element.scrollWidth - element.clientWidth));
  });
}

describe("the page", () => {
  it.each(["light", "dark"] as const)("has no fault that axe finds, in any state (%s)", async (colorScheme) => {
    const page = await open(await serve(), { colorScheme });
    await throughStates(page, async (state) => expect(await faultsOfPage(page), state).toEqual([]));
  });

  it("has none with more contrast and large text", async () => {
    const page = await open(await serve());
    await page.getByRole("button", { name: "Tùy chọn" }).click();
    await page.getByLabel("Tương phản cao").check();
    await page.getByLabel("Lớn").check();
    await page.getByLabel("Tối").check();
    await page.keyboard.press("Escape");
    await ask(page, "kinh tế số 2030");
    await page.locator(".source-line").click();
    expect(await faultsOfPage(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
  });

  it.each([
    ["at 320 px", { width: 320, height: 568 }],
    ["at 400 % zoom of a small screen", { width: 320, height: 256 }],
    ["at 200 % zoom of a desktop", { width: 640, height: 360 }],
    ["on a desktop", { width: 1280, height: 800 }],
  ])("never scrolls sideways, and its input can be reached (%s)", async (_name, viewport) => {
    const page = await open(await serve(), { viewport });
    await throughStates(page, async (state) => {
      expect(await overflow(page), state).toBe(0);
      if (state !== "menu") expect(await inputOf(page).evaluate((element) => element.getBoundingClientRect().bottom <= innerHeight), state).toBe(true);
    });
  });

  it("says the words of the menu's buttons to the bot: for announcements, and for one's data", async () => {
    const page = await open(await serve());
    for (const [under, words] of [
      ["Nhận tin", "Đăng ký nhận tin"],
      ["Nhận tin", "Hủy nhận tin"],
      ["Dữ liệu của tôi", "Xem dữ liệu của tôi"],
      ["Dữ liệu của tôi", "Xóa dữ liệu của tôi"],
    ] as const) {
      await page.getByRole("button", { name: "Tùy chọn" }).click();
      const button = page.getByRole("button", { name: words });
      if (!(await button.isVisible())) await page.getByText(under, { exact: true }).click();
      expect(await faultsOfPage(page)).toEqual([]);
      await button.click();
      await page.locator(".conversation").getByText(words).waitFor();
    }
  });

  it("can be used by the keyboard alone", async () => {
    const page = await open(await serve(), { viewport: { width: 800, height: 600 } });
    const focused = () => page.evaluate(() => document.activeElement?.textContent?.trim() ?? "");
    await page.keyboard.press("Tab");
    expect(await focused()).toBe("Tùy chọn");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    expect(await focused()).toBe("Làm giấy tờ");
    await page.keyboard.press("Enter");
    await page.getByText("Anh/chị muốn làm lại thẻ nào?").waitFor();
    expect(await inputOf(page).evaluate((element) => element === document.activeElement)).toBe(true);

    await page.keyboard.press("Shift+Tab");
    expect(await focused()).toBe("Giấy phép lái xe");
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Enter");
    await page.getByText("7 ngày làm việc").waitFor();

    await page.keyboard.press("Shift+Tab");
    for (let step = 0; step < 10 && !(await focused()).startsWith("Nguồn:"); step += 1) await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Enter");
    expect(await focused()).toBe("Cơ sở dữ liệu quốc gia về thủ tục hành chính");
    await page.keyboard.press("Tab");
    expect(await focused()).toContain("Mở trên dichvucong.gov.vn");
    await page.keyboard.press("Escape");
    await page.locator(".source-panel").waitFor({ state: "detached" });
    expect(await focused()).toContain("Nguồn:");

    const outline = await page.evaluate(() => getComputedStyle(document.activeElement ?? document.body).outlineWidth);
    expect(outline).toBe("3px");
  });

  it("tells a screen reader what is new, and not what a reload brings back", async () => {
    const server = await serve();
    const page = await open(server);
    await ask(page, "Làm giấy tờ");
    await page.locator(".reply").waitFor();
    const log = page.getByRole("log", { name: "Cuộc trò chuyện" });
    expect(await log.getAttribute("aria-live")).toBe("polite");
    expect(await log.ariaSnapshot()).toContain("Trợ lý số: Anh/chị muốn làm lại thẻ nào?".split(": ")[1]);
    await page.reload();
    await page.locator(".reply").waitFor();
    expect(await log.getAttribute("aria-live")).toBe("off");
    await expect.poll(() => log.getAttribute("aria-live"), patience).toBe("polite");
  });

  it("remembers how somebody likes to read", async () => {
    const page = await open(await serve());
    const textSize = () => page.evaluate(() => getComputedStyle(document.body).fontSize);
    const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    expect(await textSize()).toBe("17px");
    await page.getByRole("button", { name: "Tùy chọn" }).click();
    await page.getByLabel("Lớn").check();
    await page.getByLabel("Tối").check();
    await page.keyboard.press("Escape");
    expect(await textSize()).toBe("21px");
    expect(await ground()).toBe("rgb(35, 33, 30)");
    await page.reload();
    await page.locator(".topic").first().waitFor();
    expect(await textSize()).toBe("21px");
    expect(await ground()).toBe("rgb(35, 33, 30)");
  });

  it("stays as high as what the keyboard leaves of the screen", async () => {
    const page = await open(await serve());
    await page.evaluate(() => {
      Object.defineProperty(window.visualViewport, "height", { value: 300, configurable: true });
      window.visualViewport?.dispatchEvent(new Event("resize"));
    });
    expect(await inputOf(page).evaluate((element) => element.getBoundingClientRect().bottom)).toBeLessThanOrEqual(300);
  });

  it("works where the browser keeps nothing", async () => {
    const page = await open(await serve());
    await page.addInitScript(() => {
      for (const area of ["localStorage", "sessionStorage"]) {
        Object.defineProperty(window, area, {
          get() {
            throw new DOMException("The operation is insecure.", "SecurityError");
          },
        });
      }
    });
    await page.reload();
    await ask(page, "Làm giấy tờ");
    await page.locator(".reply").waitFor();
  });
});

describe("without the script", () => {
  it("is a plain form without faults", async () => {
    const page = await open(await serve({ page: { hasScript: false } }));
    expect(await faultsOfPage(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
    const request = page.waitForRequest((each) => each.method() === "POST");
    await inputOf(page).fill("Thẻ căn cước");
    await page.getByRole("button", { name: "Gửi" }).click();
    expect(new URLSearchParams((await request).postData() ?? "").get("question")).toBe("Thẻ căn cước");
  });

  it("shows the conversation so far with its sources and ratings, without faults", async () => {
    const { body, citations = [], suggestions = [], status = "" } = sampleAnswer("kinh tế số 2030");
    const activities = [
      { type: "message", from: { id: "a", role: "user" }, text: "kinh tế số 2030" },
      {
        type: "message",
        from: { id: "b", role: "bot" },
        text: `${body}\nNguồn: Kết luận.`,
        suggestedActions: { actions: suggestions.map((title) => ({ type: "imBack", title, value: title })) },
        channelData: { tlso: { answerId: "1", status, body, citations } },
      },
      { type: "event", name: "feedback", value: { answerId: "1", rating: "down" } },
    ];
    const page = await open(await serve({ page: { hasScript: false, asksWhyOf: "1", conversation: { id: "c", token: "t", activities } } }));
    await page.getByText("Nguồn: Kết luận.").click();
    expect(await page.locator("blockquote").isVisible()).toBe(true);
    expect(await page.getByRole("button", { name: "Mục tiêu xã hội số" }).isVisible()).toBe(true);
    expect(await page.getByRole("button", { name: "Thiếu hoặc sai", pressed: true }).isVisible()).toBe(true);
    expect(await page.getByRole("textbox", { name: "Thiếu hoặc sai chỗ nào?" }).isVisible()).toBe(true);
    expect(await faultsOfPage(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
  });

  it("keeps the form where the script does not load, and where it fails", async () => {
    const server = await serve();
    const page = await openUnwatched(server);
    await page.route("**/widget.js", (route) => route.abort());
    await page.reload();
    expect(await page.locator("form[action='/chat']").count()).toBe(1);

    await page.unroute("**/widget.js");
    await page.addInitScript(() => Object.defineProperty(window, "fetch", { value: undefined }));
    const failure = page.waitForEvent("pageerror");
    await page.reload();
    await failure;
    expect(await page.locator("form[action='/chat']").count()).toBe(1);
  });

  it("gives the form back where the script fails later", async () => {
    const page = await openUnwatched(await serve());
    await page.evaluate(() => Object.defineProperty(window, "ResizeObserver", { value: () => undefined }));
    const failure = page.waitForEvent("pageerror");
    await ask(page, "Thẻ căn cước");
    await failure;
    await page.locator("form[action='/chat']").first().waitFor();
  });

  it("takes over what was typed before the script had loaded", async () => {
    const page = await open(await serve());
    let release = (): void => undefined;
    const isTyped = new Promise<void>((resolve) => (release = resolve));
    await page.route("**/widget.js", async (route) => {
      await isTyped;
      await route.continue();
    });
    await page.reload({ waitUntil: "commit" });
    await inputOf(page).fill("gõ trước khi tải xong");
    release();
    await page.getByRole("button", { name: "Tùy chọn" }).waitFor();
    expect(await inputOf(page).inputValue()).toBe("gõ trước khi tải xong");
    expect(await page.getByRole("button", { name: "Gửi" }).isEnabled()).toBe(true);
  });

  it("goes on with the conversation that the form has begun", async () => {
    const server = await serve();
    const post = async (path: string, token: string, body: unknown): Promise<{ conversationId: string; token: string }> => {
      const headers = { "Content-Type": "application/json", Authorization: `Bearer ${token}` };
      const response = await fetch(`${server.url}/v3/directline${path}`, { method: "POST", headers, body: JSON.stringify(body) });
      return (await response.json()) as { conversationId: string; token: string };
    };
    const { conversationId, token } = await post("/tokens/generate", "", {});
    await post(`/conversations/${conversationId}/activities`, token, { type: "message", text: "Thẻ căn cước", from: { id: "x" } });
    server.setPage({ conversation: { id: conversationId, token } });

    const page = await open(server);
    await page.getByText("7 ngày làm việc").waitFor();
    await ask(page, "Làm giấy tờ");
    await page.getByText("Anh/chị muốn làm lại thẻ nào?").waitFor();
    expect(await page.locator(".question").count()).toBe(2);

    server.setPage({});
    await page.reload();
    await page.getByText("Anh/chị muốn làm lại thẻ nào?").waitFor();
  });
});

describe("embedded in another page", () => {
  it("is a button that opens the chat in a frame, and closes it from inside, by Escape and by the button", async () => {
    const server = await serve({ page: { isEmbedded: true } });
    const page = await open(server, { path: "/embedding", viewport: { width: 1280, height: 800 } });
    const button = page.getByRole("button", { name: "Hỏi Trợ lý số" });
    await button.waitFor();
    expect(server.requests).not.toContain("GET /");
    expect(await faultsOfPage(page)).toEqual(expect.not.arrayContaining([expect.stringContaining("tro-ly-so")]));

    await button.click();
    const frame = page.frameLocator("iframe[title='Trợ lý số, trợ lý tự động']");
    await frame.getByRole("button", { name: "Làm giấy tờ" }).click();
    await frame.getByText("Anh/chị muốn làm lại thẻ nào?").waitFor();
    expect(await page.locator("iframe").evaluate((element) => element.getBoundingClientRect().width)).toBeLessThanOrEqual(402);

    await frame.getByRole("button", { name: "Đóng khung trò chuyện" }).click();
    await page.locator("iframe").waitFor({ state: "hidden" });
    await button.waitFor();
    await button.click();
    await frame.getByText("Anh/chị muốn làm lại thẻ nào?").waitFor();
    await frame.getByRole("textbox").press("Escape");
    await page.locator("iframe").waitFor({ state: "hidden" });
    await button.click();
    await page.getByRole("button", { name: "Đóng Trợ lý số" }).click();
    await page.locator("iframe").waitFor({ state: "hidden" });
  });

  it("fills a phone's screen", async () => {
    const server = await serve({ page: { isEmbedded: true } });
    const page = await open(server, { path: "/embedding" });
    await page.getByRole("button", { name: "Hỏi Trợ lý số" }).click();
    const box = await page.locator("iframe").boundingBox();
    expect(box).toEqual({ x: 0, y: 0, width: 360, height: 640 });
    await page.frameLocator("iframe").getByRole("button", { name: "Đóng khung trò chuyện" }).click();
    await page.locator("iframe").waitFor({ state: "hidden" });
  });
});
