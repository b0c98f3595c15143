import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { isSignedByZalo } from "../../../../adapters/zalo/oa/signature.js";

const keys = { appId: "123", secretKey: "khóa" };
const timestamp = "1540363714987";
// Odd spaces and escapes: the signature is over the bytes as they came.
const body = Buffer.from(`{ "event_name" : "user_send_text",  "timestamp":"${timestamp}", "message":{"text":"l\\u1ec7 ph\u00ed"} }\n`);
const mac = createHash("sha256")
  .update(Buffer.concat([Buffer.from("123"), body, Buffer.from(`${timestamp}khóa`)]))
  .digest("hex");
const request = { body, signature: `mac=${mac}`, timestamp };

describe("the signature of a webhook's request", () => {
  it.each([
    ["as Zalo sends it", request],
    ["without “mac=”", { ...request, signature: mac }],
    ["in capitals", { ...request, signature: `mac=${mac.toUpperCase()}` }],
    ["with the timestamp in the body alone", { ...request, timestamp: "" }],
    ["with another timestamp in the header than in the body", { ...request, timestamp: "1540363714999" }],
  ])("holds %s", (_how, given) => {
    expect(isSignedByZalo(given, keys)).toBe(true);
  });

  it.each([
    ["another body", { ...request, body: Buffer.from(JSON.stringify(JSON.parse(body.toString()))) }],
    ["another mac", { ...request, signature: `mac=${"0".repeat(64)}` }],
    ["no mac", { ...request, signature: "" }],
    ["a mac of another length", { ...request, signature: "mac=abcd" }],
    ["no timestamp at all", { ...request, timestamp: "", body: Buffer.from("{}") }],
  ])("does not hold with %s", (_what, given) => {
    expect(isSignedByZalo(given, keys)).toBe(false);
  });

  it.each([
    ["app", { ...keys, appId: "124" }],
    ["secret", { ...keys, secretKey: "khoá" }],
  ])("does not hold for another %s", (_what, given) => {
    expect(isSignedByZalo(request, given)).toBe(false);
  });
});
