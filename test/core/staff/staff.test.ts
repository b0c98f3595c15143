import { Secret, TOTP } from "otpauth";
import { describe, expect, it } from "vitest";
import { faultOfPassword, hashPassword, isPassword } from "../../../src/core/staff/password.js";
import { needsSecondFactor, permissionsOf, roles } from "../../../src/core/staff/roles.js";
import { newSecondFactor, secondFactorAddress, stepOfCode } from "../../../src/core/staff/second-factor.js";
import { lockMinutes } from "../../../src/core/staff/sign-in.js";

describe("a password", () => {
  it("is stored as Argon2id, with the parameters named, and never twice alike", async () => {
    const [first, second] = await Promise.all([hashPassword("một câu dài dễ nhớ"), hashPassword("một câu dài dễ nhớ")]);
    expect(first).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/u);
    expect(second).not.toBe(first);
  });

  it("is the same, however a keyboard composes its letters", async () => {
    const stored = await hashPassword("một câu dài dễ nhớ".normalize("NFD"));
    expect(await isPassword("một câu dài dễ nhớ", stored)).toBe(true);
    expect(await isPassword("một câu dài dễ nhơ", stored)).toBe(false);
  });

  it("opens nothing where none was set, not even the empty one", async () => {
    expect(await isPassword("", undefined)).toBe(false);
  });

  it.each([
    ["mười một ký", "too_short"],
    ["nguyen.van.an 2026", "holds_login"],
    ["123456789012", "too_simple"],
    ["ababababababab", "too_simple"],
    ["a".repeat(201), "too_long"],
    ["trời hôm nay đẹp", undefined],
  ])("%s: %s", (password, fault) => {
    expect(faultOfPassword(password, "nguyen.van.an")).toBe(fault);
  });
});

describe("a second factor", () => {
  // RFC 6238, appendix B, SHA-1: at 59 s the eight digits are 94287082.
  const secret = Secret.fromUTF8("12345678901234567890").base32;

  it("follows RFC 6238", () => {
    expect(stepOfCode(secret, "287 082", new Date(59_000))).toBe(1);
    expect(stepOfCode(secret, "081804", new Date(1_111_111_109_000))).toBe(37_037_036);
  });

  it("takes the codes of the neighbouring half minutes, each with its own step, and no others", () => {
    const totp = new TOTP({ secret: Secret.fromBase32(secret) });
    const at = (seconds: number): string => totp.generate({ timestamp: seconds * 1000 });
    const now = new Date(1_000_000_000_000);
    const steps = [-60, -30, 0, 30, 60].map((seconds) => stepOfCode(secret, at(1_000_000_000 + seconds), now));
    expect(steps).toEqual([undefined, 33_333_332, 33_333_333, 33_333_334, undefined]);
  });

  it.each(["", "12345", "1234567", "12345a", "000000000000"])("is no code: “%s”", (code) => {
    expect(stepOfCode(secret, code, new Date(59_000))).toBeUndefined();
  });

  it("is shown to apps by an address with the name", () => {
    const fresh = newSecondFactor();
    const address = new URL(secondFactorAddress(fresh, "bien-tap"));
    expect(address.protocol).toBe("otpauth:");
    expect(address.searchParams.get("secret")).toBe(fresh);
    expect(decodeURIComponent(address.pathname)).toContain("bien-tap");
    expect(fresh).toMatch(/^[A-Z2-7]{32}$/u);
  });
});

describe("roles", () => {
  it("give nobody both the writing and the approving", () => {
    for (const role of roles) {
      const held = permissionsOf([role]);
      expect(held.has("write_announcements") && held.has("approve_announcements"), role).toBe(false);
    }
  });

  it("ask whoever approves, administers or may send emergencies for a second factor", () => {
    expect(roles.filter((role) => needsSecondFactor([role]))).toEqual(["administrator", "approver", "emergency"]);
    expect(needsSecondFactor(["viewer", "approver"])).toBe(true);
  });

  it("add up, and nothing comes from none", () => {
    expect(permissionsOf([]).size).toBe(0);
    expect(permissionsOf(["office_manager", "viewer"]).has("see_training")).toBe(true);
  });
});

it("locks a name longer and longer, up to an hour", () => {
  expect([1, 4, 5, 6, 7, 10, 11, 50].map(lockMinutes)).toEqual([0, 0, 1, 2, 4, 32, 60, 60]);
});
