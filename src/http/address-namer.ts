import { createHmac } from "node:crypto";
import { normalizeIP } from "@fastify/rate-limit";
import type { FastifyRequest } from "fastify";

/**
 * Names the address of a request by a keyed hash, so that it can be counted without being kept. Addresses of one IPv6
 * network (/64) have one name: whoever has one of them has them all.
 */
export function addressNamer(secret: string): (request: FastifyRequest) => string {
  const key = createHmac("sha256", secret).update("addresses").digest();
  return ({ ip }) => createHmac("sha256", key).update(normalizeIP(ip)).digest("base64url").slice(0, 22);
}
