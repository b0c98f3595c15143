import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { readBundle } from "./read-bundle.js";

/** A site of somebody else, on this machine, with Microsoft's Web Chat on its page. */
export interface WebChatSite {
  /** For `ALLOWED_ORIGINS`. */
  readonly origin: string;
  /** Address of the page that talks to a server of ours. */
  pageFor(serverUrl: string): string;
  close(): Promise<void>;
}

const markup = `<!doctype html>
<html lang="vi">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Microsoft Web Chat</title>
    <link rel="icon" href="data:," />
    <style>html, body, #chat { height: 100%; margin: 0; }</style>
    <script src="/webchat.js"></script>
  </head>
  <body>
    <div id="chat"></div>
    <script src="/start.js"></script>
  </body>
</html>`;

/** As Microsoft documents it; the tab keeps which conversation it is in, so that a reload goes on with it from its beginning. */
const startScript = `(async () => {
  const domain = new URLSearchParams(location.search).get("server") + "/v3/directline";
  const kept = sessionStorage.getItem("conversation");
  const grant = kept === null ? await (await fetch(domain + "/tokens/generate", { method: "POST" })).json() : JSON.parse(kept);
  const { token, conversationId } = grant;
  sessionStorage.setItem("conversation", JSON.stringify({ token, conversationId }));
  const directLine = WebChat.createDirectLine({ domain, token, ...(kept !== null && { conversationId, watermark: "0" }) });
  WebChat.renderWebChat({ directLine, locale: "vi-VN" }, document.getElementById("chat"));
})();`;

/** Serves the page, all of it compressed, on a free port. */
export async function serveWebChat(): Promise<WebChatSite> {
  const compress = promisify(gzip);
  const files = new Map([
    ["/", { type: "text/html; charset=utf-8", body: await compress(markup) }],
    ["/start.js", { type: "text/javascript; charset=utf-8", body: await compress(startScript) }],
    ["/webchat.js", { type: "text/javascript; charset=utf-8", body: await compress(await readBundle(), { level: 9 }) }],
  ]);
  const server = createServer(({ url = "" }, response) => {
    const file = files.get(url.replace(/\?.*/u, ""));
    if (file === undefined) response.writeHead(404).end();
    else response.writeHead(200, { "content-type": file.type, "content-encoding": "gzip" }).end(file.body);
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    pageFor: (serverUrl) => `${origin}/?server=${encodeURIComponent(serverUrl)}`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
