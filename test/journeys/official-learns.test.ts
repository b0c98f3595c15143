import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pushChannelsOf } from "../../src/channels.js";
import { readConfig } from "../../src/config.js";
import { trainingWording as wording } from "../../src/core/wording/training.js";
import { DirectLineClient, type Grant } from "../support/direct-line-client.js";
import { answerTo } from "../support/learning-person.js";
import { readQrCode } from "../support/read-qr-code.js";
import { startTelegramDouble, type ChatMessage, type TelegramDouble } from "../support/telegram-double.js";
import { choicesIn } from "../support/telegram/telegram-harness.js";
import { startTestApplication, type TestApplication } from "../support/test-application.js";
import { idOf, startZaloBotDouble, type ZaloBotDouble } from "../support/zalo-bot-double.js";

const official = 778899;
const colleague = idOf("colleague");

let telegram: TelegramDouble;
let zalo: ZaloBotDouble;
let server: TestApplication;

beforeAll(async () => {
  [telegram, zalo] = await Promise.all([startTelegramDouble(), startZaloBotDouble({ keepsUnheard: true, longestHoldMs: 100 })]);
  // A test answers faster than people read: the guard against floods, twenty messages a minute, is tested elsewhere.
  const environment = {
    LIMIT_MESSAGES_PER_CONVERSATION: "1000",
    TELEGRAM_BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.url,
    ZALO_BOT_TOKEN: zalo.token,
    ZALO_BOT_API_ROOT: zalo.url,
  };
  server = await startTestApplication({ environment, pushChannels: pushChannelsOf(readConfig(environment)) });
  await server.database.pool.query("INSERT INTO offices (name, code) VALUES ('UBND xã Thử', 'ABCDEFGH')");
}, 60_000);
afterAll(async () => {
  await server.stop();
  await Promise.all([telegram.close(), zalo.close()]);
});

/** What one person sees and does, whatever the channel. */
interface Person {
  /** Says something, and waits for the reply. */
  readonly say: (text: string) => Promise<string>;
  /** Answers the item that a text puts, by the channel's own means. */
  readonly answer: (text: string, isRight: boolean) => Promise<string>;
}

/** From nothing to a certificate. @returns what issued it. */
async function learnToCertificate(person: Person, name: string): Promise<string> {
  await person.say("/hoc");
  expect(await person.say("ABCD-EFGH")).toContain("UBND xã Thử");
  await person.say(wording.chooseCourse);
  await person.say("Khóa hai (0/1 bài)");
  expect(await person.say("Bài on-lai")).toContain("thẻ 1/3");
  for (const next of [wording.next, wording.next]) expect(await person.say(next)).toContain("Nguồn:");
  let said = await person.say(wording.toItems);
  said = await person.answer(said, false);
  expect(said).toContain("Chưa đúng. Đáp án:");
  expect(await person.say("trời hôm nay thế nào")).toContain("trời hôm nay thế nào");
  said = await person.say("tiếp tục");
  expect(said).toContain("Câu 2/6");
  while (/^Câu \d/mu.test(said)) said = await person.answer(said, true);
  expect(said).toContain("Lần đầu đúng 5/6");
  await person.say(wording.exams);
  said = await person.say(wording.startExam);
  while (/^Câu \d/mu.test(said)) said = await person.answer(said, true);
  expect(said).toContain("Anh/chị đạt: đúng 6/6");
  expect(await person.say(name)).toContain(`Tên ghi trên chứng nhận: ${name}`);
  return person.say(wording.nameIsRight);
}

async function checkCertificate(issued: string, name: string): Promise<void> {
  const [, file = "", verification = ""] = /Tải về: (\S+)\n.*tại: (\S+)/u.exec(issued) ?? [];
  const serial = /số (TLS-[A-Z2-9]{16})/u.exec(issued)?.[1] ?? "";
  const page = await fetch(verification);
  expect(page.status).toBe(200);
  const html = await page.text();
  expect(html).toContain("Chứng nhận này có giá trị");
  expect(html).toContain(serial);
  expect(html).toContain("Khóa hai");
  for (const personal of [name, "UBND xã Thử"]) expect(html).not.toContain(personal);

  const pdf = await fetch(file);
  expect(pdf.headers.get("content-type")).toBe("application/pdf");
  expect(await readQrCode(new Uint8Array(await pdf.arrayBuffer()))).toBe(verification);
  expect((await fetch(`${file.split("?")[0] ?? ""}?khoa=${"A".repeat(43)}`)).status).toBe(404);
}

function onTelegram(): Person {
  let last: ChatMessage | undefined;
  const next = async (act: () => void): Promise<string> => {
    const before = telegram.said(official).length;
    act();
    last = (await telegram.heard(official, before + 1)).at(-1);
    return last?.text ?? "";
  };
  const pressOrSay = (text: string): Promise<string> =>
    next(() => {
      if (last !== undefined && choicesIn(last.reply_markup).includes(text)) telegram.press(official, last, text);
      else telegram.say(official, text);
    });
  return {
    say: pressOrSay,
    answer(text, isRight) {
      const typed = answerTo(text, isRight);
      const button = choicesIn(last?.reply_markup).find((choice) => choice.endsWith(`: ${typed}`));
      return pressOrSay(button ?? typed);
    },
  };
}

function onZalo(): Person {
  let last = "";
  const say = async (text: string): Promise<string> => {
    const before = zalo.said(colleague).length;
    // There are no buttons: what is offered has a number.
    const number = new RegExp(`^(\\d+)\\. ${text.replace(/[()/]/gu, "\\$&")}$`, "mu").exec(last)?.[1];
    zalo.say(colleague, number ?? text);
    last = (await zalo.heard(colleague, before + 1)).at(-1) ?? "";
    return last;
  };
  return { say, answer: (text, isRight) => say(answerTo(text, isRight)) };
}

function onWeb(client: DirectLineClient, grant: Grant): Person {
  const say = async (text: string): Promise<string> => (await client.ask(grant, text)).text ?? "";
  return { say, answer: (text, isRight) => say(answerTo(text, isRight)) };
}

describe("an official who learns", () => {
  it("comes from nothing to a certificate in Telegram, by its buttons", async () => {
    telegram.say(official, "/start");
    await telegram.heard(official);
    await checkCertificate(await learnToCertificate(onTelegram(), "Nguyễn Thị Hòa"), "Nguyễn Thị Hòa");
  });

  it("the same in Zalo, by numbers and letters", async () => {
    zalo.say(colleague, "xin chào");
    await zalo.heard(colleague, 2);
    await learnToCertificate({ ...onZalo() }, "Bùi Văn Mường").then((issued) => checkCertificate(issued, "Bùi Văn Mường"));
  });

  it("the same in the web chat; then goes on in Telegram as the same learner", async () => {
    const client = new DirectLineClient(server.url);
    const grant = await client.start();
    const person = onWeb(client, grant);
    await checkCertificate(await learnToCertificate(person, "Hà Thị Thái"), "Hà Thị Thái");
    const code = /gõ: (\S+)/u.exec(await person.say("nối máy"))?.[1] ?? "";

    const before = telegram.said(official).length;
    telegram.say(official, code);
    expect((await telegram.heard(official, before + 1)).at(-1)?.text).toBe(wording.linked);
    telegram.say(official, "tiến độ");
    const progress = (await telegram.heard(official, before + 2)).at(-1)?.text ?? "";
    expect(progress.match(/số TLS-/gu)).toHaveLength(2);
    const { rows } = await server.database.pool.query("SELECT DISTINCT learner_id FROM learner_conversations WHERE conversation_id NOT LIKE 'zalo%'");
    expect(rows).toHaveLength(1);
    telegram.say(official, code);
    expect((await telegram.heard(official, before + 3)).at(-1)?.text).toBe(wording.unknownCode);
  });

  it("asks what is held, and deletes everything with one command, the certificate too", async () => {
    const client = new DirectLineClient(server.url);
    const grant = await client.start();
    const person = onWeb(client, grant);
    await person.say("học");
    await person.say("Học tự do");
    await person.say("xóa dữ liệu học");
    expect(await person.say(wording.leave)).toBe(wording.left);
    const { rows } = await server.database.pool.query("SELECT FROM learner_conversations WHERE conversation_id = $1", [grant.conversationId]);
    expect(rows).toEqual([]);
  });

  it("finds no certificate by a serial that was made up", async () => {
    const page = await fetch(`${server.url}/chung-nhan/TLS-AAAABBBBCCCCDDDD`, { headers: { accept: "text/html" } });
    expect(page.status).toBe(404);
    expect(await page.text()).toContain("Không có chứng nhận nào mang số này");
  });
});
