import type { FastifyReply } from "fastify";

/**
 * The Content Security Policy of the page: nothing but what this server sends itself, no inline script or style, and no
 * frame around it but on the sites that may embed it.
 */
export function applyPagePolicy(
  reply: FastifyReply,
  { publicUrl, embeddedBy }: { publicUrl: string | undefined; embeddedBy: readonly string[] | undefined },
): void {
  // Older Safari does not take 'self' for the WebSocket of the same server.
  const stream = publicUrl === undefined ? [] : [publicUrl.replace(/^http/, "ws")];
  const policy = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'", "data:"],
    "connect-src": ["'self'", ...stream],
    "form-action": ["'self'"],
    "base-uri": ["'none'"],
    "frame-ancestors": embeddedBy === undefined ? ["'none'"] : ["'self'", ...embeddedBy],
  };
  const text = Object.entries(policy)
    .map(([name, values]) => `${name} ${values.join(" ")}`)
    .join("; ");
  void reply.header("content-security-policy", text);
  void reply.header("permissions-policy", "camera=(), geolocation=(), microphone=()");
  // The older header knows no list of sites.
  if (embeddedBy !== undefined) void reply.removeHeader("x-frame-options");
}
