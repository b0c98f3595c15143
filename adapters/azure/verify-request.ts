import { errors, importJWK, jwtVerify, type JWTPayload } from "jose";
import { KeysUnavailable, type SigningKey, type SigningKeys } from "./signing-keys.js";

/** Whether the Bot Connector has signed a request for this bot. */
export type Verdict =
  | { readonly outcome: "signed"; readonly claims: JWTPayload; readonly endorsements: readonly string[] | undefined }
  /** There is no token in it. */
  | { readonly outcome: "unsigned" }
  /** The token is not the Bot Connector's, not for this bot, or not of now. */
  | { readonly outcome: "forged" }
  /** The keys could not be had. */
  | { readonly outcome: "unknown" };

export interface VerifyingParts {
  readonly keys: SigningKeys;
  /** The bot's Microsoft App ID. */
  readonly appId: string;
  /** In milliseconds since 1970. */
  readonly now: () => number;
}

/** Clocks may differ by so much. */
const clockToleranceSeconds = 300;
/** A token of the Bot Connector has some 1,500. */
const maxTokenLength = 8_000;

/** Checks the token in a request's `Authorization`. What it says of the activity is checked with the activity. */
export async function verifyRequest(authorization: string | undefined, { keys, appId, now }: VerifyingParts): Promise<Verdict> {
  const token = /^Bearer +(?<token>[\w-]+\.[\w-]+\.[\w-]+)$/iu.exec(authorization ?? "")?.groups?.token;
  if (token === undefined || token.length > maxTokenLength) return { outcome: "unsigned" };
  let signedWith: { issuer: string; key: SigningKey } | undefined;
  try {
    const { payload } = await jwtVerify(
      token,
      async ({ kid = "" }) => {
        const { issuer, key } = await keys.find(kid);
        if (key === undefined) throw new errors.JWKSNoMatchingKey();
        signedWith = { issuer, key };
        return importJWK(key, "RS256");
      },
      { algorithms: ["RS256"], audience: appId, clockTolerance: clockToleranceSeconds, currentDate: new Date(now()), requiredClaims: ["exp"] },
    );
    if (signedWith === undefined || payload.iss !== signedWith.issuer) return { outcome: "forged" };
    return { outcome: "signed", claims: payload, endorsements: signedWith.key.endorsements };
  } catch (error) {
    if (error instanceof KeysUnavailable) return { outcome: "unknown" };
    if (error instanceof errors.JOSEError) return { outcome: "forged" };
    throw error;
  }
}
