import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { readParameters } from "./read-parameters.js";
import { checkParameters, methodForms, Refusal, type MethodName, type Parameters } from "./zalo-bot/methods.js";

/** How a call goes wrong. `holdMs`: the connection ends after so long; `dropAfter`: it is done, and no answer comes. */
export type Fault =
  | { readonly code: number; readonly description: string }
  | { readonly status: number; readonly page: string }
  | { readonly holdMs: number }
  | "drop"
  | "dropAfter"
  | "hang";

export interface ZaloBotDoubleOptions {
  readonly port?: number;
  /** In milliseconds since 1970. */
  readonly now?: () => number;
  /** The HTTP status of a refusal, which Zalo does not document. Default: 200. */
  readonly refusesWith?: "200" | "its_code";
  /** Whether bodies of the webhook stand in `result`, as Zalo's pages say and its server does not. */
  readonly wrapsWebhook?: boolean;
  /** Whether what nobody hears is kept until somebody asks. Default: it is lost. */
  readonly keepsUnheard?: boolean;
  /** Messages of a month before the plan is used up. */
  readonly perMonth?: number;
  /** People who may write to the bot; who comes after them gets no answer. */
  readonly maxPeople?: number;
  /** `testWebhook` so many times a day. */
  readonly testsPerDay?: number;
  /** A request for news is held no longer, so that tests need not wait. Default: as long as it asks. */
  readonly longestHoldMs?: number;
}

export interface Call {
  readonly method: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** A message that the bot sent. */
export interface SentMessage {
  readonly chatId: string;
  /** Of a picture, its caption. */
  readonly text: string;
  /** Its address. */
  readonly picture?: string;
}

/** What came of a trial of the webhook. */
export interface Probe {
  readonly ok: boolean;
  readonly outcome: string;
  readonly status_code?: number;
}

interface Poll {
  readonly answer: (update: object | undefined) => void;
  readonly timer: NodeJS.Timeout;
}

export const botNames = { account_name: "bot.troLySo", display_name: "Bot Trợ lý số" } as const;

/** Ids as Zalo makes them: 20 hexadecimal digits. */
export const idOf = (name: number | string): string => createHash("sha256").update(`zalo ${name}`).digest("hex").slice(0, 20);

/**
 * The Zalo Bot Platform on the loopback, and people who use it, as `docs.zaloplatforms.com/docs/BOT` and observers of the
 * real one describe it. Each update is handed out once; what nobody hears is lost.
 */
export class ZaloBotDouble {
  readonly token = "4512345678901234567:double-of-a-token_0123456789abcdef";
  /** Everything that the bot asked for with the right token, whatever came of it. */
  readonly calls: Call[] = [];
  readonly sent: SentMessage[] = [];
  /** Whether pictures can be fetched from where they are. */
  fetchesPictures = true;
  /** What the webhook answered, a status each; 0: nothing. */
  readonly webhookStatuses: number[] = [];
  webhook: { readonly url: string; readonly secret: string } | undefined;
  /** What the next trials of the webhook shall find, whatever it answers. */
  probes: Probe[] = [];
  readonly #options: ZaloBotDoubleOptions;
  readonly #now: () => number;
  readonly #server: Server;
  readonly #people = new Set<string>();
  readonly #chats = new Set<string>();
  readonly #unheard: object[] = [];
  readonly #faults = new Map<string, Fault[]>();
  readonly #chatFaults = new Map<string, Fault[]>();
  readonly #watchers = new Set<() => void>();
  readonly #bringing = new Map<string, Promise<unknown>>();
  #poll: Poll | undefined;
  #lastMessage = 0;
  #tests = 0;
  #isClosed = false;

  constructor(options: ZaloBotDoubleOptions = {}) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
    this.#server = createServer((request, response) => void this.#serve(request, response));
  }

  async open(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(this.#options.port ?? 0, "127.0.0.1", resolve));
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#answerPoll(undefined);
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
    this.#changed();
  }

  /** For ZALO_BOT_API_ROOT. */
  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** How many updates wait to be asked for. */
  get unheard(): number {
    return this.#unheard.length;
  }

  get isPolled(): boolean {
    return this.#poll !== undefined;
  }

  /** Resolves as soon as the condition holds; looked at again whenever something happens here. */
  async until<T>(condition: () => T | undefined | false): Promise<T> {
    for (;;) {
      const found = condition();
      if (found !== undefined && found !== false) return found;
      await this.change();
    }
  }

  /** Resolves when something happens here, or the double closes. */
  async change(): Promise<void> {
    await new Promise<void>((resolve) => this.#watchers.add(resolve));
  }

  /** The bot's texts in a chat, oldest first. */
  said(chatId: string): string[] {
    return this.sent.filter((message) => message.chatId === chatId).map(({ text }) => text);
  }

  /** Resolves with the bot's texts in a chat once there are so many. */
  heard(chatId: string, count = 1): Promise<string[]> {
    return this.until(() => this.said(chatId).length >= count && this.said(chatId));
  }

  callsOf(method: MethodName): Call[] {
    return this.calls.filter((call) => call.method === method);
  }

  /** The next calls of a method go wrong, each in its way; `*`: of any method. */
  fail(method: MethodName | "*", ...faults: Fault[]): void {
    this.#faults.set(method, [...(this.#faults.get(method) ?? []), ...faults]);
  }

  /** The same for the next messages to one chat. */
  failIn(chatId: string, ...faults: Fault[]): void {
    this.#chatFaults.set(chatId, [...(this.#chatFaults.get(chatId) ?? []), ...faults]);
  }

  /** Somebody writes to the bot. @returns the update, to bring it again. */
  say(personId: string, text: string, messageId?: string): object {
    return this.send(personId, "message.text.received", { text }, messageId);
  }

  /** Somebody writes in a group, and names the bot or replies to it: else Zalo tells the bot nothing. */
  sayInGroup(groupId: string, personId: string, text: string): object {
    return this.push(this.#event("message.text.received", personId, { id: groupId, chat_type: "GROUP" }, { text }));
  }

  /** Somebody sends something else than text. */
  send(personId: string, event: string, content: object, messageId?: string): object {
    this.meet(personId);
    return this.push(this.#event(event, personId, { id: personId, chat_type: "PRIVATE" }, content, messageId));
  }

  /** Makes somebody known, as when they have written. */
  meet(personId: string): void {
    this.#people.add(personId);
    this.#chats.add(personId);
    const { maxPeople = Infinity } = this.#options;
    if (this.#people.size > maxPeople) this.#chats.delete(personId);
  }

  /** Any update, as it is: to the webhook, or to who asks for news; else it is lost. */
  push<T extends object>(update: T): T {
    const chat = (update as { message?: { chat?: { id?: string; chat_type?: string } } }).message?.chat;
    if (chat?.chat_type === "GROUP" && chat.id !== undefined) this.#chats.add(chat.id);
    if (this.webhook !== undefined) this.#bring(update, chat?.id ?? "");
    else if (this.#poll !== undefined) this.#answerPoll(update);
    else if (this.#options.keepsUnheard === true) this.#unheard.push(update);
    this.#changed();
    return update;
  }

  /** Calls the webhook with any body. @returns the status; 0: no answer. */
  async callWebhook(body: string, headers: Record<string, string> = {}): Promise<number> {
    const { url, secret } = this.webhook ?? { url: "", secret: "" };
    const all = { "user-agent": "Java/1.8.0_192", "content-type": "application/json", "x-bot-api-secret-token": secret, ...headers };
    const given = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ""));
    const status = await fetch(url, { method: "POST", headers: given, body: body === "" ? null : body }).then(
      (response) => response.status,
      () => 0,
    );
    this.webhookStatuses.push(status);
    this.#changed();
    return status;
  }

  /** In order within a chat. */
  #bring(update: object, chatId: string): void {
    const body = JSON.stringify(this.#options.wrapsWebhook === true ? { ok: true, result: update } : update);
    const work = (this.#bringing.get(chatId) ?? Promise.resolve()).then(() => this.callWebhook(body));
    this.#bringing.set(chatId, work);
  }

  #event(event: string, personId: string, chat: object, content: object, messageId?: string): { event_name: string; message: object } {
    this.#lastMessage += 1;
    const from = { id: personId, display_name: "Nguyễn Thị Hoà".normalize(this.#lastMessage % 2 === 0 ? "NFD" : "NFC"), is_bot: false };
    return { event_name: event, message: { message_id: messageId ?? idOf(`message ${this.#lastMessage}`), date: this.#now(), from, chat, ...content } };
  }

  #changed(): void {
    const watchers = [...this.#watchers];
    this.#watchers.clear();
    for (const look of watchers) look();
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", "http://double");
    try {
      const [, token = "", method = ""] = /^\/bot([^/]+)\/(\w+)$/u.exec(decodeURIComponent(url.pathname)) ?? [];
      if (token !== this.token) throw new Refusal(401, "Unauthorized");
      if (!Object.hasOwn(methodForms, method)) throw new Refusal(404, "Not found");
      const parameters = await readParameters(request, url);
      this.calls.push({ method, parameters });
      this.#changed();
      const fault = this.#faultFor(method, parameters);
      if (fault === "dropAfter") {
        await this.#run(method as MethodName, parameters);
        return void request.socket.destroy();
      }
      if (fault !== undefined) return this.#goWrong(fault, request, response);
      const result = await this.#run(method as MethodName, parameters);
      answer(response, 200, { ok: true, ...(result !== undefined && { result }) });
    } catch (error) {
      const { code, message } = error instanceof Refusal ? error : new Refusal(500, String(error));
      this.#refuse(response, code, message);
    } finally {
      this.#changed();
    }
  }

  #faultFor(method: string, { chat_id: chatId }: Record<string, unknown>): Fault | undefined {
    const inChat = method === "sendMessage" ? this.#chatFaults.get(String(chatId)) : undefined;
    return inChat?.shift() ?? this.#faults.get(method)?.shift() ?? this.#faults.get("*")?.shift();
  }

  #goWrong(fault: Exclude<Fault, "dropAfter">, request: IncomingMessage, response: ServerResponse): void {
    if (fault === "hang") return;
    if (fault === "drop") return void request.socket.destroy();
    if ("holdMs" in fault) return void setTimeout(() => request.socket.destroy(), fault.holdMs);
    // Gateways quote the path, and so the token.
    if ("page" in fault) return void response.writeHead(fault.status, { "content-type": "text/html" }).end(`${fault.page}<p>${request.url ?? ""}</p>`);
    this.#refuse(response, fault.code, fault.description);
  }

  #refuse(response: ServerResponse, code: number, description: string): void {
    const isPlain = this.#options.refusesWith === "its_code" && code >= 400;
    answer(response, isPlain ? code : 200, { ok: false, error_code: code, description });
  }

  async #run(method: MethodName, given: Record<string, unknown>): Promise<unknown> {
    switch (method) {
      case "getMe":
        checkParameters(method, given);
        return { id: "4512345678901234567", ...botNames, account_type: "BASIC", can_join_groups: false };
      case "getUpdates":
        return this.#getUpdates(checkParameters(method, given));
      case "setWebhook":
        return this.#setWebhook(checkParameters(method, given));
      case "deleteWebhook":
        checkParameters(method, given);
        this.webhook = undefined;
        return { url: "", updated_at: this.#now() };
      case "getWebhookInfo":
        checkParameters(method, given);
        return { url: this.webhook?.url ?? "", updated_at: this.#now() };
      case "testWebhook":
        checkParameters(method, given);
        return this.#testWebhook();
      case "sendMessage":
        return this.#send(checkParameters(method, given));
      case "sendChatAction":
        this.#checkChat(checkParameters(method, given).chat_id);
        return undefined;
      case "sendPhoto": {
        const { photo, caption = "", ...rest } = checkParameters(method, given);
        if (!this.fetchesPictures) throw new Refusal(400, "Bad request: photo cannot be fetched");
        return this.#send({ ...rest, text: caption }, photo);
      }
      case "sendSticker":
      case "sendVoice":
        return this.#sendOther(checkParameters(method, given).chat_id);
    }
  }

  /** One update, forgotten as soon as it is handed out. */
  async #getUpdates({ timeout }: Parameters<"getUpdates">): Promise<unknown> {
    const waiting = this.webhook === undefined ? this.#unheard.shift() : undefined;
    if (waiting !== undefined) return waiting;
    const holdMs = Math.min(timeout * 1000, this.#options.longestHoldMs ?? Infinity);
    const update = await new Promise<object | undefined>((resolve) => {
      this.#answerPoll(undefined);
      this.#poll = { answer: resolve, timer: setTimeout(() => this.#answerPoll(undefined), holdMs) };
      if (this.#isClosed) this.#answerPoll(undefined);
      this.#changed();
    });
    if (update === undefined) throw new Refusal(408, "Request timeout");
    return update;
  }

  #answerPoll(update: object | undefined): void {
    const poll = this.#poll;
    if (poll === undefined) return;
    clearTimeout(poll.timer);
    this.#poll = undefined;
    poll.answer(update);
  }

  /** It is saved also where the trial fails. */
  async #setWebhook({ url, secret_token: secret }: Parameters<"setWebhook">): Promise<object> {
    // The loopback is for tests.
    if (!/^(?:https:|http:\/\/127\.0\.0\.1[:/])/u.test(url)) throw new Refusal(400, "Bad request: an HTTPS address is needed");
    this.webhook = { url, secret };
    return { url, updated_at: this.#now(), verification: await this.#probe() };
  }

  async #testWebhook(): Promise<object> {
    this.#tests += 1;
    if (this.#tests > (this.#options.testsPerDay ?? Infinity)) throw new Refusal(426, "testWebhook daily limit");
    const probe = await this.#probe();
    return { ...probe, url: this.webhook?.url ?? "", hint: "", latency_ms: 5 };
  }

  async #probe(): Promise<Probe> {
    const given = this.probes.shift();
    if (given !== undefined) return given;
    const status = await this.callWebhook("", { "content-type": "" });
    if (status === 0) return { ok: false, outcome: "webhook.err.conn" };
    const outcomes: Readonly<Record<number, string>> = { 200: "webhook.ok", 403: "webhook.http.403", 404: "webhook.http.404" };
    return { ok: status === 200, outcome: outcomes[status] ?? (status >= 500 ? "webhook.http.5xx" : "webhook.http.other"), status_code: status };
  }

  #send({ chat_id: chatId, text, parse_mode: mode }: Parameters<"sendMessage">, picture?: string): object {
    this.#checkChat(chatId);
    this.#count();
    this.sent.push({ chatId, text: mode === undefined ? text : text.replace(/<[^>]*>|[*_`]/gu, ""), ...(picture !== undefined && { picture }) });
    return { message_id: idOf(`sent ${this.sent.length}`), date: this.#now() };
  }

  #sendOther(chatId: string): object {
    this.#checkChat(chatId);
    this.#count();
    return { message_id: idOf(`other ${this.calls.length}`), date: this.#now() };
  }

  #checkChat(chatId: string): void {
    if (!this.#chats.has(chatId)) throw new Refusal(404, "Chat not found");
  }

  #count(): void {
    if (this.sent.length >= (this.#options.perMonth ?? Infinity)) throw new Refusal(429, "Quota exceeded");
  }
}

export async function startZaloBotDouble(options?: ZaloBotDoubleOptions): Promise<ZaloBotDouble> {
  const double = new ZaloBotDouble(options);
  await double.open();
  return double;
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}
