import { createHash } from "node:crypto";
import { z } from "zod";
import type { ChannelStore } from "../../../src/activity/push-channel.js";
import type { FetchParts } from "../../shared/timed-fetch.js";
import { faultOf, ZaloOaFailure } from "./failure.js";
import { refreshTokens, type OauthSettings } from "./oauth.js";

export interface KeeperSettings extends OauthSettings {
  /** A refresh token that an operator got by consent; `undefined`: the one that is kept goes on. */
  readonly refreshToken: string | undefined;
}

export interface KeeperParts extends FetchParts {
  readonly store: ChannelStore;
  /** In milliseconds since 1970. */
  readonly now: () => number;
  readonly onFault: (error: unknown) => void;
}

const name = "zalo-oa tokens";
/** An access token lives 25 hours: it is changed when a fifth of them is left. */
const renewBeforeMs = 5 * 60 * 60 * 1000;
/** After a refusal Zalo is not asked again at once: only a person can help. */
const pauseAfterRefusalMs = 10 * 60 * 1000;

const keptForm = z.object({
  accessToken: z.string(),
  refreshToken: z.string(),
  expiresAt: z.number(),
  /** The refresh token before this one: where the answer to its use was lost, Zalo may take it again. */
  previousRefreshToken: z.string().optional(),
  /** Digest of the operator's token that was begun with. */
  begunWith: z.string().optional(),
});
type Kept = z.infer<typeof keptForm>;
type Outcome = { readonly accessToken: string } | { readonly failure: ZaloOaFailure };

/**
 * Keeps the account's tokens. A refresh token works once and its use ends the old access token too, so it is used by one
 * process at a time, and the new pair is safe before anybody uses it. If the process dies between, the old token is tried
 * once more, and the one before it; if Zalo takes neither, an admin must consent again.
 */
export class TokenKeeper {
  readonly #settings: KeeperSettings;
  readonly #parts: KeeperParts;
  /** A restart asks again at once: an operator may have put something right. */
  #refusedAt = -Infinity;

  constructor(settings: KeeperSettings, parts: KeeperParts) {
    this.#settings = settings;
    this.#parts = parts;
  }

  /** A valid access token. @param refused one that Zalo does not take any more. @throws ZaloOaFailure */
  async accessToken(refused?: string): Promise<string> {
    const { store } = this.#parts;
    const kept = keptForm.safeParse(await store.get(name)).data;
    if (kept !== undefined && this.#isGood(kept, refused)) return kept.accessToken;
    const outcome = await store.change(name, async (value) => this.#renew(keptForm.safeParse(value).data, refused));
    if ("failure" in outcome) throw outcome.failure;
    return outcome.accessToken;
  }

  #isGood({ accessToken, expiresAt, begunWith }: Kept, refused: string | undefined): boolean {
    const isOperatorsNewer = this.#settings.refreshToken !== undefined && begunWith !== digest(this.#settings.refreshToken);
    return accessToken !== "" && accessToken !== refused && !isOperatorsNewer && this.#parts.now() < expiresAt - renewBeforeMs;
  }

  async #renew(kept: Kept | undefined, refused: string | undefined): Promise<{ value: unknown; result: Outcome }> {
    const { now, onFault } = this.#parts;
    // Another process was faster.
    if (kept !== undefined && this.#isGood(kept, refused)) return { value: kept, result: { accessToken: kept.accessToken } };
    const begunWith = this.#settings.refreshToken === undefined ? kept?.begunWith : digest(this.#settings.refreshToken);
    const isNew = begunWith !== kept?.begunWith;
    if (!isNew && now() - this.#refusedAt < pauseAfterRefusalMs)
      return { value: kept, result: { failure: new ZaloOaFailure("consent", "no valid refresh token") } };
    const candidates = [isNew ? this.#settings.refreshToken : undefined, kept?.refreshToken, kept?.previousRefreshToken].filter((token) => token !== undefined);
    let failure = new ZaloOaFailure("consent", "no refresh token yet");
    for (const candidate of new Set(candidates.filter((token) => token !== ""))) {
      try {
        const { accessToken, refreshToken, lifeMs } = await refreshTokens(candidate, this.#settings, this.#parts);
        const value: Kept = {
          accessToken,
          refreshToken,
          expiresAt: now() + lifeMs,
          previousRefreshToken: candidate,
          ...(begunWith !== undefined && { begunWith }),
        };
        return { value, result: { accessToken } };
      } catch (error) {
        if (!(error instanceof ZaloOaFailure)) throw error;
        // What the network hides may pass; the tokens stay as they are.
        if (error.kind !== "consent") return { value: kept, result: { failure: error } };
        failure = error;
      }
    }
    onFault(faultOf("refresh", failure));
    const [refreshToken = "", previousRefreshToken] = candidates;
    const value: Kept = { accessToken: "", refreshToken, previousRefreshToken, expiresAt: 0, begunWith };
    this.#refusedAt = now();
    return { value, result: { failure } };
  }
}

function digest(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}
