import { compactVerify, createLocalJWKSet, decodeProtectedHeader, jwtVerify, type JWK } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { certificateAddresses } from "../../src/http/certificate-routes.js";
import { storedSecret } from "../../src/storage/stored-secret.js";
import { startTestApplication, type TestApplication } from "../support/test-application.js";

const serial = "TLS-AAAABBBBCCCCDDDD";
const secret = "s".repeat(32);
let server: TestApplication;

beforeAll(async () => {
  server = await startTestApplication({ environment: { WEB_CHAT_SECRET: secret } });
  await server.database.pool.query(
    `INSERT INTO learners (id, session) VALUES ('a', '{"kind": "none"}');
     INSERT INTO exams (id, learner_id, course_id, started_at) VALUES ('e', 'a', 'khoa-hai', now());
     INSERT INTO certificates (serial, exam_id, name, office_name, course_title, score, issued_on)
     VALUES ('${serial}', 'e', 'Hà Thị Thái', 'UBND xã Thử', 'Khóa hai', 90, '2026-11-27')`,
  );
}, 60_000);
afterAll(() => server.stop());

const local = (address: string): string => address.replace(/^https?:\/\/[^/]+/u, server.url);
const json = async (address: string): Promise<Record<string, unknown>> => (await fetch(local(address))).json() as Promise<Record<string, unknown>>;
const badgeAddress = (): string => certificateAddresses({ secret, baseUrl: () => server.url })(serial).badge;

interface Badge {
  readonly id: string;
  readonly type: readonly string[];
  readonly issuer: { readonly id: string };
  readonly validFrom: string;
  readonly credentialSubject: { readonly id: string; readonly achievement: { readonly name: string }; readonly identifier: readonly object[] };
  readonly credentialStatus: { readonly id: string; readonly type: string };
}

describe("a certificate as an Open Badge", () => {
  it("is a token that the published key verifies, whose claims are those of its credential", async () => {
    const response = await fetch(badgeAddress());
    expect([response.status, response.headers.get("cache-control")]).toEqual([200, "no-store"]);
    const token = await response.text();
    const { kid = "", alg } = decodeProtectedHeader(token);
    expect(alg).toBe("RS256");
    const key = (await json(kid)) as JWK;
    expect(Object.keys(key).sort()).toEqual(["alg", "e", "kid", "kty", "n", "use"]);
    const { payload } = await jwtVerify<Badge>(token, createLocalJWKSet({ keys: [key] }));
    expect(payload.type).toEqual(["VerifiableCredential", "OpenBadgeCredential"]);
    expect([payload.iss, payload.jti, payload.sub]).toEqual([payload.issuer.id, payload.id, payload.credentialSubject.id]);
    expect(new Date((payload.nbf ?? 0) * 1000)).toEqual(new Date(payload.validFrom));
    expect(payload.validFrom).toBe("2026-11-26T17:00:00Z");
    expect(payload.credentialSubject.achievement.name).toBe("Khóa hai");
    expect(await json(payload.issuer.id)).toEqual(payload.issuer);
    expect((await fetch(local(payload.id))).status).toBe(200);

    const [head = "", body = "", signature = ""] = token.split(".");
    const changed = Buffer.from(Buffer.from(body, "base64url").toString().replace("Thái", "Khác")).toString("base64url");
    await expect(compactVerify(`${head}.${changed}.${signature}`, createLocalJWKSet({ keys: [key] }))).rejects.toThrow("signature");
  });

  it("bears a name, and is given to nobody without its key", async () => {
    for (const khoa of ["", "A".repeat(43)]) expect((await fetch(`${server.url}/chung-nhan/${serial}/huy-hieu?khoa=${khoa}`)).status).toBe(404);
  });

  it("is signed by one key for all processes and for good", async () => {
    const stored = await storedSecret(server.database.pool, "open_badges_key", "another");
    expect(stored).toContain("BEGIN PRIVATE KEY");
  });

  it("does not hold any more once it is revoked or deleted, and tells of no other", async () => {
    const status = `${server.url}/chung-nhan/${serial}/trang-thai`;
    expect((await json(status))["revokedCredential"]).toEqual([]);
    await server.database.pool.query("UPDATE certificates SET revoked_at = now(), revoked_why = 'nhầm'");
    const revoked = await json(status);
    expect(revoked["revokedCredential"]).toEqual([{ id: expect.stringContaining(serial) as string, revoked: true }]);
    expect(JSON.stringify(revoked)).not.toContain("nhầm");
    expect((await fetch(badgeAddress())).status).toBe(404);
    await server.database.pool.query("DELETE FROM learners");
    expect((await json(status))["revokedCredential"]).toHaveLength(1);
  });
});
