import type { FastifyInstance, FastifyRequest } from "fastify";
import { AllowedOrigins } from "./allowed-origins.js";
import { Access } from "./direct-line/access.js";
import { directLine } from "./direct-line/direct-line.js";
import type { Streams } from "./direct-line/streams.js";
import { loadAssets } from "./page/assets.js";
import { pageRoutes, type PageOptions } from "./page/page-routes.js";
import { TokenSigner } from "./token-signer.js";

export { webChat } from "./channel.js";
export { Streams } from "./direct-line/streams.js";

export interface WebChatOptions extends Omit<PageOptions, "assets" | "signer"> {
  readonly streams: Streams;
  /** Signs the tokens. */
  readonly secret: string;
  /** Opens the whole protocol to the operator's own programs; `undefined`: to nobody. */
  readonly operatorSecret: string | undefined;
  /** The name under which a request's address is counted. */
  readonly addressOf: (request: FastifyRequest) => string;
  /** In milliseconds since 1970. */
  readonly now: () => number;
  /** Where Vite has put the widget, with a slash at the end. */
  readonly widgetFolder: URL;
  /** Told that the page has to do without its script. */
  readonly onMissingWidget: () => void;
}

/** The web chat: the protocol for chat clients, the page, and what it needs. */
export async function serveWebChat(server: FastifyInstance, options: WebChatOptions): Promise<void> {
  const signer = new TokenSigner(options.secret, options.now);
  const access = new Access(signer, options.log, options.operatorSecret);
  const origins = new AllowedOrigins(options.allowedOrigins, options.publicUrl);
  const assets = await loadAssets(options.widgetFolder);
  if (assets.script === undefined) options.onMissingWidget();
  await directLine(server, { ...options, signer, access, origins }, options.addressOf);
  await pageRoutes(server, { ...options, signer, assets });
}
