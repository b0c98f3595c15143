import type { IncomingMessage } from "node:http";

const longestBody = 50 * 1024 * 1024;

/** The parameters of a call, from its address and its body in any of the four ways in which the Bot API takes them. */
export async function readParameters(request: IncomingMessage, url: URL): Promise<Record<string, unknown>> {
  const inAddress = Object.fromEntries(url.searchParams);
  const body = await readBody(request);
  const type = request.headers["content-type"] ?? "";
  if (body.length === 0) return inAddress;
  if (type.startsWith("application/json")) return { ...inAddress, ...(JSON.parse(body.toString()) as Record<string, unknown>) };
  // Node's own reader of forms takes both kinds of body; what it may be abused for does not matter to a double.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  const form = await new Response(new Uint8Array(body), { headers: { "content-type": type } }).formData();
  return { ...inAddress, ...Object.fromEntries(form) };
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > longestBody) throw new Error("Request Entity Too Large");
    parts.push(part);
  }
  return Buffer.concat(parts);
}
