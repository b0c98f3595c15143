import { generateKeyPair } from "node:crypto";
import { promisify } from "node:util";
import type pg from "pg";
import { storedSecret } from "./stored-secret.js";

/** An RSA key in PEM (PKCS #8) that all processes share: made when it is asked for first, and kept. */
export async function storedSigningKey(pool: pg.Pool, name: string): Promise<string> {
  const { rows } = await pool.query<{ value: string }>("SELECT value FROM secrets WHERE name = $1", [name]);
  return rows[0]?.value ?? storedSecret(pool, name, await newKey());
}

async function newKey(): Promise<string> {
  const { privateKey } = await promisify(generateKeyPair)("rsa", { modulusLength: 2048 });
  return privateKey.export({ type: "pkcs8", format: "pem" }).toString();
}
