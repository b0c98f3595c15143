import { setTimeout as sleep } from "node:timers/promises";
import type { ActivityJson } from "../../src/activity/activity.js";
import { DirectLineClient, TestStream, type Grant } from "./direct-line-client.js";
import { spawnServer, type ServerProcess } from "./spawn-server.js";

export interface CrashPlan {
  readonly databaseUrl: string;
  readonly rounds: number;
  readonly conversations: number;
  /** Between 0 and 1: decides after how many messages the server is killed. */
  readonly chance: () => number;
  /** Told after each round how many messages were acknowledged so far. */
  readonly onRound?: (round: number, acknowledged: number) => void;
}

/** What was found when all was over. */
export interface CrashReport {
  readonly kills: number;
  /** Messages that the server has acknowledged. */
  readonly acknowledged: number;
  /** Requests that failed because the server was away, and were sent again. */
  readonly repeated: number;
  readonly missing: number;
  readonly doubled: number;
  readonly unanswered: number;
  readonly answeredTwice: number;
  readonly outOfOrder: number;
  /** Streams that did not show exactly the log. */
  readonly wrongStreams: number;
  /** Longest time from a kill until the restarted server had answered everything before. */
  readonly slowestRecoveryMs: number;
}

const patienceMs = 60_000;
/** People do not go on for ever without an answer. */
const mostUnanswered = 3;
/** Messages from one kill to the next. */
const mostBetweenKills = 80;

/**
 * Talks in several conversations while the server is killed and started again, as people with the page open do: what is
 * not acknowledged is sent again under the same id, and reading goes on after the last watermark.
 */
export async function talkThroughCrashes({ databaseUrl, rounds, conversations, chance, onRound }: CrashPlan): Promise<CrashReport> {
  const environment = {
    DATABASE_URL: databaseUrl,
    NODE_ENV: "production",
    WEB_CHAT_SECRET: "the same secret after each restart, 32",
    LIMIT_MESSAGES_PER_CONVERSATION: "100000",
    LIMIT_MESSAGES_PER_ADDRESS: "1000000",
    LIMIT_CONVERSATIONS_PER_ADDRESS: "1000",
  };
  let server: ServerProcess = await spawnServer({ ...environment, PORT: "0" });
  const { port } = server;
  const client = new DirectLineClient(`http://127.0.0.1:${port}`);
  const talks = await Promise.all(Array.from({ length: conversations }, async () => new Talk(client, await client.start())));
  let isOver = false;
  const talking = talks.map((talk) => talk.goOn(() => isOver));
  let slowestRecoveryMs = 0;

  for (let round = 0; round < rounds; round++) {
    await untilAcknowledged(talks, acknowledgedIn(talks) + 1 + Math.floor(mostBetweenKills * chance()));
    const before = talks.map((talk) => talk.sent.length);
    await server.kill();
    const killedAt = performance.now();
    server = await spawnServer({ ...environment, PORT: String(port) });
    await Promise.all(talks.map((talk, index) => talk.untilAnswered(before[index] ?? 0)));
    slowestRecoveryMs = Math.max(slowestRecoveryMs, performance.now() - killedAt);
    onRound?.(round + 1, acknowledgedIn(talks));
  }

  isOver = true;
  await Promise.all(talking);
  await Promise.all(talks.map((talk) => talk.untilAnswered(talk.sent.length)));
  const findings = await Promise.all(talks.map((talk) => talk.examine()));
  for (const talk of talks) talk.leave();
  await server.stop();
  const sum = (name: keyof (typeof findings)[number]): number => findings.reduce((total, finding) => total + finding[name], 0);
  return {
    kills: rounds,
    acknowledged: acknowledgedIn(talks),
    repeated: talks.reduce((total, { repeated }) => total + repeated, 0),
    missing: sum("missing"),
    doubled: sum("doubled"),
    unanswered: sum("unanswered"),
    answeredTwice: sum("answeredTwice"),
    outOfOrder: sum("outOfOrder"),
    wrongStreams: sum("wrongStreams"),
    slowestRecoveryMs: Math.round(slowestRecoveryMs),
  };
}

function acknowledgedIn(talks: readonly Talk[]): number {
  return talks.reduce((total, { sent }) => total + sent.length, 0);
}

/** Others' messages and answers are under way at that moment. Gives up after a minute. */
async function untilAcknowledged(talks: readonly Talk[], count: number): Promise<void> {
  const deadline = performance.now() + patienceMs;
  while (acknowledgedIn(talks) < count && performance.now() < deadline) await sleep(1);
}

/** One person who talks without pause, and reads the stream. */
class Talk {
  /** Acknowledged messages: text, and the id that the server gave it. */
  readonly sent: { text: string; id: string }[] = [];
  repeated = 0;
  readonly #read: ActivityJson[] = [];
  #watermark = "";
  #answers = 0;
  #stream: TestStream | undefined;
  #hasLeft = false;

  constructor(
    readonly client: DirectLineClient,
    readonly grant: Grant,
  ) {
    // Leaving ends it in whatever request it is.
    this.#follow().catch(() => undefined);
  }

  async goOn(isOver: () => boolean): Promise<void> {
    while (!isOver()) {
      if (this.sent.length - this.#answers > mostUnanswered) {
        await sleep(5);
        continue;
      }
      const text = `câu ${this.sent.length}`;
      const id = await this.#untilItWorks(() => this.client.say(this.grant, text, text));
      this.sent.push({ text, id });
    }
  }

  /** Waits until the stream has shown the answers to the first `count` messages. Gives up after a minute. */
  async untilAnswered(count: number): Promise<void> {
    const deadline = performance.now() + patienceMs;
    const isAnswered = (): boolean => {
      const answered = new Set(this.#read.map(({ replyToId }) => replyToId));
      return this.sent.slice(0, count).every(({ id }) => answered.has(id));
    };
    while (!isAnswered() && performance.now() < deadline) await sleep(20);
  }

  /** Compares what was acknowledged with the whole log, and the log with what the stream has shown. */
  async examine() {
    const log = await this.#readLog();
    const own = log.filter(({ from }) => from?.role === "user");
    const replies = log.filter(({ replyToId }) => replyToId !== undefined);
    const copies = this.sent.map(({ id, text }) => ({
      questions: own.filter((activity) => activity.id === id && activity.text === text).length,
      answers: replies.filter(({ replyToId }) => replyToId === id).length,
    }));
    return {
      missing: copies.filter(({ questions }) => questions === 0).length,
      doubled: own.length - new Set(own.map(({ text }) => text)).size,
      unanswered: copies.filter(({ answers }) => answers === 0).length,
      answeredTwice: copies.filter(({ answers }) => answers > 1).length,
      outOfOrder: replies.filter(({ text = "" }, index) => !text.startsWith(`Trả lời thứ ${index + 1}: câu ${index}\n`)).length,
      wrongStreams: JSON.stringify(this.#read.map(({ id }) => id)) === JSON.stringify(log.map(({ id }) => id)) ? 0 : 1,
    };
  }

  leave(): void {
    this.#hasLeft = true;
    this.#stream?.socket.terminate();
  }

  /** Reads the stream, and comes back after the last watermark whenever it ends. */
  async #follow(): Promise<void> {
    while (!this.#hasLeft) {
      const { streamUrl } = await this.#untilItWorks(() => this.client.reconnect(this.grant, this.#watermark));
      const stream = new TestStream(streamUrl);
      this.#stream = stream;
      stream.socket.on("message", () => {
        const frame = stream.frames.at(-1);
        const activities = (frame?.activities ?? []).filter(({ type }) => type !== "typing");
        this.#read.push(...activities);
        this.#answers += activities.filter(({ replyToId }) => replyToId !== undefined).length;
        this.#watermark = frame?.watermark ?? this.#watermark;
      });
      await stream.closed;
    }
  }

  async #readLog(): Promise<ActivityJson[]> {
    const log: ActivityJson[] = [];
    for (let watermark = ""; ;) {
      const page = await this.#untilItWorks(() => this.client.read(this.grant, watermark));
      if (page.activities.length === 0) return log;
      log.push(...page.activities);
      watermark = page.watermark;
    }
  }

  async #untilItWorks<T>(request: () => Promise<T>): Promise<T> {
    const deadline = performance.now() + patienceMs;
    for (;;) {
      try {
        return await request();
      } catch (error) {
        if (performance.now() > deadline || this.#hasLeft) throw error;
        this.repeated += 1;
        await sleep(100);
      }
    }
  }
}
