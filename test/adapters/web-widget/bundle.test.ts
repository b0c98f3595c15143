import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildWidget } from "./support/build-widget.js";

let dist = "";
beforeAll(async () => {
  dist = await buildWidget();
});
afterAll(() => rm(dist, { recursive: true, force: true }));

describe("the built widget", () => {
  it("is three files of fixed names, which the server serves", async () => {
    expect((await readdir(dist)).sort()).toEqual(["embed.js", "page.css", "widget.js"]);
  });

  it("takes no more than 35 kB of a person's data, compressed", async () => {
    const files = await Promise.all((await readdir(dist)).map((name) => readFile(join(dist, name))));
    expect(files.reduce((sum, file) => sum + gzipSync(file, { level: 9 }).length, 0)).toBeLessThanOrEqual(35_000);
  });

  it("costs a page that embeds it no more than 3 kB, uncompressed", async () => {
    expect((await readFile(join(dist, "embed.js"))).length).toBeLessThanOrEqual(3_000);
  });

  it("names no other host, writes no markup and evaluates no text", async () => {
    const scripts = await Promise.all(["widget.js", "embed.js"].map((name) => readFile(join(dist, name), "utf8")));
    for (const script of scripts) {
      expect(script.match(/https?:\/\/[\w.-]+/gu)?.filter((address) => address !== "http://www.w3.org") ?? []).toEqual([]);
      expect(script).not.toMatch(/\beval\(|new Function|document\.write|insertAdjacentHTML|\(\?<[=!]/u);
    }
    expect(await readFile(join(dist, "page.css"), "utf8")).not.toMatch(/url\(|@import/u);
  });
});
