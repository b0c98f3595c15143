import { EventEmitter } from "node:events";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { WebSocket } from "ws";
import { Streams, type StreamsOptions } from "../../../adapters/web/direct-line/streams.js";
import type { ConversationFeed, ConversationLog, ConversationSignal } from "../../../src/activity/conversation-log.js";

const checkEveryMs = 25_000;
const idleMs = 2 * 60 * 60 * 1000;

/** A socket whose other end reads only when the test says so. */
class FakeSocket extends EventEmitter {
  readonly OPEN = 1;
  readyState = 1;
  bufferedAmount = 0;
  pings = 0;
  closeCode: number | undefined;
  isTerminated = false;
  readonly frames: { activities: { text?: string; type: string }[]; watermark: string }[] = [];
  #flush: ((error?: Error) => void)[] = [];

  send(frame: string, flushed: (error?: Error) => void): void {
    this.frames.push(JSON.parse(frame) as never);
    this.#flush.push(flushed);
  }

  /** The frames that are under way arrive. */
  async takeIn(): Promise<void> {
    for (const flushed of this.#flush.splice(0)) flushed();
    await vi.advanceTimersByTimeAsync(0);
  }

  ping(): void {
    this.pings += 1;
  }

  close(code: number): void {
    this.closeCode = code;
    this.#end();
  }

  terminate(): void {
    this.isTerminated = true;
    this.#end();
  }

  #end(): void {
    if (this.readyState === 3) return;
    this.readyState = 3;
    this.emit("close");
  }
}

class FakeLog implements ConversationLog, ConversationFeed {
  readonly texts: string[] = [];
  reads = 0;
  fault: Error | undefined;
  readonly #listeners = new Set<(signal: ConversationSignal) => void>();

  userOf = (): Promise<string> => Promise.resolve("u");

  readAfter(_id: string, place: number, limit: number) {
    this.reads += 1;
    if (this.fault !== undefined) return Promise.reject(this.fault);
    const found = this.texts.map((text, index) => ({ place: index + 1, activity: { type: "message", text } }));
    return Promise.resolve(found.slice(place, place + limit));
  }

  subscribe(_id: string, listener: (signal: ConversationSignal) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async tell(signal: ConversationSignal): Promise<void> {
    for (const listener of this.#listeners) listener(signal);
    await vi.advanceTimersByTimeAsync(0);
  }

  get listeners(): number {
    return this.#listeners.size;
  }
}

let log: FakeLog;
let streams: Streams;
const onFault = vi.fn();

beforeEach(() => {
  vi.useFakeTimers();
  onFault.mockClear();
  log = new FakeLog();
  streams = streamsWith({});
});
afterEach(async () => {
  const closed = streams.close();
  await vi.advanceTimersByTimeAsync(5_000);
  await closed;
  vi.useRealTimers();
});

function streamsWith(changes: Partial<StreamsOptions>): Streams {
  return new Streams({ log, feed: log, now: () => Date.now(), newId: () => "id", maxPerAddress: 3, onFault, checkEveryMs, idleMs, ...changes });
}

async function open(watermark = 0, address = "a", conversation = "c"): Promise<FakeSocket> {
  const socket = new FakeSocket();
  streams.add(socket as unknown as WebSocket, address, conversation, watermark);
  await vi.advanceTimersByTimeAsync(0);
  return socket;
}

const textsOf = ({ frames }: FakeSocket) => frames.flatMap(({ activities }) => activities.map(({ text }) => text));

describe("a stream", () => {
  it("sends nothing while there is nothing, and then what is behind its watermark", async () => {
    log.texts.push("một", "hai");
    const socket = await open(2);
    expect(socket.frames).toEqual([]);
    log.texts.push("ba");
    await log.tell("changed");
    expect(textsOf(socket)).toEqual(["ba"]);
    expect(socket.frames[0]?.watermark).toBe("3");
  });

  it("keeps one frame under way for a slow client, whatever happens meanwhile, and then goes on where it was", async () => {
    log.texts.push("một");
    const socket = await open();
    for (let i = 0; i < 100; i++) {
      log.texts.push(`${i}`);
      await log.tell("changed");
    }
    expect(socket.frames).toHaveLength(1);
    expect(log.reads).toBe(1);
    await socket.takeIn();
    expect(socket.frames).toHaveLength(2);
    await socket.takeIn();
    await socket.takeIn();
    expect(textsOf(socket)).toEqual(log.texts);
  });

  it("ends when the client takes in nothing for half a minute", async () => {
    log.texts.push("một");
    const socket = await open();
    await vi.advanceTimersByTimeAsync(30_000);
    expect(socket.isTerminated).toBe(true);
  });

  it("shows typing without moving on, and not to whom it would only pile up", async () => {
    const socket = await open();
    await log.tell("typing");
    expect(socket.frames).toMatchObject([{ activities: [{ type: "typing" }], watermark: "0" }]);
    socket.bufferedAmount = 1;
    await log.tell("typing");
    expect(socket.frames).toHaveLength(1);
  });

  it("ends with a fault of the server's when the log cannot be read, so that the client comes back", async () => {
    log.fault = new Error("the database is away");
    const socket = await open();
    expect(socket.closeCode).toBe(1011);
    expect(onFault).toHaveBeenCalledWith(log.fault);
  });
});

describe("streams", () => {
  it("are asked for a sign of life, and ended when none comes", async () => {
    const [alive, silent, empty] = [await open(), await open(), await open()];
    for (let i = 0; i < 3; i++) {
      await vi.advanceTimersByTimeAsync(checkEveryMs);
      alive.emit("pong");
      empty.emit("message", Buffer.from("")); // As Direct Line clients do.
    }
    expect([alive, silent, empty].map(({ isTerminated }) => isTerminated)).toEqual([false, true, false]);
    expect(alive.pings).toBe(3);
    expect(streams.count).toBe(2);
    expect(log.listeners).toBe(2);
  });

  it("are ended when nothing was said for long", async () => {
    log.texts.push("một");
    const [idle, reading] = [await open(1), await open(1)];
    const pass = async (ms: number) => {
      for (let passed = 0; passed < ms; passed += checkEveryMs) {
        await vi.advanceTimersByTimeAsync(checkEveryMs);
        for (const socket of [idle, reading]) socket.emit("pong");
      }
    };
    await pass(idleMs / 2);
    expect(idle.closeCode).toBeUndefined();
    idle.readyState = 0; // It does not take part in what is said now.
    log.texts.push("hai");
    await log.tell("changed");
    await reading.takeIn();
    idle.readyState = 1;
    await pass(idleMs / 2 + checkEveryMs);
    expect([idle.closeCode, reading.closeCode]).toEqual([1000, undefined]);
  });

  it("have room for as many of an address as are allowed, and ten of a conversation", async () => {
    const first = await open(0, "a", "c1");
    await open(0, "a", "c2");
    expect(streams.hasRoomFor("a", "c3")).toBe(true);
    await open(0, "a", "c3");
    expect(streams.hasRoomFor("a", "c4")).toBe(false);
    expect(streams.hasRoomFor("b", "c4")).toBe(true);
    first.terminate();
    expect(streams.hasRoomFor("a", "c4")).toBe(true);
    for (let i = 0; i < 10; i++) await open(0, `address ${i}`, "c9");
    expect(streams.hasRoomFor("b", "c9")).toBe(false);
  });

  it("are told to come back when the server stops", async () => {
    const sockets = [await open(), await open()];
    const closed = streams.close();
    await vi.advanceTimersByTimeAsync(2_000);
    await closed;
    expect(sockets.map(({ closeCode }) => closeCode)).toEqual([1001, 1001]);
  });
});
