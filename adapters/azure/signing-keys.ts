import { z } from "zod";
import { timedFetch, type FetchParts } from "../shared/timed-fetch.js";

/** A key with which the Bot Connector signs. */
const keyForm = z.object({
  kty: z.literal("RSA"),
  kid: z.string().min(1),
  n: z.string().min(1),
  e: z.string().min(1),
  /** The channels that it may sign for; `undefined`: any. */
  endorsements: z.array(z.string()).optional(),
});
const keysForm = z.object({ keys: z.array(z.unknown()) });
const metadataForm = z.object({ issuer: z.string().min(1), jwks_uri: z.url() });

export type SigningKey = z.infer<typeof keyForm>;

/** The keys that are in use, and who uses them. */
export interface KnownKeys {
  readonly issuer: string;
  readonly byId: ReadonlyMap<string, SigningKey>;
}

/** The keys could not be had: nothing can be said of a signature. */
export class KeysUnavailable extends Error {
  override readonly name = "KeysUnavailable";
}

const metadataPath = "/v1/.well-known/openidconfiguration";
const timeoutMs = 5_000;
/** As the documentation of the Bot Connector asks. */
const renewAfterMs = 24 * 60 * 60 * 1000;
/** A signature by an unknown key does not make us ask more often, whoever sends it. */
const askAgainAfterMs = 60_000;

/**
 * The keys of the Bot Connector, by its OpenID metadata
 * (https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication).
 */
export class SigningKeys {
  readonly #root: string;
  readonly #fetch: ReturnType<typeof timedFetch>;
  readonly #now: () => number;
  #known: KnownKeys | undefined;
  #askedAt = -Infinity;
  #asked: Promise<KnownKeys> | undefined;

  /** @param root origin of the server of the metadata */
  constructor(root: string, parts: FetchParts & { readonly now: () => number }) {
    this.#root = root;
    this.#fetch = timedFetch(parts, timeoutMs);
    this.#now = parts.now;
  }

  /** Who signs, and the key of this id, if there is one. @throws KeysUnavailable */
  async find(keyId: string): Promise<{ issuer: string; key: SigningKey | undefined }> {
    const known = this.#isFresh(keyId) ? this.#known : await this.#renew();
    if (known === undefined) throw new KeysUnavailable("no keys");
    return { issuer: known.issuer, key: known.byId.get(keyId) };
  }

  /** Asks anew. @throws what `fetch` throws, or an error of the form */
  async ask(): Promise<KnownKeys> {
    const metadata = metadataForm.parse(await this.#read(this.#root + metadataPath));
    if (new URL(metadata.jwks_uri).origin !== this.#root) throw new Error("the keys are kept elsewhere");
    const { keys } = keysForm.parse(await this.#read(metadata.jwks_uri));
    // Keys of other kinds may come.
    const known = keys.flatMap((key) => keyForm.safeParse(key).data ?? []);
    return { issuer: metadata.issuer, byId: new Map(known.map((key) => [key.kid, key])) };
  }

  #isFresh(keyId: string): boolean {
    const ageMs = this.#now() - this.#askedAt;
    return this.#known !== undefined && ageMs < (this.#known.byId.has(keyId) ? renewAfterMs : askAgainAfterMs);
  }

  /** What is known already holds while the server cannot be asked. */
  async #renew(): Promise<KnownKeys | undefined> {
    this.#asked ??= this.ask().finally(() => (this.#asked = undefined));
    try {
      this.#known = await this.#asked;
      this.#askedAt = this.#now();
    } catch {
      // Asked again with the next request, or after a while if there are keys to go on with.
      if (this.#known !== undefined) this.#askedAt = this.#now() - renewAfterMs + askAgainAfterMs;
    }
    return this.#known;
  }

  async #read(url: string): Promise<unknown> {
    const response = await this.#fetch(url, { headers: { accept: "application/json" } });
    if (!response.ok) throw new Error(`status ${response.status}`);
    return (await response.json()) as unknown;
  }
}
