import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text as readText } from "node:stream/consumers";
import { readTeamsHtml, UnreadableHtml } from "./azure/read-teams-html.js";
import { sentForm, tokenRequestForm, type CardButton, type SentActivity, type SentMessage } from "./azure/sent-forms.js";
import { issuer, publishedKeys, signedToken, type TokenChanges } from "./azure/signer.js";

/** How a call goes wrong. `hang`: no answer before the double closes; `holdMs`: the connection ends after so long. */
export type Fault =
  | { readonly status: number; readonly code: string; readonly retryAfterSeconds?: number }
  | { readonly status: number; readonly page: string }
  | { readonly holdMs: number }
  | "drop"
  | "hang";

export interface AzureDoubleOptions {
  readonly port?: number;
  /** In milliseconds since 1970. */
  readonly now?: () => number;
}

/** A message of the bot's as a person reads it. */
export interface ShownMessage {
  readonly id: string;
  readonly text: string;
  readonly links: readonly string[];
  /** What can be tapped. */
  readonly buttons: readonly Button[];
  readonly sent: SentMessage;
}

interface Button {
  readonly title: string;
  /** What comes back from a card; `undefined`: the words alone. */
  readonly card: CardButton | undefined;
}

/** A chat or a channel of Teams; or a chat on another channel of Azure. */
interface Conversation {
  readonly id: string;
  readonly channelId: string;
  readonly type: "personal" | "groupChat" | "channel" | undefined;
  /** Why the bot may not write there; `undefined`: it may. */
  refusal: Refusal | undefined;
  readonly messages: ShownMessage[];
  readonly faults: Fault[];
  typing: number;
}

/** What somebody writes besides the words. */
export interface Saying {
  /** Where, if not in the chat with the bot alone. */
  readonly group?: string;
  /** The bot is called by its name in front of the words. */
  readonly mentions?: boolean;
  /** Default: a new one. */
  readonly id?: string;
}

/** As the servers refuse a call. */
class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly body: object,
  ) {
    super(String(status));
  }
}

const tenantId = "72f988bf-86f1-41af-91ab-2d7cd011db47";
const tokenSeconds = 3599;
/** In UTF-16. Teams allowed 40 kB for years, and more today. */
const maxMessageBytes = 40 * 1024;

/**
 * Azure on the loopback: Entra's tokens, the keys and the Bot Connector of Azure Bot Service, and people who use Teams. It
 * refuses what the real ones refuse, and what they would overlook.
 */
export class AzureDouble {
  readonly appId = "c9e8c047-2a74-40a2-b28a-b162d5f5327c";
  readonly appSecret = "double~of.a_secret-0123456789";
  readonly tenantId = tenantId;
  readonly bot = { id: `28:${this.appId}`, name: "Trợ lý số" };
  /** Everything that the bot sent with a token that holds, whatever came of it. */
  readonly sent: SentActivity[] = [];
  /** How often each server was asked. */
  readonly asked = { tokens: 0, metadata: 0, keys: 0 };
  /** The secret has run out. */
  isExpired = false;
  readonly #now: () => number;
  readonly #port: number;
  readonly #tokens = new Map<string, number>();
  readonly #conversations = new Map<string, Conversation>();
  readonly #tokenFaults: Fault[] = [];
  readonly #keyFaults: Fault[] = [];
  readonly #watchers = new Set<() => void>();
  readonly #server: Server;
  #endpoint = "";
  /** As in Teams, a time: what a bot remembers of an earlier double is not met again. */
  #lastId: number;

  constructor({ port = 0, now = Date.now }: AzureDoubleOptions = {}) {
    this.#port = port;
    this.#now = now;
    this.#lastId = now();
    this.#server = createServer((request, response) => void this.#serve(request, response));
  }

  async open(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(this.#port, "127.0.0.1", resolve));
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
    this.#changed();
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Where the bot is to answer, as Teams forms it. */
  get serviceUrl(): string {
    return `${this.url}/apac/${tenantId}/`;
  }

  /** Settings with which the bot talks to the double. */
  get environment(): Readonly<Record<string, string>> {
    const { appId, appSecret, url } = this;
    return {
      AZURE_APP_ID: appId,
      AZURE_APP_SECRET: appSecret,
      AZURE_TENANT_ID: tenantId,
      AZURE_LOGIN_ROOT: url,
      AZURE_KEYS_ROOT: url,
      AZURE_SERVICE_ORIGINS: url,
    };
  }

  /** The messaging endpoint of the bot. */
  connect(endpoint: string): void {
    this.#endpoint = endpoint;
  }

  userId(person: number): string {
    return `29:person-${person}`;
  }

  /** The bot's messages in somebody's chat, or in a group, oldest first. */
  said(where: number | string): readonly ShownMessage[] {
    return this.#conversation(where).messages;
  }

  /** Resolves with them once there are so many. */
  heard(where: number | string, count = 1): Promise<readonly ShownMessage[]> {
    return this.until(() => this.said(where).length >= count && this.said(where));
  }

  /** How often the bot showed there that it is typing. */
  typingIn(where: number | string): number {
    return this.#conversation(where).typing;
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

  /** The next messages there go wrong, each in its way. */
  fail(where: number | string, ...faults: Fault[]): void {
    this.#conversation(where).faults.push(...faults);
  }

  failTokens(...faults: Fault[]): void {
    this.#tokenFaults.push(...faults);
  }

  failKeys(...faults: Fault[]): void {
    this.#keyFaults.push(...faults);
  }

  /** No token that was given holds any longer. */
  revokeTokens(): void {
    this.#tokens.clear();
  }

  block(where: number | string): void {
    this.#conversation(where).refusal = refusal(403, "ConversationBlockedByUser", "User blocked the conversation with the bot.");
  }

  unblock(where: number | string): void {
    this.#conversation(where).refusal = undefined;
  }

  /** Somebody installs the bot, and it is told so. @returns the status with which it answers */
  install(person: number): Promise<number> {
    const membersAdded = [{ id: this.bot.id }, { id: this.userId(person) }];
    return this.bring({ ...this.#activity(person, person), type: "conversationUpdate", membersAdded });
  }

  /** Somebody writes. @returns the status with which the bot answers */
  say(person: number, text: string, { group, mentions = false, id }: Saying = {}): Promise<number> {
    const name = `<at>${this.bot.name}</at>`;
    return this.bring({
      ...this.#activity(person, group ?? person, id),
      type: "message",
      textFormat: "plain",
      text: mentions ? `${name} ${text}` : text,
      ...(mentions && { entities: [{ type: "mention", mentioned: this.bot, text: name }] }),
    });
  }

  /** Taps a button of a message. */
  press(person: number, message: ShownMessage, words: string, group?: string): Promise<number> {
    const button = message.buttons.find(({ title }) => title === words);
    if (button === undefined) throw new Error(`There is no button ${words}.`);
    const activity = { ...this.#activity(person, group ?? person), type: "message" };
    if (button.card === undefined) return this.bring({ ...activity, text: words });
    return this.bring({ ...activity, text: button.card.text, value: button.card.value, replyToId: message.id });
  }

  /** Sends something else than words. */
  send(person: number, contentType: string): Promise<number> {
    return this.bring({ ...this.#activity(person, person), type: "message", attachments: [{ contentType, contentUrl: `${this.serviceUrl}v3/attachments/1` }] });
  }

  /** Brings any activity, as it is, with the token that belongs to it, or one that differs. @returns the status */
  async bring(activity: Record<string, unknown>, changes: TokenChanges = {}): Promise<number> {
    const token = await this.token(activity.serviceUrl as string, changes);
    const { status } = await fetch(this.#endpoint, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
      body: JSON.stringify(activity),
    });
    return status;
  }

  token(serviceUrl = this.serviceUrl, changes: TokenChanges = {}): Promise<string> {
    return signedToken(this.appId, serviceUrl, this.#now(), changes);
  }

  #activity(person: number, where: number | string, id = String((this.#lastId += 1))): Record<string, unknown> {
    const conversation = this.#conversation(where);
    const isGroup = conversation.type !== "personal";
    return {
      id,
      timestamp: new Date(this.#now()).toISOString(),
      serviceUrl: this.serviceUrl,
      channelId: conversation.channelId,
      from: { id: this.userId(person), name: "Người", aadObjectId: "00000000-0000-0000-0000-000000000001" },
      conversation: { id: conversation.id, conversationType: conversation.type, tenantId, ...(isGroup && { isGroup }) },
      recipient: this.bot,
      channelData: { tenant: { id: tenantId } },
    };
  }

  /** Made when it is first spoken of. */
  #conversation(where: number | string): Conversation {
    const id = typeof where === "number" ? `a:person-${where}` : `19:${where}@thread.v2`;
    const known = this.#conversations.get(id);
    if (known !== undefined) return known;
    const type = typeof where === "number" ? "personal" : "groupChat";
    const made: Conversation = { id, channelId: "msteams", type, refusal: undefined, messages: [], faults: [], typing: 0 };
    this.#conversations.set(id, made);
    return made;
  }

  #changed(): void {
    const watchers = [...this.#watchers];
    this.#watchers.clear();
    for (const look of watchers) look();
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const path = new URL(request.url ?? "/", "http://double").pathname;
      const body = await readText(request);
      const fault = this.#faultFor(path, body);
      if (fault !== undefined) return goWrong(fault, request, response);
      const { status, answer } = this.#answer(request, path, body);
      json(response, status, answer);
    } catch (error) {
      const { status, body } = error instanceof Refusal ? error : refusal(500, "ServiceError", String(error));
      json(response, status, body);
    } finally {
      this.#changed();
    }
  }

  #faultFor(path: string, body: string): Fault | undefined {
    if (path.endsWith("/token")) return this.#tokenFaults.shift();
    if (path.startsWith("/v1/.well-known/")) return this.#keyFaults.shift();
    const isMessage = body.includes('"type":"message"');
    return isMessage ? this.#conversations.get(conversationIn(path) ?? "")?.faults.shift() : undefined;
  }

  #answer({ method, headers }: IncomingMessage, path: string, body: string): { status: number; answer: object } {
    if (method === "GET" && path === "/v1/.well-known/openidconfiguration") {
      this.asked.metadata += 1;
      const jwks = `${this.url}/v1/.well-known/keys`;
      return { status: 200, answer: { issuer, jwks_uri: jwks, id_token_signing_alg_values_supported: ["RS256"] } };
    }
    if (method === "GET" && path === "/v1/.well-known/keys") {
      this.asked.keys += 1;
      return { status: 200, answer: publishedKeys };
    }
    if (method === "POST" && path.endsWith("/oauth2/v2.0/token")) return { status: 200, answer: this.#giveToken(path, headers["content-type"], body) };
    const conversationId = conversationIn(path);
    if (method !== "POST" || conversationId === undefined) throw refusal(404, "NotFound", "No HTTP resource was found");
    return { status: 201, answer: this.#take(conversationId, headers.authorization, body) };
  }

  /** Entra: https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow. */
  #giveToken(path: string, type: string | undefined, body: string): object {
    this.asked.tokens += 1;
    const form = tokenRequestForm.safeParse(Object.fromEntries(new URLSearchParams(body)));
    if (type !== "application/x-www-form-urlencoded" || !form.success) throw tokenRefusal(400, "invalid_request", 900144);
    if (path !== `/${tenantId}/oauth2/v2.0/token`) throw tokenRefusal(400, "invalid_request", 90002);
    if (form.data.client_id !== this.appId) throw tokenRefusal(400, "unauthorized_client", 700016);
    if (this.isExpired) throw tokenRefusal(401, "invalid_client", 7000222);
    if (form.data.client_secret !== this.appSecret) throw tokenRefusal(401, "invalid_client", 7000215);
    const token = `double-of-a-token-${this.asked.tokens}`;
    this.#tokens.set(token, this.#now() + tokenSeconds * 1000);
    return { token_type: "Bearer", expires_in: tokenSeconds, ext_expires_in: tokenSeconds, access_token: token };
  }

  #take(conversationId: string, authorization: string | undefined, body: string): object {
    const token = /^Bearer (.+)$/u.exec(authorization ?? "")?.[1] ?? "";
    if ((this.#tokens.get(token) ?? 0) <= this.#now()) throw new Refusal(401, { message: "Authorization has been denied for this request." });
    if (body.length * 2 > maxMessageBytes) throw refusal(413, "MessageSizeTooBig", "Message size too large.");
    const form = sentForm.safeParse(JSON.parse(body));
    if (!form.success) throw refusal(400, "BadArgument", form.error.message);
    const activity = form.data;
    this.sent.push(activity);
    const conversation = this.#conversations.get(conversationId);
    if (conversation === undefined || activity.conversation.id !== conversationId) throw refusal(404, "ConversationNotFound", "Conversation not found.");
    if (activity.from.id !== this.bot.id || activity.serviceUrl !== this.serviceUrl) throw refusal(400, "BadArgument", "Not this bot's conversation");
    if (conversation.refusal !== undefined) throw conversation.refusal;
    const id = String((this.#lastId += 1));
    if (activity.type === "typing") conversation.typing += 1;
    else conversation.messages.push(shown(id, activity));
    return { id };
  }
}

export async function startAzureDouble(options?: AzureDoubleOptions): Promise<AzureDouble> {
  const double = new AzureDouble(options);
  await double.open();
  return double;
}

function shown(id: string, sent: SentMessage): ShownMessage {
  const { text, links } = sent.textFormat === "xml" ? readable(sent.text) : { text: sent.text, links: [] };
  if (text.trim() === "") throw refusal(400, "BadArgument", "Activity must include non empty 'text' field");
  const cards = sent.attachments?.flatMap(({ content }) => content.buttons) ?? [];
  const suggested = sent.suggestedActions?.actions ?? [];
  if (cards.length > 0 && suggested.length > 0) throw refusal(400, "BadArgument", "Suggested actions are not shown beside attachments");
  const buttons = [...cards.map((card) => ({ title: card.title, card })), ...suggested.map(({ title }) => ({ title, card: undefined }))];
  return { id, text, links, buttons, sent };
}

function readable(html: string): { text: string; links: string[] } {
  try {
    return readTeamsHtml(html);
  } catch (error) {
    if (error instanceof UnreadableHtml) throw refusal(400, "BadArgument", `Unknown markup: ${error.message}`);
    throw error;
  }
}

function conversationIn(path: string): string | undefined {
  const id = /^\/apac\/[\w-]+\/v3\/conversations\/([^/]+)\/activities$/u.exec(path)?.[1];
  return id === undefined ? undefined : decodeURIComponent(id);
}

function refusal(status: number, code: string, message: string): Refusal {
  return new Refusal(status, { error: { code, message } });
}

function tokenRefusal(status: number, error: string, number: number): Refusal {
  return new Refusal(status, { error, error_description: `AADSTS${number}: …`, error_codes: [number] });
}

function goWrong(fault: Fault, request: IncomingMessage, response: ServerResponse): void {
  if (fault === "hang") return;
  if (fault === "drop") return void request.socket.destroy();
  if ("holdMs" in fault) return void setTimeout(() => request.socket.destroy(), fault.holdMs);
  if ("page" in fault) return void response.writeHead(fault.status, { "content-type": "text/html" }).end(fault.page);
  const { status, code, retryAfterSeconds } = fault;
  if (retryAfterSeconds !== undefined) response.setHeader("retry-after", retryAfterSeconds);
  json(response, status, { error: { code, message: "…" } });
}

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}
