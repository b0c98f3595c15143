import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { checkParameters, methodForms, Refusal, type MethodName, type Parameters } from "./telegram/methods.js";
import { PendingUpdates } from "./telegram/pending-updates.js";
import { readParameters } from "./read-parameters.js";
import { botUser, TelegramChats, withoutReply, type Chat, type ChatMessage } from "./telegram/telegram-chats.js";
import { WebhookCaller } from "./telegram/webhook-caller.js";

export { botUser, type ChatMessage } from "./telegram/telegram-chats.js";

/** How a call goes wrong. `hang`: no answer before the double closes; `holdMs`: the connection ends after so long. */
export type Fault =
  | { readonly code: number; readonly description: string; readonly parameters?: Refusal["parameters"] }
  | { readonly status: number; readonly page: string }
  | { readonly holdMs: number }
  | "drop"
  | "hang";

export interface TelegramDoubleOptions {
  readonly token?: string;
  readonly port?: number;
  /** In milliseconds since 1970. */
  readonly now?: () => number;
  /** Between attempts to reach the webhook. */
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Messages a second before the bot is told 429; no limit by default. */
  readonly messagesPerSecond?: number;
  /** How long a message takes to get here, and the answer to get back. Default 0. */
  readonly oneWayMs?: number;
  /** Told of each message that is taken. */
  readonly onSent?: (chatId: number, text: string) => void;
}

export interface Call {
  readonly method: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** What somebody writes besides the words. */
export interface Saying {
  /** Where, if not in the private chat. */
  readonly chat?: Chat;
  readonly replyTo?: ChatMessage;
  readonly threadId?: number;
}

/** A button can be answered for so long after it was pressed. Telegram's own limit is unpublished, and about that. */
const callbackLifetimeMs = 15_000;
const maxNoteCharacters = 200;

/**
 * Telegram on the loopback: the Bot API for the bot, and people who use it. It refuses what the real one refuses, in the
 * same words, and parameters that the real one would overlook.
 */
export class TelegramDouble {
  readonly token: string;
  /** Everything that the bot asked for with the right token, whatever came of it. */
  readonly calls: Call[] = [];
  /** Answers to pressed buttons. */
  readonly callbackAnswers: { readonly id: string; readonly text: string }[] = [];
  commands: readonly { command: string; description: string }[] = [];
  readonly #options: TelegramDoubleOptions;
  readonly #now: () => number;
  readonly #chats: TelegramChats;
  readonly #updates = new PendingUpdates();
  readonly #webhook: WebhookCaller;
  readonly #faults = new Map<string, Fault[]>();
  readonly #chatFaults = new Map<number, Fault[]>();
  readonly #callbacks = new Map<string, number>();
  readonly #watchers = new Set<() => void>();
  readonly #server: Server;
  #lastCallback = 4_000_000_000;
  #second = { startedAt: 0, messages: 0 };

  constructor(options: TelegramDoubleOptions = {}) {
    this.#options = options;
    this.token = options.token ?? `${botUser.id}:AAF-double-of-a-token_0123456789abcdef`;
    this.#now = options.now ?? Date.now;
    this.#chats = new TelegramChats(this.#now);
    const wait = options.wait ?? ((ms, signal) => sleep(ms, undefined, { signal }).catch(() => undefined));
    this.#webhook = new WebhookCaller({ updates: this.#updates, now: this.#now, wait, onChange: () => this.#changed() });
    this.#server = createServer((request, response) => void this.#serve(request, response));
  }

  async open(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(this.#options.port ?? 0, "127.0.0.1", resolve));
  }

  async close(): Promise<void> {
    this.#webhook.stop();
    this.#updates.endPoll("the double closes");
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
    this.#changed();
  }

  /** For TELEGRAM_API_ROOT. */
  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Where updates are brought; `undefined`: they wait to be asked for. */
  get webhook(): { readonly url: string; readonly secret: string } | undefined {
    return this.#webhook.settings;
  }

  get lastWebhookError(): string | undefined {
    return this.#webhook.lastError?.message;
  }

  /** How many updates the bot has not confirmed. */
  get waiting(): number {
    return this.#updates.all.length;
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

  /** The bot's messages in a chat, oldest first. */
  said(chatId: number): ChatMessage[] {
    return this.#chats.find(chatId)?.messages.filter(({ from }) => from.is_bot) ?? [];
  }

  /** Resolves with the bot's messages in a chat once there are so many. */
  heard(chatId: number, count = 1): Promise<ChatMessage[]> {
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
  failIn(chatId: number, ...faults: Fault[]): void {
    this.#chatFaults.set(chatId, [...(this.#chatFaults.get(chatId) ?? []), ...faults]);
  }

  /** Makes somebody's private chat known, as when they have opened it. */
  meet(userId: number): void {
    this.#chats.chat(userId);
  }

  /** Whether the bot has not confirmed this update yet. */
  isWaiting(updateId: number): boolean {
    return this.#updates.all.some(({ update_id: id }) => id === updateId);
  }

  group(id: number, type: "group" | "supergroup" = "supergroup"): Chat {
    return this.#chats.chat(id, type);
  }

  /** The group becomes a supergroup. */
  migrate(group: Chat, newId: number): Chat {
    group.refusal = new Refusal(400, "Bad Request: group chat was upgraded to a supergroup chat", { migrate_to_chat_id: newId });
    const moved = this.group(newId);
    this.push({ message: this.#message(group, botUser, { migrate_to_chat_id: newId }) });
    this.push({ message: this.#message(moved, botUser, { migrate_from_chat_id: group.id }) });
    return moved;
  }

  removeFrom(group: Chat): void {
    group.refusal = new Refusal(403, "Forbidden: bot was kicked from the supergroup chat");
  }

  /** Somebody writes to the bot, or in a group. @returns the number of the update. */
  say(userId: number, text: string, { chat = this.#chats.chat(userId), replyTo, threadId }: Saying = {}): number {
    const message = this.#message(chat, personOf(userId), {
      text,
      ...withEntities(text),
      ...(replyTo !== undefined && { reply_to_message: withoutReply(replyTo) }),
      ...(threadId !== undefined && { message_thread_id: threadId, is_topic_message: true }),
    });
    chat.messages.push(message as unknown as ChatMessage);
    return this.push({ message });
  }

  /** The last own message in the private chat is corrected. */
  edit(userId: number, text: string): number {
    const message = this.#chats.chat(userId).messages.findLast(({ from }) => from.id === userId);
    if (message === undefined) throw new Error("There is nothing to correct.");
    message.text = text;
    return this.push({ edited_message: { ...message, edit_date: Math.floor(this.#now() / 1000), ...withEntities(text) } });
  }

  /** Somebody sends something else than text: a photo, a place … */
  send(userId: number, content: Record<string, unknown>, chat = this.#chats.chat(userId)): number {
    return this.push({ message: this.#message(chat, personOf(userId), content) });
  }

  /** Presses the button with these words. @param options.isForgotten Telegram holds the message no longer. */
  press(userId: number, message: ChatMessage, words: string, { isForgotten = false } = {}): string {
    const markup = message.reply_markup;
    const buttons = markup !== undefined && "inline_keyboard" in markup ? markup.inline_keyboard.flat() : [];
    const button = buttons.find(({ text }) => text === words);
    if (button === undefined) throw new Error(`There is no button ${words}.`);
    const id = String((this.#lastCallback += 1));
    this.#callbacks.set(id, this.#now());
    const shown = isForgotten ? { chat: message.chat, message_id: message.message_id, date: 0 } : message;
    this.push({ callback_query: { id, from: personOf(userId), message: shown, chat_instance: "-1", data: button.callback_data } });
    return id;
  }

  block(userId: number): void {
    this.#chats.chat(userId).refusal = new Refusal(403, "Forbidden: bot was blocked by the user");
    this.#membership(userId, "member", "kicked");
  }

  /** Whether pictures can be fetched from where they are. */
  set fetchesPictures(value: boolean) {
    this.#chats.fetchesPictures = value;
  }

  /** The address that a picture in a message came from. */
  pictureOf({ photo }: ChatMessage): string | undefined {
    return photo?.[0] && this.#chats.addressOf(photo[0].file_id);
  }

  unblock(userId: number): void {
    this.#chats.chat(userId).refusal = undefined;
    this.#membership(userId, "kicked", "member");
  }

  /** Any update, as it is. @returns its number. */
  push(update: Record<string, unknown>): number {
    // As it is now: messages may be corrected later.
    const updateId = this.#updates.add(structuredClone(update));
    this.#webhook.wake();
    this.#changed();
    return updateId;
  }

  #membership(userId: number, before: string, after: string): void {
    const member = (status: string): object => ({ user: botUser, status });
    this.push({
      my_chat_member: {
        chat: { id: userId, type: "private", first_name: "Người" },
        from: personOf(userId),
        date: Math.floor(this.#now() / 1000),
        old_chat_member: member(before),
        new_chat_member: member(after),
      },
    });
  }

  #message(chat: Chat, from: object, content: Record<string, unknown>): Record<string, unknown> {
    const names = chat.type === "private" ? { first_name: "Người" } : { title: "Tổ dân phố" };
    return { message_id: this.#chats.newMessageId(), from, chat: { id: chat.id, type: chat.type, ...names }, date: Math.floor(this.#now() / 1000), ...content };
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
      if (!/^\d+:[\w-]{30,}$/u.test(token)) throw new Refusal(404, "Not Found");
      if (token !== this.token) throw new Refusal(401, "Unauthorized");
      const name = method.toLowerCase() as MethodName;
      if (!Object.hasOwn(methodForms, name)) throw new Refusal(404, "Not Found: method not found");
      const parameters = await readParameters(request, url);
      this.calls.push({ method: name, parameters });
      this.#changed();
      const fault = this.#faultFor(name, parameters);
      if (fault !== undefined) return this.#goWrong(fault, request, response);
      answer(response, 200, { ok: true, result: await this.#run(name, parameters) });
    } catch (error) {
      const { code, message, parameters } = error instanceof Refusal ? error : new Refusal(500, `Internal Server Error: ${String(error)}`);
      answer(response, code, { ok: false, error_code: code, description: message, ...(parameters !== undefined && { parameters }) });
    } finally {
      this.#changed();
    }
  }

  #faultFor(method: MethodName, { chat_id: chatId }: Record<string, unknown>): Fault | undefined {
    const inChat = method === "sendmessage" || method === "sendphoto" ? this.#chatFaults.get(Number(chatId)) : undefined;
    return inChat?.shift() ?? this.#faults.get(method)?.shift() ?? this.#faults.get("*")?.shift();
  }

  #goWrong(fault: Fault, request: IncomingMessage, response: ServerResponse): void {
    if (fault === "hang") return;
    if (fault === "drop") return void request.socket.destroy();
    if ("holdMs" in fault) return void setTimeout(() => request.socket.destroy(), fault.holdMs);
    if ("page" in fault) return void response.writeHead(fault.status, { "content-type": "text/html" }).end(fault.page);
    const { code, description, parameters } = fault;
    answer(response, code, { ok: false, error_code: code, description, ...(parameters !== undefined && { parameters }) });
  }

  #run(method: MethodName, given: Record<string, unknown>): unknown {
    switch (method) {
      case "getme":
        checkParameters(method, given);
        return { ...botUser, can_join_groups: true, can_read_all_group_messages: false, supports_inline_queries: false };
      case "getupdates":
        return this.#getUpdates(checkParameters(method, given));
      case "setwebhook":
        return this.#setWebhook(checkParameters(method, given));
      case "deletewebhook":
        if (checkParameters(method, given).drop_pending_updates === true) this.#updates.clear();
        this.#webhook.settings = undefined;
        return true;
      case "getwebhookinfo":
        checkParameters(method, given);
        return this.#webhookInfo();
      case "setmycommands":
        this.commands = checkParameters(method, given).commands;
        return true;
      case "getmycommands":
        checkParameters(method, given);
        return this.commands;
      case "sendmessage": {
        const parameters = checkParameters(method, given);
        return this.#sendMessage(() => this.#chats.send(parameters));
      }
      case "sendphoto": {
        const parameters = checkParameters(method, given);
        return this.#sendMessage(() => this.#chats.sendPhoto(parameters));
      }
      case "sendchataction":
        this.#chats.checkWritable(checkParameters(method, given).chat_id);
        return true;
      case "answercallbackquery":
        return this.#answerCallback(checkParameters(method, given));
    }
  }

  async #sendMessage(send: () => ChatMessage): Promise<ChatMessage> {
    const { oneWayMs = 0, onSent } = this.#options;
    if (oneWayMs > 0) await sleep(oneWayMs);
    this.#countMessage();
    const message = send();
    onSent?.(message.chat.id, message.text);
    if (oneWayMs > 0) await sleep(oneWayMs);
    return message;
  }

  #getUpdates({ offset, limit, timeout, allowed_updates: kinds }: Parameters<"getupdates">): Promise<unknown[]> {
    if (this.#webhook.settings !== undefined)
      throw new Refusal(409, "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first");
    this.#updates.allow(kinds);
    const updates = this.#updates.ask(offset, limit, timeout);
    // What came before is confirmed by now, while the answer may take its time.
    this.#changed();
    return updates;
  }

  #setWebhook({ url, secret_token: secret, max_connections: maxConnections, ...rest }: Parameters<"setwebhook">): true {
    if (rest.drop_pending_updates === true) this.#updates.clear();
    if (url !== "" && !URL.canParse(url)) throw new Refusal(400, "Bad Request: invalid webhook URL specified");
    // A Bot API server of one's own calls webhooks on the same machine without TLS.
    if (url !== "" && !/^(?:https:|http:\/\/127\.0\.0\.1[:/])/u.test(url))
      throw new Refusal(400, "Bad Request: bad webhook: An HTTPS URL must be provided for webhook");
    if (secret.length > 256) throw new Refusal(400, "Bad Request: secret token is too long");
    if (!/^[\w-]*$/u.test(secret)) throw new Refusal(400, "Bad Request: secret token contains unallowed characters");
    this.#updates.allow(rest.allowed_updates);
    this.#webhook.settings = url === "" ? undefined : { url, secret, maxConnections };
    this.#updates.endPoll("terminated by setWebhook request");
    this.#webhook.wake();
    return true;
  }

  #webhookInfo(): object {
    const { settings, lastError } = this.#webhook;
    return {
      url: settings?.url ?? "",
      has_custom_certificate: false,
      pending_update_count: this.waiting,
      ...(settings !== undefined && { max_connections: settings.maxConnections }),
      ...(lastError !== undefined && { last_error_date: lastError.date, last_error_message: lastError.message }),
    };
  }

  #answerCallback({ callback_query_id: id, text = "" }: Parameters<"answercallbackquery">): true {
    if (Array.from(text).length > maxNoteCharacters) throw new Refusal(400, "Bad Request: MESSAGE_TOO_LONG");
    const pressedAt = this.#callbacks.get(id);
    if (pressedAt === undefined || this.#now() - pressedAt > callbackLifetimeMs)
      throw new Refusal(400, "Bad Request: query is too old and response timeout expired or query ID is invalid");
    this.callbackAnswers.push({ id, text });
    return true;
  }

  #countMessage(): void {
    const most = this.#options.messagesPerSecond ?? Infinity;
    const now = this.#now();
    if (now - this.#second.startedAt >= 1000) this.#second = { startedAt: now, messages: 0 };
    this.#second.messages += 1;
    if (this.#second.messages > most) throw new Refusal(429, "Too Many Requests: retry after 1", { retry_after: 1 });
  }
}

export async function startTelegramDouble(options?: TelegramDoubleOptions): Promise<TelegramDouble> {
  const double = new TelegramDouble(options);
  await double.open();
  return double;
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

function personOf(id: number) {
  return { id, is_bot: false, first_name: "Người", language_code: "vi" };
}

/** The entities that Telegram finds by itself, of those that bots look at. */
function withEntities(text: string): { entities?: object[] } {
  const entities = [
    ...[...text.matchAll(/(?<!\w)\/[a-z0-9_]{1,32}(?:@\w+)?/giu)].map((match) => ({ type: "bot_command", offset: match.index, length: match[0].length })),
    ...[...text.matchAll(/(?<![\w/])@\w{4,32}/gu)].map((match) => ({ type: "mention", offset: match.index, length: match[0].length })),
  ].filter(({ offset }, index, all) => all.findIndex((one) => one.offset === offset) === index);
  return entities.length === 0 ? {} : { entities: entities.sort((a, b) => a.offset - b.offset) };
}
