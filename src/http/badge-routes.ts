import type { FastifyInstance } from "fastify";
import { exportJWK, importPKCS8, SignJWT, type CryptoKey, type JWK } from "jose";
import { createPublicKey } from "node:crypto";
import { z } from "zod";
import { badgeIssuer, badgeStatus, openBadge } from "../core/training/open-badge.js";
import { certificateAddresses, isKeyOf, type CertificateParts } from "./certificate-routes.js";
import { sendErrorPage } from "./error-page.js";

export interface BadgeParts extends CertificateParts {
  /** The private key of the issuer, RSA in PEM (PKCS #8): the same for all processes, for good. */
  readonly signingKey: () => Promise<string>;
}

/** The only algorithm that every reader of Open Badges knows. */
const algorithm = "RS256";
const serialForm = z.object({ serial: z.string().regex(/^[A-Z0-9-]{8,40}$/) });
const keyForm = z.object({ khoa: z.string().max(100).catch("") });
const maxPerMinute = 30;

/**
 * Certificates as Open Badges 3.0. `GET /chung-nhan/:serial/huy-hieu?khoa=…`: the badge, a signed token, for those who have its key.
 * `GET /chung-nhan/:serial/trang-thai`: whether it still holds. `GET /open-badges/issuer` and `/open-badges/key`: who signs, and the public key.
 */
export function badgeRoutes(server: FastifyInstance, parts: BadgeParts): void {
  const config = { rateLimit: { max: maxPerMinute, groupId: "certificates" } };
  let keys: Promise<{ readonly privateKey: CryptoKey; readonly publicKey: JWK }> | undefined;
  const addressesOf = certificateAddresses(parts);

  server.get("/chung-nhan/:serial/huy-hieu", { config }, async (request, reply) => {
    const serial = serialForm.safeParse(request.params).data?.serial;
    const { khoa } = keyForm.parse(request.query);
    const certificate = serial === undefined || !isKeyOf(khoa, serial, parts.secret) ? undefined : await parts.find(serial);
    if (certificate === undefined || certificate.revokedAt !== undefined) return sendErrorPage(404, request, reply);
    const { verification } = addressesOf(certificate.serial);
    const badge = await new SignJWT(openBadge(certificate, { baseUrl: parts.baseUrl(), verification }))
      .setProtectedHeader({ alg: algorithm, kid: keyAddress(), typ: "JWT" })
      .sign((await openKeys()).privateKey);
    return reply
      .header("cache-control", "no-store")
      .header("content-disposition", `attachment; filename="huy-hieu-${certificate.serial}.jwt"`)
      .type("application/jwt")
      .send(badge);
  });

  server.get("/chung-nhan/:serial/trang-thai", { config }, async (request, reply) => {
    const serial = serialForm.safeParse(request.params).data?.serial;
    // Whoever deletes their data takes the certificate with it: what is not there does not hold.
    const certificate = serial === undefined ? undefined : await parts.find(serial);
    const { verification } = addressesOf(serial ?? "");
    const isRevoked = certificate === undefined || certificate.revokedAt !== undefined;
    return reply
      .header("cache-control", "no-store")
      .header("access-control-allow-origin", "*")
      .send(badgeStatus(isRevoked, { baseUrl: parts.baseUrl(), verification }));
  });

  server.get("/open-badges/issuer", { config }, (_request, reply) => reply.header("access-control-allow-origin", "*").send(badgeIssuer(parts.baseUrl())));
  server.get("/open-badges/key", { config }, async (_request, reply) =>
    reply
      .header("access-control-allow-origin", "*")
      .type("application/jwk+json")
      .send(JSON.stringify((await openKeys()).publicKey)),
  );

  function keyAddress(): string {
    return `${parts.baseUrl()}/open-badges/key`;
  }

  /** Read once; after a fault, again. */
  function openKeys(): NonNullable<typeof keys> {
    keys ??= readKeys();
    keys.catch(() => (keys = undefined));
    return keys;
  }

  async function readKeys(): Promise<{ readonly privateKey: CryptoKey; readonly publicKey: JWK }> {
    const pem = await parts.signingKey();
    const publicKey = { ...(await exportJWK(createPublicKey(pem))), alg: algorithm, use: "sig", kid: keyAddress() };
    return { privateKey: await importPKCS8(pem, algorithm), publicKey };
  }
}
