import { randomUUID } from "node:crypto";
import { mkdir, readdir, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Knowledge } from "../knowledge/load-knowledge.js";
import { Register } from "../knowledge/register.js";
import { readArrayFile, writeArrayFile } from "./array-file.js";
import type { SearchIndex } from "./search-index.js";

/** Changes whenever the code that builds or reads an index changes what it holds. */
export const indexFormat = 16;

/** Everything that answering needs, in one file: what the bot knows and the index over it. */
export interface IndexArtefact {
  /** Hash of the knowledge it was built from, and the format. */
  version: string;
  knowledge: Knowledge;
  index: SearchIndex;
}

/** The version of an index built by this code from knowledge of this hash. The Node line is part of it, since the file's form is Node's. */
export function versionOf(knowledgeHash: string): string {
  return `${knowledgeHash}-f${indexFormat}-n${process.versions.node.split(".")[0] ?? ""}`;
}

/** Reads a saved artefact; undefined where there is none of this version or the file is damaged. */
export async function loadArtefact(folder: string, version: string): Promise<IndexArtefact | undefined> {
  try {
    const { version: saved, knowledge, index } = (await readArrayFile(fileOf(folder, version))) as IndexArtefact;
    // A file holds data, no methods.
    return saved === version ? { version, knowledge: { ...knowledge, register: new Register(knowledge.register.packed) }, index } : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Saves an artefact so that a reader sees the whole file or none, and takes older versions away.
 * @param kept how many other versions stay, the newest.
 */
export async function saveArtefact(folder: string, artefact: IndexArtefact, kept = 0): Promise<void> {
  const file = fileOf(folder, artefact.version);
  await mkdir(dirname(file), { recursive: true });
  const draft = `${file}.${randomUUID()}.part`;
  await writeArrayFile(draft, artefact);
  await rename(draft, file);
  const staying = [artefact.version, ...(await otherVersions(folder, artefact.version)).slice(0, kept)];
  const others = (await readdir(folder)).filter((name) => /\.(?:index|vectors)$/u.test(name) && !staying.some((version) => name.startsWith(version)));
  await Promise.all(others.map((name) => rm(join(folder, name), { force: true, recursive: true })));
}

/** Versions that are saved besides one, the newest first. */
async function otherVersions(folder: string, version: string): Promise<string[]> {
  const others = (await readdir(folder)).filter((name) => name.endsWith(".index") && !name.startsWith(version));
  const dated = await Promise.all(others.map(async (name) => ({ name, time: (await stat(join(folder, name)).catch(() => undefined))?.mtimeMs ?? 0 })));
  return dated.sort((a, b) => b.time - a.time).map(({ name }) => name.replace(/\.index$/u, ""));
}

/** Folder of the approximate index over the vectors of an artefact. */
export function vectorFolderOf(folder: string, version: string): string {
  return join(folder, `${version}.vectors`);
}

function fileOf(folder: string, version: string): string {
  return join(folder, `${version}.index`);
}
