import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import type { Participant } from "./channel.js";

/** What a token is for: none is accepted in place of another. */
export type TokenPurpose = "conversation" | "stream" | "form";

export type Verified = { readonly ok: true; readonly participant: Participant } | { readonly ok: false; readonly isExpired: boolean };

/** `conv` and `user` as in tokens of the Bot Framework's own service: its clients read `user`. */
const claims = z.object({ aud: z.string(), conv: z.string().min(1), user: z.string().min(1), exp: z.number() });

/** The only header that is written and read, so that no other algorithm can be asked for. */
const header = encode({ alg: "HS256", typ: "JWT" });

/** Makes and checks JSON Web Tokens (RFC 7519, HMAC with SHA-256), each bound to one conversation and one user. */
export class TokenSigner {
  readonly #key: Buffer;
  readonly #now: () => number;

  /** @param now in milliseconds since 1970. */
  constructor(secret: string, now: () => number) {
    // A key of its own, so that the secret can serve other purposes too.
    this.#key = createHmac("sha256", secret).update("web chat tokens").digest();
    this.#now = now;
  }

  sign(purpose: TokenPurpose, { conversationId, userId }: Participant, lifetimeSeconds: number): string {
    const expiry = Math.floor(this.#now() / 1000) + lifetimeSeconds;
    const content = `${header}.${encode({ aud: purpose, conv: conversationId, user: userId, exp: expiry } satisfies z.infer<typeof claims>)}`;
    return `${content}.${this.#signatureOf(content).toString("base64url")}`;
  }

  verify(purpose: TokenPurpose, token: string): Verified {
    const [tokenHeader, body = "", signature = "", ...rest] = token.split(".");
    if (tokenHeader !== header || rest.length > 0 || !this.#isSignature(`${header}.${body}`, signature)) return { ok: false, isExpired: false };
    const { aud, conv, user, exp } = claims.parse(JSON.parse(Buffer.from(body, "base64url").toString()));
    if (aud !== purpose) return { ok: false, isExpired: false };
    if (this.#now() >= exp * 1000) return { ok: false, isExpired: true };
    return { ok: true, participant: { conversationId: conv, userId: user } };
  }

  #isSignature(content: string, signature: string): boolean {
    const expected = this.#signatureOf(content);
    const given = Buffer.from(signature, "base64url");
    return given.length === expected.length && timingSafeEqual(given, expected);
  }

  #signatureOf(content: string): Buffer {
    return createHmac("sha256", this.#key).update(content).digest();
  }
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}
