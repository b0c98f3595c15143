import { readFile } from "node:fs/promises";
import { parse } from "yaml";
import type { z } from "zod";
import { CodedError } from "../../errors.js";

/**
 * What a YAML file holds, checked.
 * @throws CodedError `knowledge_invalid` naming the file and its first fault.
 */
export async function readYaml<T>(path: string, schema: z.ZodType<T>): Promise<T> {
  let value: unknown;
  try {
    value = parse((await readFile(path, "utf8")).normalize("NFC"));
  } catch (error) {
    throw new CodedError("knowledge_invalid", `${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new CodedError("knowledge_invalid", `${path}, ${issue?.path.join(".") ?? ""}: ${issue?.message ?? ""}`);
}

/** @throws CodedError `knowledge_invalid` where an id is not the one that the file's name says. */
export function requireId(id: string, expected: string, path: string): void {
  if (id !== expected) throw new CodedError("knowledge_invalid", `${path}: id "${id}" differs from the file's name`);
}
