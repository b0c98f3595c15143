import type { AddressInfo } from "node:net";
import type { FastifyInstance } from "fastify";
import { CodedError, type ErrorCode } from "../errors.js";

const codes: Readonly<Record<string, ErrorCode>> = {
  EADDRINUSE: "http_port_taken",
  EACCES: "http_port_forbidden",
  EADDRNOTAVAIL: "http_address_unavailable",
  ENOTFOUND: "http_address_unavailable",
};

/**
 * Opens the port. @returns its number, which is another one if 0 was asked for.
 * @throws CodedError `http_port_taken`, `http_port_forbidden`, `http_address_unavailable`
 */
export async function listen(server: FastifyInstance, { host, port }: { host: string; port: number }): Promise<number> {
  try {
    await server.listen({ host, port });
  } catch (error) {
    const code = codes[(error as NodeJS.ErrnoException).code ?? ""];
    throw code === undefined ? error : new CodedError(code, `${host}:${port}`, { cause: error });
  }
  return (server.server.address() as AddressInfo).port;
}
