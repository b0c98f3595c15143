import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { CodedError, errorDescriptions, type ErrorCode } from "../src/errors.js";

const project = fileURLToPath(new URL("../", import.meta.url));
const registry = readFileSync(join(project, "src/errors.ts"), "utf8");
const codes = Object.keys(errorDescriptions) as ErrorCode[];

function sourcesBelow(folder: string): string[] {
  const directory = join(project, folder);
  if (!existsSync(directory)) return [];
  return readdirSync(directory, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts") && path !== "errors.ts")
    .map((path) => readFileSync(join(directory, path), "utf8"));
}

describe("the registry of errors", () => {
  it("holds each code once", () => {
    const written = [...registry.matchAll(/^ {2}(\w+): \{$/gm)].map(([, code]) => code);
    expect(written).toEqual([...new Set(written)]);
    expect(written).toEqual(codes);
  });

  it.each(codes)("documents %s: its family, what is wrong, and what to do", (code) => {
    const { message, hint } = errorDescriptions[code];
    expect(code).toMatch(/^[a-z]+(_[a-z]+)+$/);
    expect(message).toMatch(/^[A-Z].*[^.]$/);
    expect(hint).toMatch(/^[A-Z].*\.$/);
  });

  it("holds no code that the program does not use", () => {
    const texts = ["src", "adapters"].flatMap(sourcesBelow).join("\n");
    expect(codes.filter((code) => !texts.includes(`"${code}"`))).toEqual([]);
  });
});

describe("CodedError", () => {
  it("says what is wrong, where, and what to do", () => {
    const error = new CodedError("storage_directory_full", "/srv/data");
    const { message, hint } = errorDescriptions.storage_directory_full;
    expect(error.message).toBe(`${message}: /srv/data. ${hint}`);
    expect(error).toMatchObject({ name: "CodedError", code: "storage_directory_full", hint });
  });
});
