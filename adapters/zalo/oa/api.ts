import { z } from "zod";
import { callServer, NoAnswer, type ServerAnswer } from "../../shared/call-server.js";
import type { FetchParts } from "../../shared/timed-fetch.js";
import { failureOf, ZaloOaFailure } from "./failure.js";
import type { TokenKeeper } from "./token-keeper.js";

export interface ApiParts extends FetchParts {
  readonly tokens: TokenKeeper;
  /** Origin: https://openapi.zalo.me, or a double. */
  readonly apiRoot: string;
}

/** A button under a message: who presses it says its words. */
export interface Button {
  readonly title: string;
  /** What is said. */
  readonly payload: string;
}

const timeoutMs = 15_000;
const envelope = z.object({ error: z.number().int(), message: z.string().catch(""), data: z.unknown().optional() });
const sent = z.object({ message_id: z.coerce.string() });
const account = z.object({ name: z.string().catch(""), package_name: z.string().catch(""), is_verified: z.boolean().catch(false) });

export type Account = z.infer<typeof account>;

/** The calls of the Official Account's API that are used (https://developers.zalo.me/docs/official-account). Each throws `ZaloOaFailure`. */
export class ZaloOaApi {
  readonly #parts: ApiParts;

  constructor(parts: ApiParts) {
    this.#parts = parts;
  }

  /** A free message to somebody who wrote lately ("tin tư vấn"). @returns Zalo's id of it. */
  send(userId: string, text: string, buttons: readonly Button[]): Promise<string> {
    if (buttons.length === 0) return this.#send(userId, { text });
    const payload = { buttons: buttons.map(({ title, payload: words }) => ({ title, type: "oa.query.show", payload: words })) };
    return this.#send(userId, { text, attachment: { type: "template", payload } });
  }

  /** The same with a picture. @param url where Zalo fetches it. */
  sendPicture(userId: string, text: string, url: string): Promise<string> {
    const payload = { template_type: "media", elements: [{ media_type: "image", url }] };
    return this.#send(userId, { text, attachment: { type: "template", payload } });
  }

  async #send(userId: string, message: object): Promise<string> {
    const body = JSON.stringify({ recipient: { user_id: userId }, message });
    return read(sent, await this.#call("POST", "/v3.0/oa/message/cs", body)).message_id;
  }

  async account(): Promise<Account> {
    return read(account, await this.#call("GET", "/v2.0/oa/getoa"));
  }

  /** Once more with another token where Zalo takes this one no longer. */
  async #call(method: "GET" | "POST", path: string, body?: string): Promise<unknown> {
    const token = await this.#parts.tokens.accessToken();
    try {
      return await this.#callWith(token, method, path, body);
    } catch (error) {
      if (!(error instanceof ZaloOaFailure) || error.kind !== "token") throw error;
      return this.#callWith(await this.#parts.tokens.accessToken(token), method, path, body);
    }
  }

  async #callWith(token: string, method: "GET" | "POST", path: string, body: string | undefined): Promise<unknown> {
    const headers = { access_token: token, ...(body !== undefined && { "content-type": "application/json" }) };
    const { status, json } = await this.#ask(`${this.#parts.apiRoot}${path}`, { method, headers, timeoutMs, ...(body !== undefined && { body }) });
    const { data } = envelope.safeParse(json);
    // A page of a gateway. Zalo's own refusals come with the status 200.
    if (data === undefined) throw new ZaloOaFailure("later", `${status} not an answer of Zalo's`, 0, true);
    if (data.error !== 0) throw failureOf(data.error, data.message);
    return data.data;
  }

  async #ask(url: string, call: Parameters<typeof callServer>[1]): Promise<ServerAnswer> {
    try {
      return await callServer(url, call, this.#parts);
    } catch (error) {
      throw error instanceof NoAnswer ? new ZaloOaFailure("later", error.reason, 0, error.isUncertain) : error;
    }
  }
}

function read<T>(form: z.ZodType<T>, data: unknown): T {
  const result = form.safeParse(data);
  if (!result.success) throw new ZaloOaFailure("later", "an answer in an unknown form", 0, true);
  return result.data;
}
