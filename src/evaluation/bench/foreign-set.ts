import { readFile } from "node:fs/promises";
import { z } from "zod";
import type { Unit } from "../../core/retrieval/unit.js";
import type { BenchSet } from "./bench-set.js";

const id = z.union([z.string(), z.number()]).transform(String);
const documentLine = z.object({ id, title: z.string().default(""), text: z.string() });
const queryLine = z.object({ text: z.string(), rel: z.array(id).min(1) });

/**
 * A corpus that is not ours (lines `{"id","title","text"}`) and its queries (lines `{"text","rel":["id",…]}`). Other keys are ignored.
 * @throws Error naming the file and line that does not fit.
 */
export async function foreignSet(corpusFile: string, queryFile: string): Promise<Pick<BenchSet, "units" | "queries">> {
  const documents = await readLines(corpusFile, documentLine);
  const queries = await readLines(queryFile, queryLine);
  return {
    units: documents.map(foreignUnit),
    queries: queries.map(({ text, rel }) => ({ text, rel, group: "all", raw: false })),
  };
}

function foreignUnit({ id, title, text }: z.infer<typeof documentLine>): Unit {
  return { id, kind: "foreign", documentId: id, title, aliases: [], keywords: [], passages: [{ heading: [], text }], territory: "toan-quoc", related: [] };
}

async function readLines<T>(file: string, shape: z.ZodType<T>): Promise<T[]> {
  const lines = (await readFile(file, "utf8")).replace(/^\uFEFF/u, "").split(/\r?\n/u);
  return lines.flatMap((line, index) => {
    if (line.trim() === "") return [];
    const result = shape.safeParse(parseJson(line));
    if (!result.success)
      throw new Error(`${file}, line ${index + 1}: ${result.error.issues[0]?.path.join(".") ?? ""} ${result.error.issues[0]?.message ?? ""}`);
    return [result.data];
  });
}

/** Undefined where a line is no JSON: no shape takes that. */
function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
