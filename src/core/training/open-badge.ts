import { createHash } from "node:crypto";
import { certificateWording as wording } from "../wording/certificate.js";
import type { Certificate } from "./learner.js";

/** Where what stands in a badge can be looked up. */
export interface BadgeAddresses {
  /** The server's own address, without a slash at its end. */
  readonly baseUrl: string;
  /** Of the certificate. */
  readonly verification: string;
}

/** Who issues the badges. */
export interface BadgeIssuer {
  readonly id: string;
  readonly type: readonly ["Profile"];
  readonly name: string;
  readonly url: string;
}

export function badgeIssuer(baseUrl: string): BadgeIssuer {
  return { id: `${baseUrl}/open-badges/issuer`, type: ["Profile"], name: wording.issuer, url: baseUrl };
}

/** Where it can be asked whether a badge still holds. */
export function badgeStatusAddress(verification: string): string {
  return `${verification}/trang-thai`;
}

/**
 * A certificate as an Open Badges 3.0 credential, with the claims of a JSON Web Token that the specification asks for: signed, it is the
 * badge. It bears the name.
 */
export function openBadge({ name, courseTitle, score, issuedOn }: Certificate, { baseUrl, verification }: BadgeAddresses): Record<string, unknown> {
  const issuer = badgeIssuer(baseUrl);
  const subject = `${verification}#nguoi-hoc`;
  const from = new Date(`${issuedOn}T00:00:00+07:00`);
  return {
    "@context": [
      "https://www.w3.org/ns/credentials/v2",
      "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
      "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json",
    ],
    id: verification,
    type: ["VerifiableCredential", "OpenBadgeCredential"],
    name: wording.documentTitle(courseTitle),
    issuer,
    validFrom: from.toISOString().replace(".000Z", "Z"),
    credentialSubject: {
      id: subject,
      type: ["AchievementSubject"],
      identifier: [{ type: "IdentityObject", identityType: "name", identityHash: name, hashed: false }],
      achievement: {
        id: `${issuer.id}#khoa-${hashOf(courseTitle)}`,
        type: ["Achievement"],
        achievementType: "Course",
        name: courseTitle,
        description: wording.standing,
        criteria: { narrative: wording.badgeCriteria(score) },
      },
    },
    credentialStatus: { id: badgeStatusAddress(verification), type: "1EdTechRevocationList" },
    iss: issuer.id,
    jti: verification,
    sub: subject,
    nbf: from.getTime() / 1000,
  };
}

/** The answer to whether a badge still holds: a list with this badge at most, so that nobody learns of others. */
export function badgeStatus(isRevoked: boolean, { baseUrl, verification }: BadgeAddresses): Record<string, unknown> {
  return {
    id: badgeStatusAddress(verification),
    issuer: badgeIssuer(baseUrl).id,
    revokedCredential: isRevoked ? [{ id: verification, revoked: true }] : [],
  };
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}
