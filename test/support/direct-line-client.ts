import { setTimeout as sleep } from "node:timers/promises";
import WebSocket from "ws";
import type { ActivityJson } from "../../src/activity/activity.js";

/** What the tokens and conversations endpoints return. */
export interface Grant {
  conversationId: string;
  token: string;
  expires_in: number;
  streamUrl: string;
}

export interface ActivitySet {
  activities: ActivityJson[];
  watermark: string;
}

/** The protocol by hand: requests as they are, for tests of what official clients never do. */
export class DirectLineClient {
  constructor(readonly url: string) {}

  request(
    method: string,
    path: string,
    { token, body, headers = {} }: { token?: string; body?: unknown; headers?: Record<string, string> } = {},
  ): Promise<Response> {
    return fetch(`${this.url}/v3/directline${path}`, {
      method,
      headers: {
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { "content-type": "application/json" }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
  }

  /** A token as our own page gets it. */
  async generate(): Promise<Grant> {
    return this.#read(await this.request("POST", "/tokens/generate", { headers: { origin: this.url } }));
  }

  /** A conversation as our own page starts it. */
  async start(): Promise<Grant> {
    const { token } = await this.generate();
    return this.#read(await this.request("POST", "/conversations", { token }));
  }

  async reconnect({ conversationId, token }: Grant, watermark = ""): Promise<Grant> {
    return this.#read(await this.request("GET", `/conversations/${conversationId}?watermark=${watermark}`, { token }));
  }

  post({ conversationId, token }: Grant, activity: object): Promise<Response> {
    return this.request("POST", `/conversations/${conversationId}/activities`, { token, body: activity });
  }

  /** @returns the id of the message. */
  async say(grant: Grant, text: string, clientActivityID?: string): Promise<string> {
    const channelData = clientActivityID === undefined ? {} : { channelData: { clientActivityID } };
    const { id } = await this.#read<{ id: string }>(await this.post(grant, { type: "message", text, from: { id: "me" }, ...channelData }));
    return id;
  }

  async read({ conversationId, token }: Grant, watermark = ""): Promise<ActivitySet> {
    return this.#read(await this.request("GET", `/conversations/${conversationId}/activities?watermark=${watermark}`, { token }));
  }

  /** Reads until the conversation fulfils a condition. */
  async readUntil(grant: Grant, isEnough: (activities: ActivityJson[]) => boolean, timeoutMs = 10_000): Promise<ActivityJson[]> {
    const deadline = performance.now() + timeoutMs;
    for (;;) {
      const { activities } = await this.read(grant);
      if (isEnough(activities)) return activities;
      if (performance.now() > deadline) throw new Error(`not enough after ${timeoutMs} ms: ${JSON.stringify(activities)}`);
      await sleep(10);
    }
  }

  /** Asks, and waits for the answer. */
  async ask(grant: Grant, text: string): Promise<ActivityJson> {
    const id = await this.say(grant, text);
    const activities = await this.readUntil(grant, (all) => all.some(({ replyToId }) => replyToId === id));
    return activities.find(({ replyToId }) => replyToId === id) as ActivityJson;
  }

  async #read<T>(response: Response): Promise<T> {
    if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  }
}

/** A stream that is read by hand. */
export class TestStream {
  readonly frames: ActivitySet[] = [];
  readonly socket: WebSocket;
  readonly opened: Promise<void>;
  /** The close code. */
  readonly closed: Promise<number>;

  constructor(streamUrl: string, options: WebSocket.ClientOptions = {}) {
    this.socket = new WebSocket(streamUrl, options);
    this.socket.on("message", (data) => this.frames.push(JSON.parse((data as Buffer).toString()) as ActivitySet));
    this.opened = new Promise((resolve, reject) => this.socket.once("open", resolve).once("error", reject));
    this.opened.catch(() => undefined);
    this.closed = new Promise((resolve) => this.socket.once("close", resolve));
  }

  get activities(): ActivityJson[] {
    return this.frames.flatMap(({ activities }) => activities);
  }

  get texts(): string[] {
    return this.activities.map(({ text = "" }) => text);
  }
}

/** The status with which the server refuses a stream; 101 if it opens. */
export async function streamStatus(streamUrl: string): Promise<number> {
  const socket = new WebSocket(streamUrl);
  return new Promise((resolve) => {
    socket.once("error", () => undefined);
    socket.once("unexpected-response", (_request, response) => {
      resolve(response.statusCode ?? 0);
      socket.terminate();
    });
    socket.once("open", () => {
      resolve(101);
      socket.terminate();
    });
  });
}
