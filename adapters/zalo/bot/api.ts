import { z } from "zod";
import { callServer, NoAnswer, type ServerAnswer } from "../../shared/call-server.js";
import type { FetchParts } from "../../shared/timed-fetch.js";
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

  /** @param url where Zalo fetches the picture: it takes none that is handed over. @returns Zalo's id of the message. */
  async sendPhoto(chatId: string, url: string, caption: string): Promise<string> {
    return read(sentMessage, await this.#call("sendPhoto", { chat_id: chatId, photo: url, caption })).message_id;
  }

  async sendTyping(chatId: string): Promise<void> {
    await this.#call("sendChatAction", { chat_id: chatId, action: "typing" }, { timeoutMs: hintTimeoutMs });
  }

  async #call(method: string, parameters: object, { timeoutMs = callTimeoutMs, signal }: { timeoutMs?: number; signal?: AbortSignal } = {}): Promise<unknown> {
    const { token, apiRoot } = this.#settings;
    const { status, json } = await this.#post(`${apiRoot}/bot${token}/${method}`, JSON.stringify(parameters), timeoutMs, signal);
    const { data } = envelope.safeParse(json);
    // A page of a gateway, which may quote the path and so the token.
    if (data === undefined) throw new ZaloBotFailure("later", `${status} not an answer of the Zalo Bot Platform`, true);
    if (!data.ok) throw failureOf(data.error_code === 0 ? status : data.error_code, data.description);
    return data.result;
  }

  async #post(url: string, body: string, timeoutMs: number, signal: AbortSignal | undefined): Promise<ServerAnswer> {
    try {
      const headers = { "content-type": "application/json" };
      return await callServer(url, { method: "POST", headers, body, timeoutMs, ...(signal && { signal }) }, this.#parts);
    } catch (error) {
      throw error instanceof NoAnswer ? new ZaloBotFailure("later", error.reason, error.isUncertain) : error;
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
