import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join, relative, resolve } from "node:path";

/** What officials learn from and compete on, the topics that subscribers choose from, and notes on the checking are no sources of answers. */
const elsewhere = /^(?:courses\/|contests\/|topics\.yaml$|accepted-findings\.yaml$|figures\.tsv$)/u;

/** A hash of a knowledge folder and of the official texts that stand in place of its own. */
export function hashWithDocuments(folderHash: string, documents: unknown): string {
  return createHash("sha256").update(folderHash).update("\0").update(JSON.stringify(documents, withSortedKeys)).digest("hex").slice(0, 16);
}

/** A database may give the keys of what it kept back in another order: that is the same document, and needs no other index. */
function withSortedKeys(_key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** A hash of every file under the folder that answers come from, names included: it changes when and only when the content does. */
export async function hashKnowledge(folder: string): Promise<string> {
  const hash = createHash("sha256");
  const root = resolve(folder);
  const files = (await readdir(root, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  for (const path of files.map((file) => join(file.parentPath, file.name)).sort()) {
    if (elsewhere.test(relative(root, path))) continue;
    hash.update(relative(root, path)).update("\0").update(await readFile(path)).update("\0");
  }
  return hash.digest("hex").slice(0, 16);
}
