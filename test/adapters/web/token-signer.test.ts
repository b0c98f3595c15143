import { createHmac } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TokenSigner } from "../../../adapters/web/token-signer.js";

const secret = "a secret that is long enough to be one";
const participant = { conversationId: "webchat-1", userId: "dl_1" };
const start = Date.UTC(2026, 0, 1);

function signerAt(now: number, key = secret): TokenSigner {
  return new TokenSigner(key, () => now);
}

const token = signerAt(start).sign("conversation", participant, 1800);
const [header = "", body = "", signature = ""] = token.split(".");
const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");

describe("TokenSigner", () => {
  it("accepts its own token until the second in which it expires", () => {
    expect(signerAt(start + 1_799_999).verify("conversation", token)).toEqual({ ok: true, participant });
    expect(signerAt(start + 1_800_000).verify("conversation", token)).toEqual({ ok: false, isExpired: true });
  });

  it("names the user where clients of the protocol look for it", () => {
    expect(JSON.parse(Buffer.from(body, "base64url").toString())).toMatchObject({ user: "dl_1", conv: "webchat-1" });
  });

  it("accepts no token of another purpose", () => {
    expect(signerAt(start).verify("stream", token)).toEqual({ ok: false, isExpired: false });
  });

  it.each([
    ["signed with another secret", signerAt(start, "another secret that is long enough").sign("conversation", participant, 1800)],
    ["with another body", `${header}.${encode({ aud: "conversation", conv: "webchat-2", user: "dl_1", exp: 9_999_999_999 })}.${signature}`],
    ["without a signature", `${header}.${body}.`],
    ["with the algorithm none", `${encode({ alg: "none", typ: "JWT" })}.${body}.`],
    [
      "with another header, properly signed",
      ((h) => `${h}.${body}.${createHmac("sha256", secret).update(`${h}.${body}`).digest("base64url")}`)(encode({ typ: "JWT", alg: "HS256" })),
    ],
    ["with a fourth part", `${token}.x`],
    ["that is empty", ""],
  ])("refuses one %s", (_, forged) => {
    expect(signerAt(start).verify("conversation", forged)).toEqual({ ok: false, isExpired: false });
  });

  it("refuses every change of one character, without failing", () => {
    fc.assert(
      fc.property(fc.nat({ max: token.length - 1 }), fc.string({ minLength: 1, maxLength: 1 }), (position, character) => {
        const changed = token.slice(0, position) + character + token.slice(position + 1);
        // The last character of a base64 text holds bits that do not count.
        const isSame = Buffer.from(changed, "base64url").equals(Buffer.from(token, "base64url")) && position >= token.length - 1;
        expect(signerAt(start).verify("conversation", changed).ok).toBe(changed === token || isSame);
      }),
    );
  });

  it("answers any text at all", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(signerAt(start).verify("conversation", text).ok).toBe(false);
      }),
    );
  });
});
