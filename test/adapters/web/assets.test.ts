import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import Fastify from "fastify";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { assetRoutes, loadAssets } from "../../../adapters/web/page/assets.js";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "assets-"));
});
afterEach(() => rm(folder, { recursive: true }));

const script = "console.log('xin chào');".repeat(100);
async function serve() {
  const assets = await loadAssets(pathToFileURL(`${folder}/`));
  const server = Fastify();
  assetRoutes(server, assets);
  return { assets, server };
}

describe("assets", () => {
  it("are absent while the widget is not built", async () => {
    expect((await serve()).assets).toEqual({ script: undefined, style: undefined, embed: undefined });
  });

  it("have an address that changes with their content, and may be kept for ever", async () => {
    await writeFile(join(folder, "widget.js"), script);
    const first = (await serve()).assets.script?.path;
    await writeFile(join(folder, "widget.js"), `${script}1`);
    const { assets, server } = await serve();
    expect(assets.script?.path).toMatch(/^\/assets\/[\w-]{16}\/widget\.js$/);
    expect(assets.script?.path).not.toBe(first);
    const response = await server.inject(assets.script?.path ?? "");
    expect(response.headers).toMatchObject({
      "cache-control": "public, max-age=31536000, immutable",
      "content-type": "text/javascript; charset=utf-8",
      vary: "accept-encoding",
    });
    expect((await server.inject(first ?? "")).statusCode).toBe(404);
  });

  it("come in the encoding that the browser takes", async () => {
    await writeFile(join(folder, "widget.js"), script);
    const { assets, server } = await serve();
    const get = (accepted: string) => server.inject({ url: assets.script?.path ?? "", headers: { "accept-encoding": accepted } });
    expect(brotliDecompressSync((await get("gzip, deflate, br")).rawPayload).toString()).toBe(script);
    expect(gunzipSync((await get("gzip")).rawPayload).toString()).toBe(script);
    expect((await get("identity")).payload).toBe(script);
  });

  it("include the script for other sites, under one address, which they may load", async () => {
    await writeFile(join(folder, "embed.js"), script);
    const { server } = await serve();
    const response = await server.inject("/embed.js");
    expect(response.headers).toMatchObject({ "cross-origin-resource-policy": "cross-origin", "cache-control": "public, max-age=3600" });
    expect((await server.inject({ url: "/embed.js", headers: { "if-none-match": String(response.headers.etag) } })).statusCode).toBe(304);
  });
});
