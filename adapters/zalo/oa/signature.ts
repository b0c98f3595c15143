import { createHash, timingSafeEqual } from "node:crypto";

export interface SignedRequest {
  /** As it was received, byte for byte. */
  readonly body: Buffer;
  /** `X-ZEvent-Signature`: `mac=<hex>`, or the hex alone. */
  readonly signature: string;
  /** `X-ZEvent-Timestamp`, where it is sent; else the body's own `timestamp` counts. */
  readonly timestamp: string;
}

export interface SignatureKeys {
  readonly appId: string;
  /** The OA's own secret key, not the app's secret. */
  readonly secretKey: string;
}

/**
 * Whether Zalo signed a webhook's request: SHA-256 over app id, body, timestamp and secret key, one after the other
 * (https://developers.zalo.me/docs/official-account/webhook). It is no HMAC, as Zalo has it.
 */
export function isSignedByZalo({ body, signature, timestamp }: SignedRequest, keys: SignatureKeys): boolean {
  const given = /^(?:mac=)?(?<hex>[\da-f]{64})$/iu.exec(signature.trim())?.groups?.hex;
  if (given === undefined) return false;
  const candidates = [timestamp, timestampIn(body)].filter((one) => one !== "");
  return candidates.some((one) => timingSafeEqual(Buffer.from(given, "hex"), macOf(body, one, keys)));
}

/** The signature that Zalo would make. */
export function macOf(body: Buffer, timestamp: string, { appId, secretKey }: SignatureKeys): Buffer {
  return createHash("sha256").update(appId).update(body).update(timestamp).update(secretKey).digest();
}

/** Without reading JSON that nobody has vouched for: the first `timestamp` in it, as text or as a number. */
function timestampIn(body: Buffer): string {
  return /"timestamp"\s*:\s*"?(?<digits>\d{1,20})/u.exec(body.toString("latin1"))?.groups?.digits ?? "";
}
