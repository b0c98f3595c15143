import type { PushChannelParts } from "../../src/activity/push-channel.js";

export type FetchParts = Pick<PushChannelParts, "fetch" | "wait">;

/** What a request needs of `fetch`. */
export interface FetchOptions {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
  readonly signal?: Pick<AbortSignal, "aborted" | "addEventListener" | "removeEventListener"> | null;
}

/**
 * `fetch` that gives up on an answer which is not whole after `timeoutMs`, and follows no redirection: a path may hold
 * a token. Signals of libraries are not always Node's, so each request gets one of its own.
 */
export function timedFetch({ fetch, wait }: FetchParts, timeoutMs: number): (url: string, options: FetchOptions) => Promise<Response> {
  return async (url, { method, headers, body, signal }) => {
    const cut = new AbortController();
    const done = new AbortController();
    const abort = (): void => cut.abort();
    if (signal?.aborted === true) abort();
    signal?.addEventListener("abort", abort);
    void wait(timeoutMs, done.signal).then(abort);
    try {
      const response = await fetch(url, { method, headers, body, redirect: "error", signal: cut.signal });
      const { status, statusText, headers: answered } = response;
      const whole = await response.arrayBuffer();
      // Some statuses allow no body, not even an empty one.
      return new Response(whole.byteLength === 0 ? null : whole, { status, statusText, headers: answered });
    } finally {
      done.abort();
      signal?.removeEventListener("abort", abort);
    }
  };
}
