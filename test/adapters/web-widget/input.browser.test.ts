import { describe, expect, it } from "vitest";
import type { Page } from "playwright-core";
import { inputOf, patience, useWebChat } from "./support/web-chat.js";

const { serve, open } = useWebChat();
const options = (page: Page) => page.getByRole("option");

/** Presses Enter as a browser reports it while an input method is at work. */
function pressEnterWhileComposing(page: Page, how: { isComposing?: boolean; keyCode?: number }): Promise<boolean> {
  return inputOf(page).evaluate(
    (element, init) => element.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true, ...init })),
    how,
  );
}

describe("the input", () => {
  it("leaves an input method alone: no key means anything, nothing is suggested, nothing is rewritten", async () => {
    const server = await serve();
    const page = await open(server);
    await inputOf(page).focus();
    const keyboard = await page.context().newCDPSession(page);
    for (const text of ["l", "la", "là", "làm"]) {
      await keyboard.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
      expect(await inputOf(page).inputValue()).toBe(text);
    }
    expect(await pressEnterWhileComposing(page, { isComposing: true })).toBe(true);
    expect(await pressEnterWhileComposing(page, { keyCode: 229 })).toBe(true);
    expect(server.posted).toEqual([]);
    expect(server.requests).not.toContain("GET /suggest");
    expect(await inputOf(page).inputValue()).toBe("làm");

    await keyboard.send("Input.insertText", { text: "làm" });
    await options(page).first().waitFor();
    await page.keyboard.press("Enter");
    await expect.poll(() => server.posted.map(({ text }) => text), patience).toEqual(["làm"]);
  });

  it("sends by Enter, breaks the line by Shift and Enter, and sends nothing that is blank", async () => {
    const server = await serve();
    const page = await open(server);
    await inputOf(page).fill("   ");
    await page.keyboard.press("Enter");
    expect(await page.getByRole("button", { name: "Gửi" }).isDisabled()).toBe(true);
    await inputOf(page).fill("một");
    await page.keyboard.press("Shift+Enter");
    await page.keyboard.type("hai");
    await page.keyboard.press("Enter");
    await expect.poll(() => server.posted.map(({ text }) => text), patience).toEqual(["một\nhai"]);
    expect(await inputOf(page).inputValue()).toBe("");
  });

  it("grows with its text up to five lines", async () => {
    const page = await open(await serve());
    const heights: number[] = [];
    for (const lines of [1, 3, 5, 9]) {
      await inputOf(page).fill(Array.from({ length: lines }, () => "dòng").join("\n"));
      heights.push(await inputOf(page).evaluate((element) => element.clientHeight));
    }
    const [one = 0, three = 0, five = 0, nine = 0] = heights;
    expect(three).toBeGreaterThan(one);
    expect(five).toBeGreaterThan(three);
    expect(nine).toBe(five);
    await inputOf(page).fill("");
    expect(await inputOf(page).evaluate((element) => element.clientHeight)).toBe(one);
  });

  it("counts only near the limit, and keeps a text that is too long instead of cutting it", async () => {
    const server = await serve({ page: { maxChars: 200 } });
    const page = await open(server);
    await inputOf(page).fill("a".repeat(99));
    expect(await page.locator(".counter").innerText()).toBe("");
    await inputOf(page).fill("a".repeat(150));
    expect(await page.locator(".counter").innerText()).toBe("Còn 50 ký tự");
    await inputOf(page).fill("a".repeat(203));
    expect(await page.locator(".counter").innerText()).toContain("Dài quá 3 ký tự");
    await page.keyboard.press("Enter");
    expect(server.posted).toEqual([]);
    expect((await inputOf(page).inputValue()).length).toBe(203);
  });

  it("suggests while somebody types, and the arrow keys choose", async () => {
    const server = await serve();
    const page = await open(server);
    await inputOf(page).pressSequentially("làm lại");
    await options(page).first().waitFor();
    expect(await options(page).allTextContents()).toEqual(["làm lại thẻ căn cước bị mất cần gì", "làm lại thẻ bảo hiểm y tế", "làm lại giấy phép lái xe"]);
    expect(await page.getByText("Có 3 gợi ý").count()).toBe(1);
    expect(await inputOf(page).getAttribute("aria-activedescendant")).toBeNull();

    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    const active = await inputOf(page).getAttribute("aria-activedescendant");
    expect(await page.locator(`#${active}`).innerText()).toBe("làm lại thẻ bảo hiểm y tế");
    expect(await page.locator(`#${active}`).getAttribute("aria-selected")).toBe("true");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("ArrowUp");
    expect(await inputOf(page).getAttribute("aria-activedescendant")).toBeNull();
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Enter");
    await expect.poll(() => server.posted.map(({ text }) => text), patience).toEqual(["làm lại giấy phép lái xe"]);
    expect(await options(page).count()).toBe(0);
    expect(await inputOf(page).inputValue()).toBe("");
  });

  it("asks the server once a person pauses, not with each key", async () => {
    const server = await serve();
    const page = await open(server);
    await inputOf(page).pressSequentially("làm lại thẻ", { delay: 10 });
    await options(page).first().waitFor();
    expect(server.requests.filter((request) => request === "GET /suggest")).toHaveLength(1);
  });

  it("closes the list by Escape and by leaving, and a tap chooses", async () => {
    const server = await serve();
    const page = await open(server);
    await inputOf(page).pressSequentially("làm lại");
    await options(page).first().waitFor();
    await page.keyboard.press("Escape");
    await options(page).first().waitFor({ state: "detached" });
    expect(await inputOf(page).inputValue()).toBe("làm lại");
    await page.keyboard.type(" thẻ");
    await options(page).first().waitFor();
    await page.getByRole("heading", { level: 1 }).click();
    await options(page).first().waitFor({ state: "detached" });
    await inputOf(page).press("End");
    await page.keyboard.type(" b");
    await options(page).first().click();
    await expect.poll(() => server.posted.map(({ text }) => text), patience).toEqual(["làm lại thẻ bảo hiểm y tế"]);
  });

  it("suggests nothing where the operator or the person has switched it off, and goes on where the server fails", async () => {
    const off = await serve({ page: { suggestUrl: "" } });
    const page = await open(off);
    await inputOf(page).pressSequentially("làm lại");
    expect(await inputOf(page).getAttribute("aria-autocomplete")).toBeNull();
    await page.getByRole("button", { name: "Tùy chọn" }).click();
    expect(await page.getByLabel("Gợi ý khi đang gõ").count()).toBe(0);

    const server = await serve();
    const own = await open(server);
    await own.getByRole("button", { name: "Tùy chọn" }).click();
    await own.getByLabel("Gợi ý khi đang gõ").uncheck();
    await own.keyboard.press("Escape");
    await own.reload();
    await inputOf(own).pressSequentially("làm lại");
    await own.keyboard.press("Enter");
    await expect.poll(() => server.posted.length, patience).toBe(1);
    for (const each of [off, server]) expect(each.requests).not.toContain("GET /suggest");

    const broken = await open(await serve({ page: { suggestUrl: "/không-có" } }));
    await inputOf(broken).pressSequentially("làm lại");
    await broken.keyboard.press("Enter");
    await broken.locator(".reply").waitFor();
  });
});
