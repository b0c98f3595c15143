import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { text as readText } from "node:stream/consumers";

/** What the server does to one message instead of taking it. */
export type ProviderFault =
  | "too_many"
  | "server_error"
  /** An error page of something in between, with status 200. */
  | "html_page"
  /** The connection ends before the message is taken … */
  | "dropped"
  /** … or after, without an answer. */
  | "taken_but_dropped"
  /** No answer until the client gives up. */
  | "hang"
  | "refused"
  | "blocked";

export interface TakenMessage {
  readonly chat: string;
  readonly text: string;
  readonly choices: readonly string[];
  /** On the clock of `performance.now()`. */
  readonly at: number;
}

export interface TestProviderOptions {
  /** How long a message takes to get there, and the answer to get back. Default 0. */
  readonly oneWayMs?: number;
}

/** How long "too_many" asks to wait. */
export const retryAfterMs = 100;

/** The server of a chat service that exists only in tests. It takes messages as JSON, once for each time they are sent. */
export class TestProvider {
  readonly taken: TakenMessage[] = [];
  /** Chats in which "is typing" was shown. */
  readonly typing: string[] = [];
  /** Of messages, whatever became of them. */
  requests = 0;
  readonly #faults = new Map<string, ProviderFault[]>();
  readonly #server: Server;
  readonly #oneWayMs: number;

  private constructor({ oneWayMs = 0 }: TestProviderOptions) {
    this.#oneWayMs = oneWayMs;
    this.#server = createServer((request, response) => void this.#answer(request, response));
  }

  static async start(options: TestProviderOptions = {}): Promise<TestProvider> {
    const provider = new TestProvider(options);
    await new Promise<void>((resolve) => provider.#server.listen(0, "127.0.0.1", resolve));
    return provider;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  takenIn(chat: string): TakenMessage[] {
    return this.taken.filter((message) => message.chat === chat);
  }

  /** Does this to the next messages in a chat, one each. */
  fail(chat: string, ...faults: ProviderFault[]): void {
    this.#faults.set(chat, [...(this.#faults.get(chat) ?? []), ...faults]);
  }

  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = JSON.parse(await readText(request)) as { chat: string; text: string; choices: string[] };
    if (request.url === "/typing") {
      this.typing.push(body.chat);
      return send(response, 200, {});
    }
    this.requests += 1;
    if (this.#oneWayMs > 0) await sleep(this.#oneWayMs);
    const fault = this.#faults.get(body.chat)?.shift();
    if (fault === undefined || fault === "taken_but_dropped") this.taken.push({ ...body, at: performance.now() });
    if (this.#oneWayMs > 0) await sleep(this.#oneWayMs);
    switch (fault) {
      case undefined:
        return send(response, 200, { id: String(this.taken.length) });
      case "too_many":
        return send(response, 429, { retryAfterMs });
      case "server_error":
        return send(response, 500, {});
      case "html_page":
        response.writeHead(200, { "content-type": "text/html" }).end("<html>Gateway</html>");
        return;
      case "dropped":
      case "taken_but_dropped":
        response.destroy();
        return;
      case "hang":
        return; // The client ends it.
      case "refused":
        return send(response, 400, { reason: "bad message" });
      case "blocked":
        return send(response, 403, { reason: "blocked by the person" });
    }
  }
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}
