import { Api, type ApiClientOptions } from "grammy";
import { timedFetch, type FetchParts } from "../shared/timed-fetch.js";

/** grammY's type of a signal; Node's own is one. */
export type ApiSignal = Parameters<Api["deleteWebhook"]>[1];

export interface ApiSettings {
  readonly token: string;
  /** Where Telegram's Bot API is served, without a slash at its end. */
  readonly apiRoot: string;
}

/** How long Telegram may hold a request for news, in seconds. */
export const pollSeconds = 30;

/** Telegram's methods, by how long an answer may take. */
export interface Apis {
  readonly calls: Api;
  /** For what is not worth waiting for. */
  readonly hints: Api;
  /** For `getUpdates`. */
  readonly polls: Api;
}

export function createApis(settings: ApiSettings, parts: FetchParts): Apis {
  return {
    calls: createApi(settings, parts, 15_000),
    hints: createApi(settings, parts, 3_000),
    polls: createApi(settings, parts, pollSeconds * 1000 + 15_000),
  };
}

function createApi({ token, apiRoot }: ApiSettings, parts: FetchParts, timeoutMs: number): Api {
  // grammY's types are those of the package node-fetch.
  const fetch = timedFetch(parts, timeoutMs) as unknown as ApiClientOptions["fetch"];
  return new Api(token, { apiRoot: apiRoot.replace(/\/+$/u, ""), fetch });
}
