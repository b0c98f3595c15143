import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { brotliCompress, gzip } from "node:zlib";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";

/** A file of the page, ready to send in each encoding. */
interface Asset {
  /** Changes with the content, so that browsers may keep it for ever. */
  readonly path: string;
  readonly type: string;
  readonly etag: string;
  readonly bodies: { readonly br: Buffer; readonly gzip: Buffer; readonly identity: Buffer };
}

/** What the build of the widget has made; a part is absent if it was not built. */
export interface Assets {
  readonly script: Asset | undefined;
  readonly style: Asset | undefined;
  /** The script that other sites include, always under the same address. */
  readonly embed: Asset | undefined;
}

const yearSeconds = 365 * 24 * 60 * 60;
const embedCacheSeconds = 60 * 60;

/** @param folder that Vite builds to, as a URL with a slash at its end. */
export async function loadAssets(folder: URL): Promise<Assets> {
  const [script, style, embed] = await Promise.all([
    loadAsset(folder, "widget.js", "text/javascript; charset=utf-8"),
    loadAsset(folder, "page.css", "text/css; charset=utf-8"),
    loadAsset(folder, "embed.js", "text/javascript; charset=utf-8"),
  ]);
  return { script, style, embed };
}

async function loadAsset(folder: URL, name: string, type: string): Promise<Asset | undefined> {
  const identity = await readFile(new URL(name, folder)).catch(absent);
  if (identity === undefined) return undefined;
  const hash = createHash("sha256").update(identity).digest("base64url").slice(0, 16);
  const [gzipped, br] = await Promise.all([promisify(gzip)(identity, { level: 9 }), promisify(brotliCompress)(identity)]);
  return { path: `/assets/${hash}/${name}`, type, etag: `"${hash}"`, bodies: { br, gzip: gzipped, identity } };
}

function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== "ENOENT") throw error;
}

/** Serves the assets. */
export function assetRoutes(server: FastifyInstance, { script, style, embed }: Assets): void {
  for (const asset of [script, style]) {
    if (asset === undefined) continue;
    server.get(asset.path, (request, reply) => send(asset, request, reply.header("cache-control", `public, max-age=${yearSeconds}, immutable`)));
  }
  if (embed === undefined) return;
  server.get("/embed.js", (request, reply) => {
    // Other sites include it; the header of the other answers would forbid them.
    void reply.header("cross-origin-resource-policy", "cross-origin").header("cache-control", `public, max-age=${embedCacheSeconds}`);
    return send(embed, request, reply);
  });
}

function send({ type, etag, bodies }: Asset, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  void reply.header("etag", etag).header("vary", "accept-encoding");
  if (request.headers["if-none-match"] === etag) return reply.code(304).send();
  const accepted = request.headers["accept-encoding"] ?? "";
  const encoding = (["br", "gzip"] as const).find((name) => new RegExp(`\\b${name}\\b`).test(accepted));
  if (encoding !== undefined) void reply.header("content-encoding", encoding);
  return reply.type(type).send(bodies[encoding ?? "identity"]);
}
