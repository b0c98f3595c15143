import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { macOf } from "../../adapters/zalo/oa/signature.js";
import { readParameters } from "./read-parameters.js";
import { Broadcasts } from "./zalo-oa/broadcasts.js";
import { checkMessage } from "./zalo-oa/messages.js";
import { Refusal } from "./zalo-oa/refusal.js";
import { Templates, type SentTemplate, type Template } from "./zalo-oa/templates.js";

/** How a call goes wrong. `holdMs`: the connection ends after so long; `dropAfter`: it is done, and no answer comes. */
export type Fault =
  | { readonly code: number; readonly message: string }
  | { readonly status: number; readonly page: string }
  | { readonly holdMs: number }
  | "drop"
  | "dropAfter"
  | "hang";

export interface ZaloOaDoubleOptions {
  readonly port?: number;
  /** In milliseconds since 1970. */
  readonly now?: () => number;
  /** Calls a minute before -32. */
  readonly callsPerMinute?: number;
  /** Whether buttons are taken on this kind of message, which nobody has seen confirmed. Default: they are. */
  readonly takesButtons?: boolean;
  /** Whether every message of the account comes back as an event. Default: it does. */
  readonly echoes?: boolean;
  /** Templates that were registered. Default: none. */
  readonly templates?: readonly Template[];
  /** Messages from templates a day. Default: 500. */
  readonly templatesPerDay?: number;
  /** Broadcasts that a follower may receive in 30 days. Default: 4. */
  readonly broadcastsPerMonth?: number;
  /** As the account's console shows them. */
  readonly account?: { readonly name: string; readonly package_name: string; readonly is_verified: boolean };
}

/** A message that the account sent. */
export interface SentMessage {
  readonly userId: string;
  readonly text: string;
  readonly buttons: readonly { readonly title: string; readonly payload: string }[];
  readonly quota: "reply" | "paid";
  /** Its address. */
  readonly picture?: string;
}

interface Person {
  lastInteraction: number;
  follows: boolean;
  /** Zalo's refusal of anything for them. */
  refusal: Refusal | undefined;
}

export const appId = "3412345678901234567";
export const appSecret = "double_of_an_app_secret_0123";
export const secretKey = "double_of_an_oa_secret_key_45";
export const oaId = "579745863508352884";

const hourMs = 60 * 60 * 1000;
const accessLifeSeconds = 90_000;
const maxTries = 6;

/** Ids of people: numbers above what a `number` holds. */
export const userIdOf = (name: number | string): string =>
  `4572947${BigInt(`0x${createHash("sha256").update(String(name)).digest("hex").slice(0, 10)}`)
    .toString()
    .padStart(13, "0")}`;

/**
 * A Zalo Official Account on the loopback, its OAuth, and people who write to it: rules and errors as Zalo's
 * documentation and observers describe them. Refusals come with the status 200.
 */
export class ZaloOaDouble {
  /** Everything that was asked for, whatever came of it: the path alone. */
  readonly calls: string[] = [];
  readonly sent: SentMessage[] = [];
  /** Whether pictures can be fetched from where they are. */
  fetchesPictures = true;
  readonly broadcasts: Broadcasts;
  readonly templates: Templates;
  /** What the webhook answered, a status each; 0: nothing. */
  readonly webhookStatuses: number[] = [];
  /** Where events are brought, as the console has it. */
  webhook = "";
  /** A token pair was given so often. */
  refreshes = 0;
  readonly #options: ZaloOaDoubleOptions;
  readonly #now: () => number;
  readonly #server: Server;
  readonly #people = new Map<string, Person>();
  readonly #faults = new Map<string, Fault[]>();
  readonly #personFaults = new Map<string, Fault[]>();
  readonly #watchers = new Set<() => void>();
  readonly #bringing = new Map<string, Promise<unknown>>();
  readonly #codes = new Map<string, string>();
  #access = { token: "", until: 0 };
  #refresh = "";
  #lastId = 0;
  #minute = { startedAt: 0, calls: 0 };

  constructor(options: ZaloOaDoubleOptions = {}) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
    this.broadcasts = new Broadcasts(options.broadcastsPerMonth ?? 4);
    this.templates = new Templates(options.templates ?? [], options.templatesPerDay ?? 500);
    this.#refresh = this.#newToken("refresh");
    this.#server = createServer((request, response) => void this.#serve(request, response));
  }

  async open(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(this.#options.port ?? 0, "127.0.0.1", resolve));
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
    this.#changed();
  }

  /** For ZALO_OA_API_ROOT and ZALO_OA_OAUTH_ROOT. */
  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** The refresh token that works now. */
  get refreshToken(): string {
    return this.#refresh;
  }

  get accessToken(): string {
    return this.#access.token;
  }

  /** An admin consents anew: every token before is void. @returns the new refresh token. */
  consent(): string {
    this.#access = { token: "", until: 0 };
    this.#refresh = this.#newToken("refresh");
    return this.#refresh;
  }

  /** An admin consents with a challenge (PKCE): a code that works once. */
  consentWith(challenge: string): string {
    const code = this.#newToken("code");
    this.#codes.set(code, challenge);
    return code;
  }

  /** The access token ends, as after 25 hours. */
  expireAccess(): void {
    this.#access = { ...this.#access, until: 0 };
  }

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

  said(userId: string): string[] {
    return this.sent.filter((message) => message.userId === userId).map(({ text }) => text);
  }

  /** Resolves with the account's texts to a person once there are so many. */
  heard(userId: string, count = 1): Promise<string[]> {
    return this.until(() => this.said(userId).length >= count && this.said(userId));
  }

  /** The next calls of a path go wrong, each in its way; `*`: of any. */
  fail(path: string, ...faults: Fault[]): void {
    this.#faults.set(path, [...(this.#faults.get(path) ?? []), ...faults]);
  }

  /** The same for the next messages to a person. */
  failFor(userId: string, ...faults: Fault[]): void {
    this.#personFaults.set(userId, [...(this.#personFaults.get(userId) ?? []), ...faults]);
  }

  /** Nothing more can be sent to them, until `undefined`. */
  refuseFor(userId: string, code: number | undefined, message = "refused"): void {
    this.#person(userId).refusal = code === undefined ? undefined : new Refusal(code, message);
  }

  /** Somebody writes. @returns the event, to bring it again. */
  say(userId: string, text: string, msgId?: string): object {
    return this.send(userId, "user_send_text", { text }, msgId);
  }

  send(userId: string, event: string, message: object = {}, msgId?: string): object {
    this.meet(userId);
    return this.push({ ...this.#stamp(event), sender: { id: userId }, recipient: { id: oaId }, message: { msg_id: msgId ?? this.#newId(), ...message } });
  }

  /** Makes somebody known, as when they have written now. */
  meet(userId: string): void {
    this.#person(userId).lastInteraction = this.#now();
  }

  follow(userId: string): object {
    this.meet(userId);
    this.#person(userId).follows = true;
    return this.push({ ...this.#stamp("follow"), oa_id: oaId, follower: { id: userId }, source: "oa_profile" });
  }

  unfollow(userId: string): object {
    this.#person(userId).follows = false;
    return this.push({ ...this.#stamp("unfollow"), oa_id: oaId, follower: { id: userId }, source: "oa_profile" });
  }

  /** Presses a button: its payload arrives as if it was typed. */
  press(userId: string, title: string): object {
    const button = this.sent
      .filter((message) => message.userId === userId)
      .at(-1)
      ?.buttons.find((one) => one.title === title);
    if (button === undefined) throw new Error(`There is no button ${title}.`);
    return this.say(userId, button.payload);
  }

  /** A colleague answers by hand in the console. */
  answerByHand(userId: string, text: string): object {
    return this.push({ ...this.#stamp("oa_send_text"), sender: { id: oaId }, recipient: { id: userId }, message: { msg_id: this.#newId(), text } });
  }

  push<T extends object>(event: T): T {
    const { sender, follower, recipient } = event as Record<string, { id?: string } | undefined>;
    if (this.webhook !== "") this.#bring(JSON.stringify(event), follower?.id ?? (sender?.id === oaId ? recipient?.id : sender?.id) ?? "");
    this.#changed();
    return event;
  }

  /** Calls the webhook with a body, signed over its bytes. @returns the status; 0: no answer. */
  async callWebhook(body: string, headers: Record<string, string> = {}): Promise<number> {
    const { timestamp = "" } = (body.startsWith("{") ? (JSON.parse(body) as Record<string, string>) : {}) as { timestamp?: string };
    const mac = macOf(Buffer.from(body), timestamp, { appId, secretKey }).toString("hex");
    const all = { "content-type": "application/json", "x-zevent-signature": `mac=${mac}`, "x-zevent-timestamp": timestamp, ...headers };
    const given = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ""));
    const status = await fetch(this.webhook, { method: "POST", headers: given, body }).then(
      (response) => response.status,
      () => 0,
    );
    this.webhookStatuses.push(status);
    this.#changed();
    return status;
  }

  /** In order for each person; again at once until it is taken, as Zalo does after 30 s, 5 min, 15 min, 30 min and 1 h. */
  #bring(body: string, userId: string): void {
    const work = (this.#bringing.get(userId) ?? Promise.resolve()).then(async () => {
      for (let time = 0; time < maxTries; time += 1) if ((await this.callWebhook(body, time === 0 ? {} : { num_retry: String(time) })) === 200) return;
    });
    this.#bringing.set(userId, work);
  }

  #stamp(event: string): object {
    return { app_id: appId, user_id_by_app: "552177279717587730", event_name: event, timestamp: String(this.#now()) };
  }

  #person(userId: string): Person {
    const known = this.#people.get(userId) ?? { lastInteraction: 0, follows: false, refusal: undefined };
    this.#people.set(userId, known);
    return known;
  }

  #newId(): string {
    this.#lastId += 1;
    return `${oaId}-${this.#lastId}`;
  }

  #newToken(kind: string): string {
    this.#lastId += 1;
    return `${kind}-double_of_a_token-${this.#lastId}-0123456789abcdef`;
  }

  #changed(): void {
    const watchers = [...this.#watchers];
    this.#watchers.clear();
    for (const look of watchers) look();
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", "http://double");
    try {
      const parameters = await readParameters(request, url);
      this.calls.push(url.pathname);
      this.#changed();
      const fault = this.#faultFor(url.pathname, parameters);
      if (fault !== undefined && fault !== "dropAfter") return this.#goWrong(fault, request, response);
      const result = this.#run(url.pathname, request, parameters);
      if (fault === "dropAfter") return void request.socket.destroy();
      answer(response, 200, result);
    } catch (error) {
      const { code, message } = error instanceof Refusal ? error : new Refusal(-1, String(error));
      answer(response, 200, { error: code, message });
    } finally {
      this.#changed();
    }
  }

  #faultFor(path: string, { recipient }: Record<string, unknown>): Fault | undefined {
    const userId = (recipient as { user_id?: string } | undefined)?.user_id ?? "";
    return this.#personFaults.get(userId)?.shift() ?? this.#faults.get(path)?.shift() ?? this.#faults.get("*")?.shift();
  }

  #goWrong(fault: Exclude<Fault, "dropAfter">, request: IncomingMessage, response: ServerResponse): void {
    if (fault === "hang") return;
    if (fault === "drop") return void request.socket.destroy();
    if ("holdMs" in fault) return void setTimeout(() => request.socket.destroy(), fault.holdMs);
    if ("page" in fault) return void response.writeHead(fault.status, { "content-type": "text/html" }).end(fault.page);
    answer(response, 200, { error: fault.code, message: fault.message });
  }

  #run(path: string, request: IncomingMessage, parameters: Record<string, unknown>): object {
    if (path === "/v4/oa/access_token") return this.#giveTokens(request, parameters);
    this.#authorize(request);
    switch (path) {
      case "/v3.0/oa/message/cs":
        return { error: 0, message: "Success", data: this.#sendMessage(parameters) };
      case "/v2.0/oa/getoa":
        return {
          error: 0,
          message: "Success",
          data: { oaid: oaId, ...(this.#options.account ?? { name: "UBND phường X", package_name: "Growth", is_verified: true }) },
        };
      case "/v3.0/oa/message/transaction":
      case "/v3.0/oa/message/promotion":
        throw new Refusal(-233, "message type is not supported any more");
      case "/v2.0/article/create":
        return { error: 0, message: "Success", data: this.broadcasts.create(parameters) };
      case "/v2.0/article/verify":
        return { error: 0, message: "Success", data: this.broadcasts.verify(parameters) };
      case "/v2.0/oa/message":
        this.broadcasts.send(parameters, this.#followers(), this.#now());
        return { error: 0, message: "Success", data: { message_id: this.#newId() } };
      case "/v3.0/oa/message/template":
        return { error: 0, message: "Success", data: this.#tellOfDelivery(this.templates.sendToUser(parameters, this.#now())) };
      case "/message/template":
        return { error: 0, message: "Success", data: this.#tellOfDelivery(this.templates.sendToPhone(parameters, this.#now())) };
      case "/v3.0/oa/user/getlist":
        return { error: 0, message: "Success", data: this.#listFollowers(parameters) };
      default:
        throw new Refusal(-212, "api is not registered");
    }
  }

  #authorize({ headers }: IncomingMessage): void {
    const token = headers.access_token;
    if (token === undefined || headers.authorization !== undefined || token !== this.#access.token) throw new Refusal(-216, "Access token is invalid");
    if (this.#now() >= this.#access.until) throw new Refusal(-220, "Access token is expired");
    const now = this.#now();
    if (now - this.#minute.startedAt >= 60_000) this.#minute = { startedAt: now, calls: 0 };
    this.#minute.calls += 1;
    if (this.#minute.calls > (this.#options.callsPerMinute ?? Infinity)) throw new Refusal(-32, "Rate limit exceeded");
  }

  #giveTokens({ headers }: IncomingMessage, parameters: Record<string, unknown>): object {
    const refuse = (name: string): object => ({ error: -14_002, error_name: name, error_description: "…" });
    if (!String(headers["content-type"]).startsWith("application/x-www-form-urlencoded")) return refuse("invalid content type");
    if (headers.secret_key !== appSecret) return refuse("invalid secret key");
    if (parameters.app_id !== appId) return refuse("invalid app id");
    if (parameters.grant_type === "refresh_token" ? parameters.refresh_token !== this.#refresh : !this.#takesCode(parameters)) return refuse("invalid grant");
    this.#refresh = this.#newToken("refresh");
    this.#access = { token: this.#newToken("access"), until: this.#now() + accessLifeSeconds * 1000 };
    this.refreshes += 1;
    return { access_token: this.#access.token, refresh_token: this.#refresh, expires_in: String(accessLifeSeconds) };
  }

  #takesCode({ code, code_verifier: verifier }: Record<string, unknown>): boolean {
    const challenge = this.#codes.get(String(code));
    this.#codes.delete(String(code));
    return challenge === createHash("sha256").update(String(verifier)).digest("base64url");
  }

  #followers(): string[] {
    return [...this.#people].filter(([, { follows }]) => follows).map(([userId]) => userId);
  }

  #listFollowers({ data }: Record<string, unknown>): object {
    const { offset = 0, count = 0 } = JSON.parse(String(data)) as { offset?: number; count?: number };
    if (count < 1 || count > 50 || offset < 0 || offset > 9951) throw new Refusal(-210, "offset or count is invalid");
    const followers = this.#followers();
    return { total: followers.length, count, offset, users: followers.slice(offset, offset + count).map((userId) => ({ user_id: userId })) };
  }

  /** Brings the event of delivery. By telephone, the recipient is the number, and the message bears the sender's own id. */
  #tellOfDelivery({ to, trackingId }: SentTemplate): object {
    const messageId = this.#newId();
    const message = { msg_id: messageId, ...(trackingId !== undefined && { tracking_id: trackingId }), delivery_time: String(this.#now()) };
    this.push({ ...this.#stamp("user_received_message"), sender: { id: oaId }, recipient: { id: to }, message });
    return { msg_id: messageId, sent_time: String(this.#now()) };
  }

  #sendMessage(parameters: Record<string, unknown>): object {
    const { userId, text, buttons, picture } = checkMessage(parameters);
    if (picture !== undefined && !this.fetchesPictures) throw new Refusal(-201, "url is invalid");
    if (buttons.length > 0 && this.#options.takesButtons === false) throw new Refusal(-201, "attachment is invalid");
    const person = this.#people.get(userId);
    if (person === undefined) throw new Refusal(-213, "user has not followed the OA");
    if (person.refusal !== undefined) throw person.refusal;
    const silentMs = this.#now() - person.lastInteraction;
    if (silentMs > 7 * 24 * hourMs) throw new Refusal(-230, "user has not interacted with the OA in the past 7 days");
    const quota = silentMs <= 48 * hourMs ? "reply" : "paid";
    this.sent.push({ userId, text, buttons, quota, ...(picture !== undefined && { picture }) });
    const messageId = this.#newId();
    if (this.#options.echoes !== false)
      this.push({
        ...this.#stamp(picture === undefined ? "oa_send_text" : "oa_send_image"),
        sender: { id: oaId },
        recipient: { id: userId },
        message: { msg_id: messageId, ...(picture === undefined && { text }) },
      });
    return { message_id: messageId, user_id: userId, sent_time: String(this.#now()), quota: { quota_type: quota === "reply" ? "reply" : "purchase_quota" } };
  }
}

export async function startZaloOaDouble(options?: ZaloOaDoubleOptions): Promise<ZaloOaDouble> {
  const double = new ZaloOaDouble(options);
  await double.open();
  return double;
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/json", "x-ratelimit-limit": "4000" }).end(JSON.stringify(body));
}
