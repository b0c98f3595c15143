import { describe, expect, it } from "vitest";
import type { Page } from "playwright-core";
import { ask, inputOf, patience, useWebChat } from "./support/web-chat.js";

const { serve, open } = useWebChat();
const lastReply = (page: Page) => page.locator(".reply").last();

/** Scrolls to the beginning, and waits until the page has been told: a browser tells of scrolling before it draws the next frame. */
async function scrollBack(page: Page): Promise<void> {
  const top = await page.locator(".conversation").evaluate(async (element) => {
    element.scrollTo(0, 0);
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    return element.scrollTop;
  });
  expect(top).toBe(0);
}

/** Whether an element has the focus. */
function isFocused(page: Page, selector: string): Promise<boolean> {
  return page
    .locator(selector)
    .last()
    .evaluate((element) => element === document.activeElement);
}

describe("a conversation", () => {
  it("begins with a tap on a topic and goes on with suggestions under the last answer", async () => {
    const page = await open(await serve());
    expect(await page.locator(".welcome").getByText("có thể sai").isVisible()).toBe(true);
    expect(await page.locator(".topic").count()).toBe(4);

    await page.getByRole("button", { name: "Làm giấy tờ" }).click();
    await page.getByRole("button", { name: "Thẻ căn cước" }).click();
    await page.getByText("7 ngày làm việc").waitFor();
    expect(await page.locator(".topic").count()).toBe(0);
    expect(await page.locator(".suggestion").allTextContents()).toEqual(["Lệ phí bao nhiêu", "Nộp trực tuyến thế nào", "Nộp ở đâu"]);
    expect(await page.locator(".older-suggestions").allTextContents()).toEqual(["Gợi ý đã đưa: Thẻ căn cước · Thẻ bảo hiểm y tế · Giấy phép lái xe"]);
    expect(await page.locator(".question-text").allTextContents()).toEqual(["Anh/chị hỏi: Làm giấy tờ", "Anh/chị hỏi: Thẻ căn cước"]);
  });

  it("opens a source in place with the found words marked, and Escape returns to the same place", async () => {
    const page = await open(await serve());
    await ask(page, "kinh tế số 2030");
    const source = page.getByRole("button", { name: /^Nguồn: Kết luận .* phần Mục tiêu đến năm 2030$/u });
    await source.waitFor();
    const place = await page.locator(".conversation").evaluate((element) => element.scrollTop);

    await source.click();
    const panel = page.getByRole("region", { name: "Trích nguồn" });
    expect(await panel.locator("mark").innerText()).toContain("Kinh tế số chiếm khoảng 30% GRDP");
    expect(await panel.innerText()).toContain("Đã thay thế");
    expect(await panel.getByRole("link", { name: "Mở trên hoabinh.gov.vn" }).getAttribute("rel")).toBe("noopener noreferrer");
    expect(await isFocused(page, ".source-panel h2")).toBe(true);
    expect(await source.getAttribute("aria-expanded")).toBe("true");

    await page.keyboard.press("Escape");
    await panel.waitFor({ state: "detached" });
    expect(await isFocused(page, ".source-line")).toBe(true);
    expect(await page.locator(".conversation").evaluate((element) => element.scrollTop)).toBe(place);
  });

  it("names a source once that is cited at two places, and shows each place with its quote", async () => {
    const citation = { documentId: "a", title: "Kết luận 26/12/2024", quoteKind: "verbatim", issued: "2024-12-26" };
    const citations = ["Mở đầu", "Nhiệm vụ"].map((section) => ({ ...citation, section, quote: `Câu ở phần ${section}.` }));
    const page = await open(await serve({ answer: () => ({ body: "Hai ngày khác nhau.", status: "answered_article", citations }) }));
    await ask(page, "ngày nào");
    await page.getByRole("button", { name: "Nguồn: Kết luận 26/12/2024, phần Mở đầu và phần Nhiệm vụ" }).click();
    const lines = (await page.getByRole("region", { name: "Trích nguồn" }).innerText()).split(/\n+/u);
    expect(lines.slice(0, 7)).toEqual([
      "Kết luận 26/12/2024",
      "Mục: Mở đầu",
      "Nguyên văn:",
      "Câu ở phần Mở đầu.",
      "Mục: Nhiệm vụ",
      "Nguyên văn:",
      "Câu ở phần Nhiệm vụ.",
    ]);
  });

  it("closes a source by Back without leaving the page", async () => {
    const page = await open(await serve());
    await ask(page, "Thẻ căn cước");
    await page.locator(".source-line").click();
    await page.locator(".source-panel").waitFor();
    await page.evaluate(() => history.back());
    await page.locator(".source-panel").waitFor({ state: "detached" });
    expect(await page.getByText("7 ngày làm việc").isVisible()).toBe(true);

    await page.locator(".source-line").click();
    await page.getByRole("button", { name: "Quay lại câu trả lời" }).click();
    await page.locator(".source-panel").waitFor({ state: "detached" });
  });

  it("takes a rating, and after a bad one a line that may stay empty", async () => {
    const server = await serve();
    const page = await open(server);
    await ask(page, "kinh tế số 2030");
    await page.getByRole("button", { name: "Câu trả lời này có ích" }).click();
    await page.getByText("Cảm ơn anh/chị đã góp ý.").waitFor();
    expect(await page.getByRole("button", { name: "Câu trả lời này có ích" }).getAttribute("aria-pressed")).toBe("true");

    const bad = page.getByRole("button", { name: "Câu trả lời này thiếu hoặc sai" });
    await bad.click();
    await page.getByLabel("Thiếu hoặc sai chỗ nào?").fill("thiếu nguồn gốc");
    await page.keyboard.press("Enter");
    await page.getByText("Cảm ơn anh/chị đã góp ý.").waitFor();
    expect(server.posted.filter(({ type }) => type === "event").map(({ value }) => value)).toMatchObject([
      { rating: "up" },
      { rating: "down" },
      { rating: "down", comment: "thiếu nguồn gốc" },
    ]);
    expect(await bad.evaluate((element) => element === document.activeElement)).toBe(true);
  });

  it("keeps a message with a clock while there is no network, and sends it when there is", async () => {
    const page = await open(await serve());
    await ask(page, "Làm giấy tờ");
    await page.getByText("Anh/chị muốn làm lại thẻ nào?").waitFor();
    await page.context().setOffline(true);
    await page.getByText("Mất kết nối mạng.").waitFor();
    await ask(page, "Thẻ căn cước");
    await page.getByText("Đang đợi gửi").waitFor();
    await page.context().setOffline(false);
    await page.getByText("7 ngày làm việc").waitFor();
    await page.getByText("Mất kết nối mạng.").waitFor({ state: "detached" });
    expect(await page.getByText("Đang đợi gửi").count()).toBe(0);
  });

  it("offers to send again, or to change, what could not be sent", async () => {
    const server = await serve();
    const page = await open(server);
    await page.clock.install();
    server.failPosts({ times: 5, status: 500 });
    await ask(page, "Thẻ căn cước");
    await expect.poll(async () => (await page.clock.runFor(2_000), page.getByText("Chưa gửi được.").isVisible()), patience).toBe(true);
    await page.getByRole("button", { name: "Gửi lại" }).click();
    await page.getByText("7 ngày làm việc").waitFor();

    server.failPosts({ times: 1, status: 413 });
    await ask(page, "một câu quá dài");
    await page.getByText("Không gửi được tin nhắn này.").waitFor();
    await page.getByRole("button", { name: "Sửa lại" }).click();
    expect(await inputOf(page).inputValue()).toBe("một câu quá dài");
    expect(await page.locator(".question").count()).toBe(1);
  });

  it("goes on after a reload, and forgets all when somebody starts over", async () => {
    const server = await serve();
    const page = await open(server);
    await ask(page, "kinh tế số 2030");
    await page.locator(".source-line").waitFor();
    await page.reload();
    await page.locator(".source-line").waitFor();
    await ask(page, "Thẻ căn cước");
    await page.getByText("7 ngày làm việc").waitFor();
    expect(await page.locator(".question").count()).toBe(2);
    expect(server.answered).toEqual(["kinh tế số 2030", "Thẻ căn cước"]);

    await page.getByRole("button", { name: "Tùy chọn" }).click();
    await page.getByRole("button", { name: "Cuộc trò chuyện mới" }).click();
    expect(await page.locator(".question").count()).toBe(0);
    expect(await page.locator(".topic").count()).toBe(4);
    expect(await page.evaluate(() => Object.keys(sessionStorage))).toEqual([]);
  });

  it("says when the server has ended it, and goes on in another", async () => {
    const server = await serve();
    const page = await open(server);
    await ask(page, "Làm giấy tờ");
    await page.locator(".reply").waitFor();
    server.endConversation();
    await page.getByText("Cuộc trò chuyện trên đã kết thúc.").waitFor();
    expect(await page.locator(".suggestion").count()).toBe(0);
    await ask(page, "Thẻ căn cước");
    await page.getByText("7 ngày làm việc").waitFor();
    expect(await page.getByText("Anh/chị muốn làm lại thẻ nào?").isVisible()).toBe(true);
  });

  it("says that it is looking after 300 ms, and that it still is after four seconds", async () => {
    const server = await serve();
    const page = await open(server);
    await page.clock.install();
    await page.clock.pauseAt(new Date(Date.now() + 60_000));
    server.holdAnswers(true);
    await ask(page, "Thẻ căn cước");
    await page.clock.runFor(250);
    expect(await page.locator(".dots").count()).toBe(0);
    await page.clock.runFor(100);
    expect(await page.locator(".thinking").innerText()).toContain("Đang tìm câu trả lời");
    await page.clock.runFor(3_700);
    expect(await page.locator(".thinking").innerText()).toContain("Vẫn đang tìm…");
    await expect.poll(() => server.posted.length, patience).toBe(1);
    server.holdAnswers(false);
    await page.getByText("7 ngày làm việc").waitFor();
    expect(await page.locator(".thinking").innerText()).toBe("");
  });

  it("cuts a long answer after twelve lines, and shows it from its beginning", async () => {
    const page = await open(await serve());
    await ask(page, "tất cả các bước");
    const more = page.getByRole("button", { name: "Xem thêm" });
    await more.waitFor();
    const text = page.locator(".long-text");
    const lines = await text.evaluate((element) => element.clientHeight / parseFloat(getComputedStyle(element).lineHeight));
    expect(lines).toBeCloseTo(12, 0);
    expect(await page.locator(".question").evaluate((element) => element.getBoundingClientRect().top)).toBeGreaterThan(0);

    await more.click();
    expect(await text.evaluate((element) => element.scrollHeight === element.clientHeight)).toBe(true);
    await page.getByRole("button", { name: "Thu gọn" }).waitFor();
    await ask(page, "Làm giấy tờ");
    await page.getByText("Anh/chị muốn làm lại thẻ nào?").waitFor();
    expect(await lastReply(page).getByRole("button", { name: "Xem thêm" }).count()).toBe(0);
  });

  it("leaves a reader who has scrolled back where they are, and tells of the answer", async () => {
    const server = await serve();
    const page = await open(server);
    await ask(page, "tất cả các bước");
    await page.getByRole("button", { name: "Xem thêm" }).click();
    server.holdAnswers(true);
    await ask(page, "Thẻ căn cước");
    await expect.poll(() => server.posted.length, patience).toBe(2);
    await scrollBack(page);
    server.holdAnswers(false);
    await page.getByRole("button", { name: "Có trả lời mới" }).click();
    await expect.poll(() => page.getByText("7 ngày làm việc").evaluate((element) => element.getBoundingClientRect().top < innerHeight), patience).toBe(true);
    expect(await page.getByRole("button", { name: "Có trả lời mới" }).count()).toBe(0);
  });

  it("makes telephone numbers and sites work, and shows the names of sites", async () => {
    const page = await open(await serve());
    await ask(page, "Thẻ căn cước");
    expect(await page.getByRole("link", { name: "1900 0368" }).getAttribute("href")).toBe("tel:19000368");
    expect(await page.getByRole("link", { name: "dichvucong.gov.vn (mở trang khác)" }).getAttribute("href")).toBe("https://dichvucong.gov.vn/");
  });

  it("shows markup from outside as the words that it is", async () => {
    const markup = "<img src=x onerror=\"document.title='hỏng'\"><script>document.title='hỏng'</script>";
    const citation = { title: markup, section: markup, quote: markup, validity: markup, url: "javascript:document.title='hỏng'", issued: markup };
    const server = await serve({ answer: () => ({ body: markup, citations: [citation], suggestions: [markup] }), suggest: () => [markup] });
    const page = await open(server);
    await ask(page, markup);
    await page.locator(".source-line").click();
    await inputOf(page).pressSequentially("la");
    await page.getByRole("option").waitFor();
    expect(await page.locator("img, #chat script").count()).toBe(0);
    expect(await page.locator("a[href^='javascript']").count()).toBe(0);
    expect(await page.title()).toBe("Trợ lý số");
    expect(await page.locator(".question-text").innerText()).toContain(markup);
  });

  it("tells what the operator announces, and that the chat is switched off", async () => {
    const server = await serve({ page: { notice: "Tối nay bảo trì từ 22 giờ." } });
    const page = await open(server);
    await page.getByText("Tối nay bảo trì từ 22 giờ.").waitFor();

    const other = await serve();
    const off = await open(other);
    other.setMaintenance(true);
    await ask(off, "Thẻ căn cước");
    await off.getByText("Trợ lý số đang tạm dừng để bảo trì.").waitFor();
    other.setMaintenance(false);
    await off.getByText("7 ngày làm việc").waitFor();
    await off.getByText("Trợ lý số đang tạm dừng để bảo trì.").waitFor({ state: "detached" });
  });

  it("reads aloud only where the device itself has a Vietnamese voice", async () => {
    const server = await serve();
    const mute = await open(server);
    await ask(mute, "Thẻ căn cước");
    await mute.locator(".reply").waitFor();
    expect(await mute.getByRole("button", { name: "Đọc to" }).count()).toBe(0);

    const page = await open(server);
    await page.addInitScript(() => {
      const voices = [
        { lang: "vi-VN", localService: false, name: "từ máy chủ" },
        { lang: "vi-VN", localService: true, name: "của máy" },
      ];
      const spoken: string[] = [];
      Object.assign(window, {
        spoken,
        SpeechSynthesisUtterance: class extends EventTarget {
          voice: { name: string } | undefined;
          constructor(readonly text: string) {
            super();
          }
        },
      });
      Object.defineProperty(window, "speechSynthesis", {
        value: Object.assign(new EventTarget(), {
          getVoices: () => voices,
          speak: ({ text, voice }: { text: string; voice: { name: string } }) => spoken.push(`${voice.name}: ${text}`),
          cancel: () => spoken.push("dừng"),
        }),
      });
    });
    await page.reload();
    await ask(page, "Làm giấy tờ");
    await page.getByRole("button", { name: "Đọc to" }).click();
    await page.getByRole("button", { name: "Dừng đọc" }).click();
    expect(await page.evaluate(() => (window as unknown as { spoken: string[] }).spoken)).toEqual(["của máy: Anh/chị muốn làm lại thẻ nào?", "dừng"]);
  });
});
