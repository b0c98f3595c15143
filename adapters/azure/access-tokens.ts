import { z } from "zod";
import { networkFailureOf } from "../shared/network-failure.js";
import { timedFetch, type FetchParts } from "../shared/timed-fetch.js";

export interface Credentials {
  /** The bot's Microsoft App ID. */
  readonly appId: string;
  readonly appSecret: string;
  /** Where the bot is registered; `botframework.com` for a bot of many tenants. */
  readonly tenantId: string;
  /** Origin of Microsoft Entra's server. */
  readonly loginRoot: string;
}

/** Entra does not give a token for these credentials. The message holds its name and number of the fault, nothing else. */
export class TokenRefusal extends Error {
  override readonly name = "TokenRefusal";

  /** @param number of the fault, as in AADSTS7000215; 0 if it has none. */
  constructor(
    code: string,
    readonly number: number,
  ) {
    super(number === 0 ? code : `${code} AADSTS${number}`);
  }
}

/** Entra could not say. Nothing was sent with the token that there is not. */
export class TokenTrouble extends Error {
  override readonly name = "TokenTrouble";
}

/** What the token is for. */
const scope = "https://api.botframework.com/.default";
const timeoutMs = 10_000;
/** It is renewed so long before it ends. */
const marginMs = 5 * 60 * 1000;

const tokenForm = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() });
const refusalForm = z.object({ error: z.string().regex(/^\w{1,60}$/), error_codes: z.array(z.number().int()).default([]) });

/** The token with which the bot speaks: asked of Entra when it is needed, and kept until it ends. */
export class AccessTokens {
  readonly #credentials: Credentials;
  readonly #fetch: ReturnType<typeof timedFetch>;
  readonly #now: () => number;
  #kept: { readonly token: string; readonly renewAt: number } | undefined;
  #asked: Promise<string> | undefined;

  constructor(credentials: Credentials, parts: FetchParts & { readonly now: () => number }) {
    this.#credentials = credentials;
    this.#fetch = timedFetch(parts, timeoutMs);
    this.#now = parts.now;
  }

  /** @throws TokenRefusal or TokenTrouble; the next call asks again. */
  get(): Promise<string> {
    if (this.#kept !== undefined && this.#now() < this.#kept.renewAt) return Promise.resolve(this.#kept.token);
    this.#asked ??= this.#ask().finally(() => (this.#asked = undefined));
    return this.#asked;
  }

  /** The token is not accepted: it is not used again. */
  forget(): void {
    this.#kept = undefined;
  }

  async #ask(): Promise<string> {
    const { appId, appSecret, tenantId, loginRoot } = this.#credentials;
    const form = new URLSearchParams({ grant_type: "client_credentials", client_id: appId, client_secret: appSecret, scope });
    const response = await this.#fetch(`${loginRoot}/${encodeURIComponent(tenantId)}/oauth2/v2.0/token`, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded", accept: "application/json" },
      body: form.toString(),
    }).catch((error: unknown) => {
      throw new TokenTrouble(networkFailureOf(error).reason);
    });
    const body: unknown = await response.json().catch(() => undefined);
    if (!response.ok) throw refusalOf(response.status, body);
    const given = tokenForm.safeParse(body).data;
    if (given === undefined) throw new TokenTrouble("no token in the answer");
    this.#kept = { token: given.access_token, renewAt: this.#now() + given.expires_in * 1000 - marginMs };
    return given.access_token;
  }
}

function refusalOf(status: number, body: unknown): Error {
  const refusal = refusalForm.safeParse(body).data;
  const isFinal = status < 500 && status !== 429 && refusal !== undefined && refusal.error !== "temporarily_unavailable";
  return isFinal ? new TokenRefusal(refusal.error, refusal.error_codes[0] ?? 0) : new TokenTrouble(`status ${status}`);
}
