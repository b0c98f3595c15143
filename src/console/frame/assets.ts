import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { FastifyInstance } from "fastify";

const require = createRequire(import.meta.url);
const yearSeconds = 365 * 24 * 60 * 60;

const regular = fontOf("400Regular", "BeVietnamPro_400Regular.ttf");
const bold = fontOf("600SemiBold", "BeVietnamPro_600SemiBold.ttf");
const style = Buffer.from(
  `@font-face { font-family: "Be Vietnam Pro"; font-weight: 400; font-display: swap; src: url("${regular.path}") }
@font-face { font-family: "Be Vietnam Pro"; font-weight: 600; font-display: swap; src: url("${bold.path}") }
${readFileSync(new URL("console.css", import.meta.url), "utf8")}`,
);

const progressScript = readFileSync(new URL("progress.js", import.meta.url));
export const progressScriptPath = `/console/tep/${hashOf(progressScript)}.js`;

/** Changes with the content, so that browsers keep it. */
export const stylePath = `/console/tep/${hashOf(style)}.css`;

/** The console's style and fonts: the same for everybody, signed in or not. */
export function assetRoutes(server: FastifyInstance): void {
  const files = [
    { path: stylePath, type: "text/css; charset=utf-8", body: style },
    { path: progressScriptPath, type: "text/javascript; charset=utf-8", body: progressScript },
    { ...regular, type: "font/ttf" },
    { ...bold, type: "font/ttf" },
  ];
  for (const { path, type, body } of files) {
    server.get(path, { config: { access: "everybody" } }, (_request, reply) =>
      reply.header("cache-control", `public, max-age=${yearSeconds}, immutable`).type(type).send(body),
    );
  }
}

function fontOf(folder: string, name: string): { readonly path: string; readonly body: Buffer } {
  const body = readFileSync(require.resolve(`@expo-google-fonts/be-vietnam-pro/${folder}/${name}`));
  return { path: `/console/tep/${hashOf(body)}.ttf`, body };
}

function hashOf(body: Buffer): string {
  return createHash("sha256").update(body).digest("hex").slice(0, 16);
}
