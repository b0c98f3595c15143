import { timedFetch, type FetchParts } from "./timed-fetch.js";

/** No answer came. Its message holds no address. */
export class NoAnswer extends Error {
  override readonly name = "NoAnswer";

  /** @param isUncertain the server may have done it all the same. */
  constructor(
    readonly reason: string,
    readonly isUncertain: boolean,
  ) {
    super(reason);
  }
}

export interface ServerCall {
  readonly method: "GET" | "POST";
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

export interface ServerAnswer {
  readonly status: number;
  /** What its JSON says; `undefined` if it is none. */
  readonly json: unknown;
}

/** Calls a channel's server. @throws NoAnswer */
export async function callServer(url: string, { method, headers, body, timeoutMs, signal }: ServerCall, parts: FetchParts): Promise<ServerAnswer> {
  try {
    const response = await timedFetch(parts, timeoutMs)(url, {
      method,
      headers: { ...headers },
      ...(body !== undefined && { body }),
      ...(signal && { signal }),
    });
    return { status: response.status, json: jsonIn(await response.text()) };
  } catch (error) {
    throw noAnswer(error);
  }
}

/** What a text says as JSON; `undefined` if it is none. */
export function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Nothing was sent: there was nobody to send it to. */
const neverSent = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH", "UND_ERR_CONNECT_TIMEOUT"]);

/** The reason is the system's name of the fault: messages of `fetch` may hold the address, and so a token. */
function noAnswer(error: unknown): NoAnswer {
  const { name, cause } = error as { name?: unknown; cause?: { code?: unknown } };
  if (name === "AbortError") return new NoAnswer("no answer in time", true);
  const code = typeof cause?.code === "string" && /^[A-Z_]{3,40}$/u.test(cause.code) ? cause.code : "";
  return new NoAnswer(code === "" ? "no connection" : `no connection: ${code}`, !neverSent.has(code));
}
