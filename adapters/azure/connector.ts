import { ConnectorClient, HttpClient, HttpError, type HttpRequestConfig, type HttpResponse } from "@microsoft/agents-hosting";
import { fromJson, type ActivityJson } from "../../src/activity/activity.js";
import { timedFetch, type FetchParts } from "../shared/timed-fetch.js";
import type { AccessTokens } from "./access-tokens.js";
import type { Place } from "./channel.js";
import { StrangeAnswer } from "./failure.js";
import type { ServiceAddresses } from "./service-addresses.js";

/** Long enough for a message … */
const callTimeoutMs = 15_000;
/** … and for what is not worth waiting for. */
const hintTimeoutMs = 3_000;

export interface ConnectorParts extends FetchParts {
  readonly tokens: AccessTokens;
  readonly serviceAddresses: ServiceAddresses;
}

/** Speaks by way of the Bot Connector (https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference). */
export class Connector {
  readonly #tokens: AccessTokens;
  readonly #serviceAddresses: ServiceAddresses;
  readonly #fetchCall: TimedFetch;
  readonly #fetchHint: TimedFetch;

  constructor({ tokens, serviceAddresses, ...parts }: ConnectorParts) {
    this.#tokens = tokens;
    this.#serviceAddresses = serviceAddresses;
    this.#fetchCall = timedFetch(parts, callTimeoutMs);
    this.#fetchHint = timedFetch(parts, hintTimeoutMs);
  }

  /** @returns the channel's id of the message, if it tells one. @throws what `failureOf` reads */
  send(place: Place, activity: ActivityJson): Promise<string | undefined> {
    return this.#send(place, activity, this.#fetchCall);
  }

  /** The same, for what nobody misses. */
  hint(place: Place, activity: ActivityJson): Promise<string | undefined> {
    return this.#send(place, activity, this.#fetchHint);
  }

  /** Whether the bot's token and words may go there. */
  mayCall({ serviceUrl }: Place): boolean {
    return this.#serviceAddresses.isAllowed(serviceUrl);
  }

  async #send(place: Place, activity: ActivityJson, fetch: TimedFetch): Promise<string | undefined> {
    const token = await this.#tokens.get();
    const { id } = await new ClientOf(place.serviceUrl, token, fetch).sendToConversation(place.conversationId, fromJson(activity));
    return id === "" ? undefined : id;
  }
}

type TimedFetch = ReturnType<typeof timedFetch>;

/** The SDK's client over a `fetch` that ends in time. */
class ClientOf extends ConnectorClient {
  constructor(serviceUrl: string, token: string, fetch: TimedFetch) {
    const headers = { accept: "application/json", "content-type": "application/json", authorization: `Bearer ${token}` };
    super(new HttpClientOver(fetch, serviceUrl.replace(/\/+$/u, ""), headers));
  }
}

class HttpClientOver extends HttpClient {
  readonly #fetch: TimedFetch;

  constructor(fetch: TimedFetch, baseURL: string, headers: Record<string, string>) {
    super({ baseURL, headers });
    this.#fetch = fetch;
  }

  override async request<T>(config: HttpRequestConfig): Promise<HttpResponse<T>> {
    const response = await this.#fetch(`${this.baseURL}/${config.url}`, {
      method: config.method.toUpperCase(),
      headers: this.defaultHeaders,
      body: JSON.stringify(config.data),
    });
    const { ok, status, statusText, headers } = response;
    const answer: HttpResponse = { data: readAnswer(await response.text()), status, statusText, headers, config };
    if (!ok) throw new HttpError(`status ${status}`, answer, config);
    if (answer.data === undefined) throw new StrangeAnswer();
    return answer as HttpResponse<T>;
  }
}

/** `undefined` for what is no object in JSON. Some channels take a message without a word. */
function readAnswer(text: string): { id?: string } | undefined {
  if (text.trim() === "") return {};
  try {
    const answer = JSON.parse(text) as { id?: unknown } | null;
    if (typeof answer !== "object" || answer === null) return undefined;
    return typeof answer.id === "string" || answer.id === undefined ? (answer as { id?: string }) : undefined;
  } catch {
    return undefined;
  }
}
