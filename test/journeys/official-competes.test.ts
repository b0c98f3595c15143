import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import { chromium, type Browser, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { pushChannelsOf } from "../../src/channels.js";
import { readConfig } from "../../src/config.js";
import { contest, type Contest } from "../../src/core/training/contest-schema.js";
import { contestWording as wording } from "../../src/core/wording/contest.js";
import { trainingWording } from "../../src/core/wording/training.js";
import { chromiumArguments } from "../../src/evaluation/chromium-arguments.js";
import { DirectLineClient } from "../support/direct-line-client.js";
import { FakeAnswerer, wordByWord } from "../support/fake-brain.js";
import { answerTo } from "../support/learning-person.js";
import { subscriptionOptions } from "../support/subscription-options.js";
import { startTelegramDouble, type ChatMessage, type TelegramDouble } from "../support/telegram-double.js";
import { choicesIn } from "../support/telegram/telegram-harness.js";
import { startTestApplication, type TestApplication } from "../support/test-application.js";
import { catalogWith, testContestFile } from "../support/test-courses.js";
import { idOf, startZaloBotDouble, type ZaloBotDouble } from "../support/zalo-bot-double.js";

const { firstDay: _firstDay, weeks: _weeks, ...file } = testContestFile;
const hourMs = 3_600_000;
const official = 445566;
const colleague = idOf("colleague");

/** A minute in Vietnam so many hours from now, as a file of a contest has it. */
const inHours = (hours: number): string => new Date(Date.now() + (hours + 7) * hourMs).toISOString().slice(0, 16);
const lasting = (id: string, title: string, start: number, end: number): Contest =>
  contest.parse({ ...file, id, title, rounds: [{ start: inHours(start), end: inHours(end) }] });

const catalog = catalogWith(
  lasting("dang-thi", "Cuộc thi <b>thử</b> & hỏi", -1, 24),
  lasting("sap-thi", "Cuộc thi sắp tới", 48, 72),
  lasting("da-thi", "Cuộc thi đã qua", -72, -48),
);

let telegram: TelegramDouble;
let zalo: ZaloBotDouble;
let server: TestApplication;
let browser: Browser;

beforeAll(async () => {
  [telegram, zalo] = await Promise.all([startTelegramDouble(), startZaloBotDouble({ keepsUnheard: true, longestHoldMs: 100 })]);
  const environment = {
    LIMIT_MESSAGES_PER_CONVERSATION: "1000",
    TELEGRAM_BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.url,
    ZALO_BOT_TOKEN: zalo.token,
    ZALO_BOT_API_ROOT: zalo.url,
  };
  const brain = { answerer: new FakeAnswerer(), catalog, subscriptionOptions, suggest: () => [], questions: wordByWord };
  server = await startTestApplication({ environment, brain, pushChannels: pushChannelsOf(readConfig(environment)) });
  await server.database.pool.query("INSERT INTO offices (name, code) VALUES ('UBND xã Thử', 'ABCDEFGH')");
  browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: chromiumArguments });
}, 60_000);
afterAll(async () => {
  await browser.close();
  await server.stop();
  await Promise.all([telegram.close(), zalo.close()]);
});

type Say = (text: string) => Promise<string>;

function onWeb(): Promise<Say> {
  const client = new DirectLineClient(server.url);
  return client.start().then((grant) => async (text) => (await client.ask(grant, text)).text ?? "");
}

/** In Telegram, what is offered is pressed. */
function onTelegram(): Say {
  let last: ChatMessage | undefined;
  return async (text) => {
    const before = telegram.said(official).length;
    if (last !== undefined && choicesIn(last.reply_markup).includes(text)) telegram.press(official, last, text);
    else telegram.say(official, text);
    last = (await telegram.heard(official, before + 1)).at(-1);
    return last?.text ?? "";
  };
}

/** In Zalo there are no buttons: what is offered has a number. @returns also what was sent, so that a test can see it. */
function onZalo(): { readonly say: Say; readonly sent: string[] } {
  let last = "";
  const sent: string[] = [];
  const say: Say = async (text) => {
    const before = zalo.said(colleague).length;
    const offered = [...last.matchAll(/^(\d+)\. (.*)$/gmu)].find(([, , label]) => label === text);
    const typed = offered?.[1] ?? text;
    sent.push(typed);
    zalo.say(colleague, typed);
    last = (await zalo.heard(colleague, before + 1)).at(-1) ?? "";
    return last;
  };
  return { say, sent };
}

/** A whole try, with so many wrong answers. @returns what was said at its end. */
async function take(say: Say, wrong: number): Promise<string> {
  await say("/cuocthi");
  await say(wording.enter);
  await say("1");
  let said = await say(wording.start);
  for (let place = 1; /^Câu \d/mu.test(said); place++) said = await say(answerTo(said, place > wrong));
  return said;
}

async function pageText(path: string, holds: string): Promise<string> {
  // Tables may be some seconds old.
  return vi.waitFor(
    async () => {
      const text = await (await fetch(`${server.url}${path}`)).text();
      expect(text).toContain(holds);
      return text;
    },
    { timeout: 12_000, interval: 500 },
  );
}

async function axeFaults(page: Page): Promise<string[]> {
  await page.evaluate(await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8"));
  const results = await page.evaluate<AxeResults>("axe.run()");
  return results.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
}

describe("an official who competes", () => {
  it("takes a try in Telegram by its buttons, names themself with consent, and stands in the public table", async () => {
    const say = onTelegram();
    await say("/start");
    const end = await take(say, 1);
    expect(end).toContain("Xong lượt thi: đúng 5/6 câu");
    expect(end).toContain("Tạm xếp hạng 1 trong 1 người.");
    await say("Nguyễn Thị Hòa");
    await say("UBND xã Một");
    expect(await say(wording.agree)).toBe(wording.entered(true));
    const html = await pageText("/cuoc-thi/dang-thi", "Nguyễn Thị Hòa");
    expect(html).toContain("UBND xã Một");
  });

  it("takes one in the web chat, is placed first, and is not named without consent", async () => {
    const say = await onWeb();
    await say("/hoc");
    await say("ABCD-EFGH");
    const end = await take(say, 0);
    expect(end).toContain("Tạm xếp hạng 1 trong 2 người.");
    await say("Bùi Văn Kín");
    await say("UBND xã Thử");
    expect(await say(wording.disagree)).toBe(wording.entered(false));
    const html = await pageText("/cuoc-thi/dang-thi", "2 người dự thi");
    expect(html).toMatch(/<td class="number">2<\/td><td>Nguyễn Thị Hòa/u);
    for (const hidden of ["Bùi Văn Kín", "UBND xã Thử"]) expect(html).not.toContain(hidden);
    const { rows } = await server.database.pool.query(
      "SELECT name, office_name, office_id IS NOT NULL AS joined, is_public FROM contest_entries ORDER BY name",
    );
    expect(rows).toEqual([
      { name: "Bùi Văn Kín", office_name: "UBND xã Thử", joined: true, is_public: false },
      { name: "Nguyễn Thị Hòa", office_name: "UBND xã Một", joined: false, is_public: true },
    ]);
  });

  it("takes one in Zalo by numbers and letters, and stands in the public table with consent", async () => {
    zalo.say(colleague, "xin chào");
    await zalo.heard(colleague, 2);
    const { say, sent } = onZalo();
    const end = await take(say, 2);
    expect(end).toContain("Xong lượt thi: đúng 4/6 câu");
    expect(end).toContain("Tạm xếp hạng 3 trong 3 người.");
    await say("Lò Thị Mẩy");
    await say(wording.noOffice);
    expect(await say(wording.agree)).toContain(wording.entered(true));
    // Nothing was chosen by its words.
    for (const label of [wording.enter, wording.start, wording.noOffice, wording.agree]) expect(sent).not.toContain(label);
    expect(await pageText("/cuoc-thi/dang-thi", "Lò Thị Mẩy")).toContain("3 người dự thi");
    // A letter of a try that is over counts for nothing.
    await say("A");
    const { rows } = await server.database.pool.query(
      "SELECT right_count FROM contest_tries JOIN contest_entries USING (learner_id) WHERE name = 'Lò Thị Mẩy'",
    );
    expect(rows).toEqual([{ right_count: 4 }]);
  });

  it("gets no second credit from two devices that answer at once, nor from a replayed button", async () => {
    const first = await onWeb();
    await first("học");
    await first(trainingWording.free);
    const code = /gõ: (\S+)/u.exec(await first("nối máy"))?.[1] ?? "";
    const second = await onWeb();
    expect(await second(code)).toBe(trainingWording.linked);
    for (const text of ["/cuocthi", wording.enter, "7"]) await first(text);
    // Neither of the two can start what the other has started.
    await Promise.all([first(wording.start), second(wording.start)]);
    await Promise.all(["A", "B", "A", "B"].map((letter, index) => (index % 2 === 0 ? first : second)(`Câu 1: ${letter}`)));
    const { rows } = await server.database.pool.query<{ tries: number; answers: number; most: number }>(
      `SELECT (SELECT count(*)::integer FROM contest_tries WHERE guess = 7) AS tries,
              (SELECT count(*)::integer FROM item_answers JOIN contest_tries USING (learner_id) WHERE guess = 7) AS answers,
              (SELECT max(right_count) FROM contest_tries WHERE guess = 7) AS most`,
    );
    expect(rows[0]).toMatchObject({ tries: 1, answers: 1 });
    expect(rows[0]?.most).toBeLessThanOrEqual(1);
  });

  it("reads what is on, what comes and what is over", async () => {
    const html = await pageText("/cuoc-thi", wording.running);
    expect(html).toContain("Cuộc thi &lt;b&gt;thử&lt;/b&gt; &amp; hỏi");
    for (const head of [wording.comingUp, wording.over]) expect(html).toContain(head);
    expect(await pageText("/cuoc-thi/da-thi", wording.finished)).not.toContain(wording.takePart);
    expect(await pageText("/cuoc-thi/sap-thi", "Cuộc thi bắt đầu từ")).not.toContain(wording.people);
    const missing = await fetch(`${server.url}/cuoc-thi/khong-co`, { headers: { accept: "text/html" } });
    expect(missing.status).toBe(404);
  });
});

describe("the pages of contests and certificates", () => {
  it.each(["light", "dark"] as const)("fit a phone without script, and have no fault that axe finds (%s)", async (colorScheme) => {
    await server.database.pool.query(
      `INSERT INTO learners (id, session) VALUES ('graduate', '{"kind": "none"}') ON CONFLICT DO NOTHING;
       INSERT INTO exams (id, learner_id, course_id, started_at) VALUES ('exam', 'graduate', 'khoa-hai', now()) ON CONFLICT DO NOTHING;
       INSERT INTO certificates (serial, exam_id, name, office_name, course_title, score, issued_on)
       VALUES ('TLS-AAAABBBBCCCCDDDD', 'exam', 'Hòa', '', 'Khóa hai', 90, '2026-11-27') ON CONFLICT DO NOTHING`,
    );
    // Scripts are off for pages; axe comes in from outside.
    const context = await browser.newContext({ locale: "vi-VN", viewport: { width: 360, height: 740 }, colorScheme, bypassCSP: true });
    const page = await context.newPage();
    for (const path of ["/cuoc-thi", "/cuoc-thi/dang-thi", "/cuoc-thi/da-thi", "/chung-nhan/TLS-AAAABBBBCCCCDDDD", "/chung-nhan/TLS-AAAABBBBCCCCDDDE"]) {
      await page.goto(`${server.url}${path}`);
      expect(await page.evaluate<number>("document.documentElement.scrollWidth"), path).toBeLessThanOrEqual(360);
      expect(await page.locator("script").count()).toBe(0);
      expect(await axeFaults(page), path).toEqual([]);
    }
    await context.close();
  });

  it("lead to the web chat", async () => {
    const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
    await page.goto(`${server.url}/cuoc-thi/dang-thi`);
    await page.getByRole("link", { name: wording.takePart }).click();
    expect(new URL(page.url()).pathname).toBe("/");
    await page.context().close();
  });
});
