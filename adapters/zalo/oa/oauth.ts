import { createHash } from "node:crypto";
import { z } from "zod";
import { callServer, NoAnswer } from "../../shared/call-server.js";
import type { FetchParts } from "../../shared/timed-fetch.js";
import { ZaloOaFailure } from "./failure.js";

export interface OauthSettings {
  readonly appId: string;
  readonly appSecret: string;
  /** Origin: https://oauth.zaloapp.com, or a double. */
  readonly oauthRoot: string;
}

/** What Zalo gives for a consent or for a refresh token, which it takes once only. */
export interface TokenPair {
  readonly accessToken: string;
  readonly refreshToken: string;
  /** Of the access token, in milliseconds. */
  readonly lifeMs: number;
}

const timeoutMs = 15_000;
const pairForm = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  // A text in Zalo's own sample.
  expires_in: z.coerce.number().positive(),
});
const refusalForm = z.object({ error: z.number().catch(0), error_name: z.string().catch("") });

/** @throws ZaloOaFailure `later` without an answer, `consent` for any refusal: Zalo documents none that would pass. */
export function refreshTokens(refreshToken: string, settings: OauthSettings, parts: FetchParts): Promise<TokenPair> {
  return askForTokens({ grant_type: "refresh_token", refresh_token: refreshToken }, settings, parts);
}

/** @param verifier that the consent was asked with. @throws ZaloOaFailure */
export function exchangeCode(code: string, verifier: string, settings: OauthSettings, parts: FetchParts): Promise<TokenPair> {
  return askForTokens({ grant_type: "authorization_code", code, code_verifier: verifier }, settings, parts);
}

/** Where an admin of the account consents. PKCE, S256 (RFC 7636). @param verifier 43 characters of base64url */
export function consentUrl(redirectUri: string, verifier: string, { appId, oauthRoot }: Pick<OauthSettings, "appId" | "oauthRoot">): string {
  const challenge = createHash("sha256").update(verifier).digest("base64url");
  return `${oauthRoot}/v4/oa/permission?${new URLSearchParams({ app_id: appId, redirect_uri: redirectUri, code_challenge: challenge }).toString()}`;
}

async function askForTokens(grant: Record<string, string>, { appId, appSecret, oauthRoot }: OauthSettings, parts: FetchParts): Promise<TokenPair> {
  const headers = { "content-type": "application/x-www-form-urlencoded", secret_key: appSecret };
  const body = new URLSearchParams({ app_id: appId, ...grant }).toString();
  const { status, json } = await callServer(`${oauthRoot}/v4/oa/access_token`, { method: "POST", headers, body, timeoutMs }, parts).catch((error: unknown) => {
    throw error instanceof NoAnswer ? new ZaloOaFailure("later", error.reason, 0, error.isUncertain) : error;
  });
  const { data } = pairForm.safeParse(json);
  if (data !== undefined) return { accessToken: data.access_token, refreshToken: data.refresh_token, lifeMs: data.expires_in * 1000 };
  const refusal = refusalForm.safeParse(json).data;
  // A gateway's page, or a fault of Zalo's own: whether the token was used up is not known.
  if (refusal === undefined || status >= 500) throw new ZaloOaFailure("later", `${status} not an answer of Zalo's OAuth`, 0, true);
  throw new ZaloOaFailure("consent", `${refusal.error} ${refusal.error_name.slice(0, 60)}`.trim(), refusal.error);
}
