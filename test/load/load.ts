/**
 * Load on a real server with the real knowledge, in a process of its own on this machine:
 *
 *     npx tsx test/load/load.ts [seconds] [messages a second] [idle streams] [real|fake]     (20, 50, 10,000 and real)
 *
 * With `fake`, answers cost nothing, and what is measured is everything around them.
 * Prints, a line of JSON each, the time from a POST to the answer on the stream: alone, beside the idle streams, and
 * while one address floods the server with 200 messages a second. Needs `ulimit -n` above twice the streams.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { rm } from "node:fs/promises";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { fold } from "../../src/core/text/fold.js";
import { DirectLineClient, TestStream, type Grant } from "../support/direct-line-client.js";
import { temporaryDirectory } from "../support/temporary-directory.js";

const [seconds = 20, rate = 50, idleStreams = 10_000] = process.argv.slice(2, 5).map(Number);
const program = process.argv[5] === "fake" ? "test/support/server-process.ts" : "src/main.ts";
const floodRate = 200;
const conversations = 200;
const streamsPerConversation = 10;
const questions = [
  "lệ phí làm lại căn cước bị mất",
  "dang ky ket hon can giay to gi",
  "chuyển đổi số là gì",
  "nộp ở đâu",
  "cảm ơn",
  "thủ tục cấp giấy phép xây dựng",
  "kinh tế số 2030",
];

const dataDir = await temporaryDirectory();
const server = spawn(process.execPath, ["--import", "tsx", program], {
  env: {
    ...process.env,
    DATA_DIR: dataDir,
    PORT: "0",
    LOG_LEVEL: "error",
    ANSWER_MS: "0",
    TRUST_PROXY: "loopback",
    LIMIT_CONVERSATIONS_PER_ADDRESS: "100000",
    LIMIT_STREAMS_PER_ADDRESS: "20000",
  },
  stdio: ["ignore", "pipe", "inherit"],
});
const url = await new Promise<string>((resolve) => {
  createInterface(server.stdout).on("line", (line) => {
    const port = /^(?:Ready: http:\/\/localhost:)?(\d+)$/.exec(line)?.[1];
    if (port !== undefined) resolve(`http://127.0.0.1:${port}`);
  });
});
process.once("exit", () => server.kill());

/** Somebody at an address of their own. */
class Visitor {
  readonly client: DirectLineClient;
  /** Until a POST was acknowledged or refused. */
  readonly postTimes: number[] = [];
  readonly #postedAt = new Map<string, number>();
  readonly #answeredAt = new Map<string, number>();

  private constructor(
    readonly address: string,
    readonly grant: Grant,
    readonly stream: TestStream,
  ) {
    this.client = new DirectLineClient(url);
    stream.socket.on("message", () => {
      const now = performance.now();
      for (const { replyToId } of stream.frames.pop()?.activities ?? []) if (replyToId !== undefined) this.#answeredAt.set(replyToId, now);
    });
  }

  static async arrive(address: string): Promise<Visitor> {
    const client = new DirectLineClient(url);
    const headers = { "x-forwarded-for": address };
    const { token } = (await (await client.request("POST", "/tokens/generate", { headers: { ...headers, origin: url } })).json()) as Grant;
    const grant = (await (await client.request("POST", "/conversations", { token, headers })).json()) as Grant;
    const stream = new TestStream(grant.streamUrl, { headers });
    await stream.opened;
    return new Visitor(address, grant, stream);
  }

  /** @returns the status. */
  async ask(text: string): Promise<number> {
    const at = performance.now();
    const response = await this.client.request("POST", `/conversations/${this.grant.conversationId}/activities`, {
      token: this.grant.token,
      body: { type: "message", text },
      headers: { "x-forwarded-for": this.address },
    });
    const { id } = (await response.json()) as { id?: string };
    this.postTimes.push(performance.now() - at);
    if (id !== undefined) this.#postedAt.set(id, at);
    return response.status;
  }

  /** Times of the answers so far, and how many are missing. */
  times(): { answered: number[]; missing: number } {
    const answered = [...this.#postedAt].flatMap(([id, at]) => (this.#answeredAt.has(id) ? [(this.#answeredAt.get(id) as number) - at] : []));
    const missing = this.#postedAt.size - answered.length;
    this.#postedAt.clear();
    return { answered, missing };
  }
}

/** Asks `perSecond` questions a second for a while, visitors in turn. @returns how often each status came. */
async function askAtRate(visitors: readonly Visitor[], perSecond: number): Promise<Record<number, number>> {
  const statuses: Record<number, number> = {};
  const started = performance.now();
  const asking: Promise<void>[] = [];
  for (let i = 0; i < perSecond * seconds; i++) {
    await sleep(Math.max(0, started + (i * 1000) / perSecond - performance.now()));
    const visitor = visitors[i % visitors.length] as Visitor;
    asking.push(
      visitor.ask(questions[i % questions.length] ?? "").then((status) => {
        statuses[status] = (statuses[status] ?? 0) + 1;
      }),
    );
  }
  await Promise.all(asking);
  return statuses;
}

async function measure(name: string, visitors: readonly Visitor[]): Promise<void> {
  const statuses = await askAtRate(visitors, rate);
  await sleep(2_000);
  const times = visitors.map((visitor) => visitor.times());
  const answered = percentiles(times.flatMap((one) => one.answered));
  const posted = percentiles(visitors.flatMap((visitor) => visitor.postTimes.splice(0)));
  const missing = times.reduce((sum, one) => sum + one.missing, 0);
  const memoryMb = Math.round((await residentBytes()) / 1e6);
  console.log(JSON.stringify({ name, missing, statuses, answered, posted, memoryMb }));
}

function percentiles(times: number[]) {
  const sorted = times.sort((a, b) => a - b);
  const at = (share: number): number => Math.round((sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN) * 10) / 10;
  return { count: sorted.length, p50Ms: at(0.5), p95Ms: at(0.95), p99Ms: at(0.99), maxMs: at(1) };
}

async function residentBytes(): Promise<number> {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  return Number(/^process_resident_memory_bytes (\S+)$/m.exec(metrics)?.[1]);
}

/** What is asked for while questions are being typed, letter by letter, with and without diacritics. */
async function measureSuggestions(): Promise<void> {
  const typed = [...questions, ...questions.map(fold)].flatMap((question) => Array.from(question, (_, index) => question.slice(0, index + 1)));
  const times: number[] = [];
  for (const [index, text] of typed.entries()) {
    const at = performance.now();
    const response = await fetch(`${url}/suggest?q=${encodeURIComponent(text)}`, { headers: { "x-forwarded-for": `192.0.2.${index % 200}` } });
    await response.json();
    times.push(performance.now() - at);
  }
  console.log(JSON.stringify({ name: "suggestions", ...percentiles(times) }));
}

await measureSuggestions();
const visitors: Visitor[] = [];
for (let i = 0; i < conversations; i++) visitors.push(await Visitor.arrive(`198.51.${i >> 8}.${i & 255}`));
await measure("alone", visitors);

const idle: TestStream[] = [];
const openedAt = performance.now();
for (let i = 0; i < idleStreams / streamsPerConversation; i++) {
  const { grant, address } = await Visitor.arrive(`203.0.113.${i % 100}`);
  const streams = Array.from({ length: streamsPerConversation - 1 }, () => new TestStream(grant.streamUrl, { headers: { "x-forwarded-for": address } }));
  idle.push(...streams);
  await Promise.all(streams.map(({ opened }) => opened));
}
console.log(
  JSON.stringify({
    name: "opened idle streams",
    streams: idle.length + idleStreams / streamsPerConversation,
    seconds: Math.round((performance.now() - openedAt) / 1000),
  }),
);
await measure("beside the idle streams", visitors);

const flooders = await Promise.all(Array.from({ length: 20 }, () => Visitor.arrive("192.0.2.66")));
const flood = askAtRate(flooders, floodRate);
await measure("while one address floods", visitors);
console.log(JSON.stringify({ name: "what the flood got", statuses: await flood }));

server.kill("SIGTERM");
const [code] = (await once(server, "exit")) as [number | null];
console.log(JSON.stringify({ name: "end", code }));
await rm(dataDir, { recursive: true, force: true });
process.exit(0);
