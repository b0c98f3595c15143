import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { PushChannelOpener } from "../../src/activity/push-channel.js";
import { bot } from "../../src/core/wording/bot.js";
import { FakeAnswerer, fakeBrain, longAnswer } from "../support/fake-brain.js";
import { startTestApplication, type TestApplication } from "../support/test-application.js";

/** A message as a person reads it on the channel: without markup, and with what can be tapped under it. */
export interface ReadMessage {
  readonly text: string;
  readonly choices: readonly string[];
  /** Address of the picture that it came with. */
  readonly picture?: string | undefined;
}

/** What the channel's server does to a message instead of taking it. */
export type ContractFault = "too_many" | "server_error" | "html_page" | "dropped" | "hang" | "refused" | "blocked";

/** A channel over a double of its server. People are numbers, and talk with the bot alone. */
export interface PushChannelHarness {
  readonly opener: PushChannelOpener;
  /** Settings of the application that the channel needs. */
  readonly environment?: Readonly<Record<string, string>>;
  /** The suggestions of an answer can be tapped. */
  readonly hasButtons: boolean;
  /** As in the channel's capabilities. */
  readonly maxTextLength: number;
  readonly showsTyping: boolean;
  /** What must never be logged: tokens and the like. */
  readonly secrets: readonly string[];
  /** Told where the application listens, before anything else. */
  connect(url: string): Promise<void>;
  /** A person writes; the same `id` again is the same message. Resolves when the channel has acknowledged it, or has asked for it. */
  receive(message: { readonly id: number; readonly person: number; readonly text: string }): Promise<void>;
  /** What the server has taken for a person, in order. */
  readBy(person: number): readonly ReadMessage[];
  /** How often a person was shown that the bot is typing. */
  typingShownTo(person: number): number;
  /** Lets the server fetch pictures, or not; absent where it never fetches any itself. */
  letPicturesBeFetched?(value: boolean): void;
  /** Does this to the next messages for a person, one each. A hang is short enough for a test. */
  fail(person: number, ...faults: readonly ContractFault[]): void;
  /** Ends the double; the application has ended before. */
  stop(): Promise<void>;
}

/** Room for two waits after failures, on a busy machine. */
const deadline = { timeout: 20_000, interval: 10 };
const messagesPerMinute = 6;
const announcement = "Thông báo không ai hỏi";

/** What every channel must keep whose server is called to deliver. */
export function describePushChannel(name: string, createHarness: () => Promise<PushChannelHarness>): void {
  describe(`${name} as a push channel`, () => {
    let harness: PushChannelHarness;
    let server: TestApplication;
    const answerer = new FakeAnswerer();
    let people = 0;
    let messages = 0;

    beforeAll(async () => {
      harness = await createHarness();
      server = await startTestApplication({
        brain: fakeBrain(answerer),
        pushChannels: [harness.opener],
        environment: { ...harness.environment, LIMIT_MESSAGES_PER_CONVERSATION: String(messagesPerMinute) },
      });
      await harness.connect(server.url);
    });
    afterAll(async () => {
      await server.stop();
      await harness.stop();
    });

    /** Somebody whom the bot has greeted. */
    async function somebody(): Promise<number> {
      const person = newPerson();
      await say(person, "chào");
      await allIsDone();
      return person;
    }
    const newPerson = (): number => (people += 1);
    const say = (person: number, text: string, id = (messages += 1)): Promise<void> => harness.receive({ id, person, text });
    const textsReadBy = (person: number): string[] => harness.readBy(person).map(({ text }) => text);
    const answersReadBy = (person: number): string[] => textsReadBy(person).filter((text) => text.startsWith("Trả lời thứ"));

    /** Nothing waits to be answered or delivered, so nothing more will come. */
    async function allIsDone(): Promise<void> {
      await vi.waitUntil(async () => {
        const { rows } = await server.database.pool.query("SELECT FROM inbox WHERE done_at IS NULL UNION ALL SELECT FROM deliveries WHERE state = 'pending'");
        return rows.length === 0;
      }, deadline);
    }

    async function conversationOf(text: string): Promise<string> {
      const { rows } = await server.database.pool.query<{ id: string }>(
        "SELECT conversation_id AS id FROM activities WHERE activity->>'text' LIKE '%' || $1 || '%' LIMIT 1",
        [text],
      );
      return rows[0]?.id ?? "";
    }

    async function deliveriesIn(conversationId: string): Promise<{ state: string; reason: string | null }[]> {
      const { rows } = await server.database.pool.query<{ state: string; reason: string | null }>(
        "SELECT state, reason FROM deliveries WHERE conversation_id = $1 ORDER BY place",
        [conversationId],
      );
      return rows;
    }

    it("greets somebody new once, and answers each message once, in order", async () => {
      const person = newPerson();
      for (const text of ["một", "hai", "ba"]) await say(person, text);
      await allIsDone();
      expect(textsReadBy(person).filter((text) => text.includes(bot.greeting))).toHaveLength(1);
      expect(textsReadBy(person)[0]).toContain(bot.greeting);
      expect(answersReadBy(person).map((text) => text.split("\n")[0])).toEqual(["Trả lời thứ 1: một", "Trả lời thứ 2: hai", "Trả lời thứ 3: ba"]);
    });

    it("answers a message once that arrives three times", async () => {
      const person = await somebody();
      await Promise.all([say(person, "ba lần", 1_000_001), say(person, "ba lần", 1_000_001), say(person, "ba lần", 1_000_001)]);
      await allIsDone();
      await say(person, "ba lần", 1_000_001);
      await allIsDone();
      expect(answersReadBy(person)).toHaveLength(2);
    });

    it("offers the suggestions of an answer in the way that the channel has", async () => {
      const person = await somebody();
      const last = harness.readBy(person).at(-1);
      if (harness.hasButtons) expect(last?.choices).toEqual(expect.arrayContaining(["Lệ phí", "Nộp ở đâu"]));
      else expect(last?.text).toContain("1. Lệ phí\n2. Nộp ở đâu");
    });

    it("sends a long answer in parts that fit, with nothing lost", async () => {
      const person = await somebody();
      const before = textsReadBy(person).length;
      await say(person, "một câu trả lời dài");
      await allIsDone();
      const parts = textsReadBy(person).slice(before);
      expect(parts.length).toBeGreaterThan(1);
      for (const part of parts) expect(part.length).toBeLessThanOrEqual(harness.maxTextLength);
      expect(parts.join("\n").match(/Đoạn \d+:/gu)).toEqual(longAnswer.map((_, index) => `Đoạn ${index + 1}:`));
    });

    it("shows characters as they were written, whatever they mean in the channel's markup", async () => {
      const person = await somebody();
      const odd = `<b>1 < 2 & "3"</b> *_\`~[x](https://e.vn/a_b?c=d&e=f)~\`_* &amp; 👍🏽 \\ {} #! | \u200fجهة\u200f a\u200bb\u200d ${"ế".normalize("NFD")}`;
      await say(person, odd);
      await allIsDone();
      expect(answersReadBy(person).at(-1)).toContain(odd.normalize("NFC"));
    });

    it("takes a message of 10,000 characters, and says all of it again", async () => {
      const person = await somebody();
      const before = textsReadBy(person).length;
      const long = Array.from({ length: 1_400 }, (_, index) => `từ${index}`).join(" ");
      await say(person, long.padEnd(10_000, "x"));
      await allIsDone();
      const read = textsReadBy(person).slice(before).join(" ");
      expect(read.split(/\s+/u)).toEqual(expect.arrayContaining(long.split(" ").slice(0, -1)));
      expect(read).toMatch(/x{300}/u);
    });

    it.each(["too_many", "server_error", "html_page", "dropped", "hang"] as const)("sends again, and in order, after the fault: %s", async (fault) => {
      const person = await somebody();
      harness.fail(person, fault);
      await say(person, "một");
      await say(person, "hai");
      await allIsDone();
      expect(answersReadBy(person).map((text) => text.split("\n")[0])).toEqual(["Trả lời thứ 1: chào", "Trả lời thứ 2: một", "Trả lời thứ 3: hai"]);
    });

    it("does not let others wait for somebody whose messages fail", async () => {
      const [unlucky, lucky] = [await somebody(), await somebody()];
      harness.fail(unlucky, "server_error", "server_error");
      await say(unlucky, "một");
      await say(lucky, "một");
      await vi.waitUntil(() => answersReadBy(lucky).length === 2, deadline);
      expect(answersReadBy(unlucky)).toHaveLength(1);
      await allIsDone();
      expect(answersReadBy(unlucky)).toHaveLength(2);
    });

    it("records what was refused, and goes on with the next", async () => {
      const person = await somebody();
      harness.fail(person, "refused");
      await say(person, "bị từ chối");
      await say(person, "hai");
      await allIsDone();
      expect(answersReadBy(person).map((text) => text.split("\n")[0])).toEqual(["Trả lời thứ 1: chào", "Trả lời thứ 3: hai"]);
      const deliveries = await deliveriesIn(await conversationOf("bị từ chối"));
      expect(deliveries.map(({ state }) => state)).toEqual(["sent", "sent", "refused", "sent"]);
      expect(deliveries[2]?.reason).toMatch(/./u);
    });

    it("notices that somebody cannot be reached, and speaks to them unasked again only after they have written", async () => {
      const person = newPerson();
      harness.fail(person, "blocked");
      await say(person, "không ai nhận");
      await allIsDone();
      const conversationId = await conversationOf("không ai nhận");
      expect(textsReadBy(person)).toEqual([]);
      expect((await deliveriesIn(conversationId)).map(({ state }) => state)).toEqual(["refused", "refused"]);
      expect(await server.application.proactiveMessages.send(conversationId, announcement)).toBe(false);
      await say(person, "quay lại");
      await allIsDone();
      expect(await server.application.proactiveMessages.send(conversationId, announcement)).toBe(true);
      await allIsDone();
      expect(textsReadBy(person)).toEqual([expect.stringContaining("Trả lời thứ 2: quay lại"), announcement]);
    });

    it("sends a picture with its words, and its address where the server cannot fetch it", async () => {
      if (harness.letPicturesBeFetched === undefined) return;
      const person = await somebody();
      await say(person, "xem ảnh");
      await allIsDone();
      const conversationId = await conversationOf("xem ảnh");
      const url = "https://tro-ly.example/tin/anh/1";
      const activity = {
        type: "message",
        text: "Nước <b>sông</b> lên nhanh",
        textFormat: "plain",
        attachments: [{ contentType: "image/png", contentUrl: url, name: "Mực nước < 2 m" }],
      };
      const send = async () => {
        await server.application.proactiveMessages.sendAll(conversationId, [activity]);
        await allIsDone();
        return harness.readBy(person).at(-1);
      };
      // The second time Telegram knows the picture already.
      for (let time = 1; time <= 2; time++) expect(await send()).toMatchObject({ text: activity.text, picture: url });
      harness.letPicturesBeFetched(false);
      const other = { ...activity, attachments: [{ ...activity.attachments[0], contentUrl: `${url}0` }] };
      await server.application.proactiveMessages.sendAll(conversationId, [other as typeof activity]);
      await allIsDone();
      harness.letPicturesBeFetched(true);
      const last = harness.readBy(person).at(-1);
      expect(last?.picture).toBeUndefined();
      expect(last?.text).toBe(`${activity.text}\nẢnh (Mực nước < 2 m): ${url}0`);
    });

    it("slows somebody who floods, and nobody else", async () => {
      const [flooder, other] = [newPerson(), newPerson()];
      for (let i = 0; i < messagesPerMinute + 4; i++) await say(flooder, `dồn dập ${i}`);
      await say(other, "một");
      await allIsDone();
      expect(answersReadBy(flooder)).toHaveLength(messagesPerMinute);
      expect(answersReadBy(other)).toHaveLength(1);
    });

    it("shows that the bot is typing while an answer takes its time, where the channel can", async () => {
      const person = await somebody();
      await say(person, "một câu chậm");
      if (harness.showsTyping) await vi.waitUntil(() => harness.typingShownTo(person) > 0, deadline);
      answerer.release();
      await allIsDone();
      expect(answersReadBy(person)).toHaveLength(2);
    });

    it("logs nothing that people write or read, and no secret", () => {
      const log = server.log.join("");
      expect(log).not.toBe("");
      for (const hidden of [...harness.secrets, "ba lần", "bị từ chối", "dồn dập", "Trả lời thứ", announcement]) expect(log).not.toContain(hidden);
    });
  });
}
