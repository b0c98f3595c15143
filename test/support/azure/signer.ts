import { generateKeyPairSync, type KeyObject } from "node:crypto";
import { SignJWT } from "jose";

export const issuer = "https://api.botframework.com";

/** What a token may say differently than it should. */
export interface TokenChanges {
  readonly audience?: string;
  readonly issuer?: string;
  readonly serviceUrl?: string;
  /** In seconds since 1970. */
  readonly expiresAt?: number;
  readonly keyId?: string;
  readonly key?: KeyObject;
}

/** The Bot Connector's key. Making one takes a tenth of a second, so all doubles of a process share it. */
const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const keyId = "double-of-a-key";

/** As in the answer of `/v1/.well-known/keys`. */
export const publishedKeys = {
  keys: [{ ...publicKey.export({ format: "jwk" }), use: "sig", kid: keyId, x5t: keyId, endorsements: ["msteams", "webchat", "directline"] }],
};

/** A key that nobody knows. */
export const strangeKey: () => KeyObject = () => generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;

/** A token as the Bot Connector sends it with an activity. @param now in milliseconds since 1970 */
export function signedToken(appId: string, serviceUrl: string, now: number, changes: TokenChanges = {}): Promise<string> {
  const seconds = Math.floor(now / 1000);
  return new SignJWT({ serviceurl: changes.serviceUrl ?? serviceUrl })
    .setProtectedHeader({ alg: "RS256", kid: changes.keyId ?? keyId, x5t: keyId, typ: "JWT" })
    .setNotBefore(seconds - 300)
    .setExpirationTime(changes.expiresAt ?? seconds + 3600)
    .setIssuer(changes.issuer ?? issuer)
    .setAudience(changes.audience ?? appId)
    .sign(changes.key ?? privateKey);
}
