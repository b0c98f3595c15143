import { z } from "zod";
import { timedFetch, type FetchParts } from "../../shared/timed-fetch.js";
import { failureOf, ZaloBotFailure } from "./failure.js";

export interface ApiSettings {
  /** `<digits>:<secret>`, as Zalo Bot Manager gives it. It stands in the path of every call: addresses are never logged. */
  readonly token: string;
  /** Origin of the server. */
  readonly apiRoot: string;
}

/** How long Zalo may hold a request for news, in seconds. Short: it is waited for when the server stops, since what is handed out then is lost. */
const pollSeconds = 5;
const callTimeoutMs = 15_000;
const hintTimeoutMs = 3_000;

const envelope = z.object({
  ok: z.boolean(),
  result: z.unknown().optional(),
  description: z.string().catch(""),
  // A number today; its type is not promised.
  error_code: z.coerce.number().int().catch(0),
});
const identity = z.object({ id: z.string(), account_name: z.string().catch(""), display_name: z.string().catch("") });
const webhookInfo = z.object({ url: z.string().catch("") });
const sentMessage = z.object({ message_id: z.string() });
const probe = z.object({ ok: z.boolean().catch(false), outcome: z.string().catch(""), status_code: z.number().optional().catch(undefined) });

export type Identity = z.infer<typeof identity>;
export type WebhookProbe = z.infer<typeof probe>;

/** The methods of the Zalo Bot Platform that are used (https://docs.zaloplatforms.com/docs/BOT). Each throws `ZaloBotFailure`. */
export class ZaloBotApi {
  readonly #settings: ApiSettings;
  readonly #parts: FetchParts;

  constructor(settings: ApiSettings, parts: FetchParts) {
    this.#settings = settings;
    this.#parts = parts;
  }

  async getMe(): Promise<Identity> {
    return read(identity, await this.#call("getMe", {}));
  }

  /** One update, which Zalo then forgets; `undefined` if none came. */
  async getUpdates(): Promise<unknown> {
    try {
      const result = await this.#call("getUpdates", { timeout: String(pollSeconds) }, { timeoutMs: (pollSeconds + 15) * 1000 });
      return isEmpty(result) ? undefined : result;
    } catch (error) {
      if (error instanceof ZaloBotFailure && error.kind === "nothing_new") return undefined;
      throw error;
    }
  }

  async setWebhook(url: string, secret: string, signal: AbortSignal): Promise<void> {
    await this.#call("setWebhook", { url, secret_token: secret }, { signal });
  }

  async deleteWebhook(signal: AbortSignal): Promise<void> {
    await this.#call("deleteWebhook", {}, { signal });
  }

  /** Where updates are brought; "" if nowhere, or if Zalo does not say. */
  async webhookUrl(): Promise<string> {
    try {
      return read(webhookInfo, await this.#call("getWebhookInfo", {})).url;
    } catch (error) {
      if (error instanceof ZaloBotFailure && error.kind === "unreachable") return "";
      throw error;
    }
  }

  /** Lets Zalo call the webhook once, and tells what came of it. Only so many times a day. */
  async testWebhook(): Promise<WebhookProbe> {
    return read(probe, await this.#call("testWebhook", {}));
  }

  /** @returns Zalo's id of the message. */
  async sendMessage(chatId: string, text: string): Promise<string> {
    return read(sentMessage, await this.#call("sendMessage", { chat_id: chatId, text })).message_id;
  }

  async sendTyping(chatId: string): Promise<void> {
    await this.#call("sendChatAction", { chat_id: chatId, action: "typing" }, { timeoutMs: hintTimeoutMs });
  }

  async #call(method: string, parameters: object, { timeoutMs = callTimeoutMs, signal }: { timeoutMs?: number; signal?: AbortSignal } = {}): Promise<unknown> {
    const { token, apiRoot } = this.#settings;
    const { status, body } = await this.#post(`${apiRoot}/bot${token}/${method}`, JSON.stringify(parameters), timeoutMs, signal);
    const { data } = envelope.safeParse(body);
    // A page of a gateway, which may quote the path and so the token.
    if (data === undefined) throw new ZaloBotFailure("later", `${status} not an answer of the Zalo Bot Platform`, true);
    if (!data.ok) throw failureOf(data.error_code === 0 ? status : data.error_code, data.description);
    return data.result;
  }

  async #post(url: string, body: string, timeoutMs: number, signal: AbortSignal | undefined): Promise<{ status: number; body: unknown }> {
    try {
      const headers = { "content-type": "application/json" };
      const response = await timedFetch(this.#parts, timeoutMs)(url, { method: "POST", headers, body, ...(signal && { signal }) });
      return { status: response.status, body: jsonIn(await response.text()) };
    } catch (error) {
      throw networkFailure(error);
    }
  }
}

function read<T>(form: z.ZodType<T>, result: unknown): T {
  const { data, error } = form.safeParse(result);
  if (error !== undefined) throw new ZaloBotFailure("later", "an answer in an unknown form", true);
  return data as T;
}

function isEmpty(result: unknown): boolean {
  return result === undefined || result === null || (typeof result === "object" && Object.keys(result).length === 0);
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Nothing was sent: there was nobody to send it to. */
const neverSent = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH", "UND_ERR_CONNECT_TIMEOUT"]);

/** The reason is the system's name of the fault: messages of `fetch` may hold the address, and so the token. */
function networkFailure(error: unknown): ZaloBotFailure {
  const { name, cause } = error as { name?: unknown; cause?: { code?: unknown } };
  if (name === "AbortError") return new ZaloBotFailure("later", "no answer in time", true);
  const code = typeof cause?.code === "string" && /^[A-Z_]{3,40}$/u.test(cause.code) ? cause.code : "";
  return new ZaloBotFailure("later", code === "" ? "no connection" : `no connection: ${code}`, !neverSent.has(code));
}
