import { createServer } from "node:net";
import { once } from "node:events";
import type { AddressInfo } from "node:net";

/** Where a PostgreSQL server listens. */
export interface Endpoint {
  /** A socket's directory, or a loopback address. */
  readonly host: string;
  /** A TCP port; with a socket, only a part of its file name. */
  readonly port: number;
}

/** The shortest limit of a socket's path among the systems we run on (macOS; Linux allows 107). */
const maxSocketPathBytes = 103;
const socketPort = 5432;

/** A socket in `directory`; a free loopback port if the path would be too long for a socket. */
export async function chooseEndpoint(directory: string): Promise<Endpoint> {
  const socketPath = `${directory}/.s.PGSQL.${socketPort}`;
  if (Buffer.byteLength(socketPath) <= maxSocketPathBytes) return { host: directory, port: socketPort };
  return { host: "127.0.0.1", port: await freePort() };
}

export function isSocket({ host }: Endpoint): boolean {
  return host.startsWith("/");
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
