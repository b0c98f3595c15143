import { createHmac, timingSafeEqual } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { escapeHtml } from "../../adapters/shared/html.js";
import type { Certificate } from "../core/training/learner.js";
import { certificateWording as wording } from "../core/wording/certificate.js";
import { readableDate } from "../core/wording/dates.js";
import { sendErrorPage } from "./error-page.js";

export interface CertificateParts {
  readonly find: (serial: string) => Promise<(Certificate & { readonly revokedAt?: Date | undefined }) | undefined>;
  readonly draw: (certificate: Certificate, verification: string) => Promise<Uint8Array>;
  /** Signs the addresses of files, which bear a name. */
  readonly secret: string;
  /** The server's own address, without a slash at its end. */
  readonly baseUrl: () => string;
}

const serialForm = z.object({ serial: z.string().regex(/^[A-Z0-9-]{8,40}$/) });
const keyForm = z.object({ khoa: z.string().max(100).catch("") });
/** Serials cannot be guessed, and are not tried out either. */
const maxPerMinute = 30;

/** Where a certificate's file, and the same as a badge, is fetched with its key, and where anybody verifies it. */
export function certificateAddresses({
  secret,
  baseUrl,
}: Pick<CertificateParts, "secret" | "baseUrl">): (serial: string) => { file: string; verification: string; badge: string } {
  return (serial) => {
    const verification = `${baseUrl()}/chung-nhan/${serial}`;
    const key = keyOf(serial, secret);
    return { verification, file: `${verification}/tep?khoa=${key}`, badge: `${verification}/huy-hieu?khoa=${key}` };
  };
}

/**
 * `GET /chung-nhan/:serial`: whether a certificate holds, and nothing about the person. `GET /chung-nhan/:serial/tep?khoa=…`: the
 * certificate as PDF, for those who have its key.
 */
export function certificateRoutes(server: FastifyInstance, parts: CertificateParts): void {
  const config = { rateLimit: { max: maxPerMinute, groupId: "certificates" } };
  server.get("/chung-nhan/:serial", { config }, async (request, reply) => {
    const serial = serialForm.safeParse(request.params).data?.serial;
    const certificate = serial === undefined ? undefined : await parts.find(serial);
    return reply
      .code(certificate === undefined ? 404 : 200)
      .header("cache-control", "no-store")
      .header("x-robots-tag", "noindex")
      .header("content-security-policy", "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'")
      .type("text/html; charset=utf-8")
      .send(pageOf(certificate));
  });
  server.get("/chung-nhan/:serial/tep", { config }, async (request, reply) => {
    const serial = serialForm.safeParse(request.params).data?.serial;
    const { khoa } = keyForm.parse(request.query);
    const certificate = serial === undefined || !isKeyOf(khoa, serial, parts.secret) ? undefined : await parts.find(serial);
    if (certificate === undefined || certificate.revokedAt !== undefined) return sendErrorPage(404, request, reply);
    const file = await parts.draw(certificate, certificateAddresses(parts)(certificate.serial).verification);
    return reply
      .header("cache-control", "no-store")
      .header("content-disposition", `attachment; filename="chung-nhan-${certificate.serial}.pdf"`)
      .type("application/pdf")
      .send(Buffer.from(file));
  });
}

function keyOf(serial: string, secret: string): string {
  return createHmac("sha256", secret).update(`certificate ${serial}`).digest("base64url");
}

/** Whether a key was given out for a certificate. */
export function isKeyOf(key: string, serial: string, secret: string): boolean {
  const [first, second] = [Buffer.from(key), Buffer.from(keyOf(serial, secret))];
  return first.length === second.length && timingSafeEqual(first, second);
}

function pageOf(certificate: Awaited<ReturnType<CertificateParts["find"]>>): string {
  const standing = certificate === undefined ? "unknown" : certificate.revokedAt === undefined ? "valid" : "revoked";
  const rows =
    certificate === undefined
      ? []
      : [
          [wording.serialLabel, certificate.serial],
          [wording.courseLabel, certificate.courseTitle],
          [wording.dateLabel, readableDate(certificate.issuedOn)],
          ...(certificate.revokedAt === undefined ? [] : [[wording.revokedLabel, readableDate(certificate.revokedAt.toISOString().slice(0, 10))]]),
        ];
  return `<!doctype html>
<html lang="vi">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${wording.pageTitle}</title>
<style>
body { max-width: 36rem; margin: 2rem auto; padding: 0 1rem; font: 1.0625rem/1.5 system-ui, sans-serif; color: #1a1f2b; background: #fff }
h1 { font-size: 1.5rem } .valid { color: #12633a } .revoked, .unknown { color: #9e1717 }
dt { font-weight: 600 } dd { margin: 0 0 .75rem; overflow-wrap: anywhere }
</style>
<main>
<h1 class="${standing}">${wording[standing]}</h1>
${rows.length === 0 ? `<p>${wording.unknownHelp}</p>` : `<dl>${rows.map(([label = "", value = ""]) => `<dt>${label}</dt><dd>${escapeHtml(value)}</dd>`).join("")}</dl>`}
<p>${wording.privacy}</p>
</main>
</html>
`;
}
