import { readdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { contest, type Contest } from "./contest-schema.js";
import { readYaml, requireId } from "../knowledge/read-yaml.js";

/**
 * The contests of a folder, the first to begin first; none where there is no such folder.
 * @throws CodedError `knowledge_invalid` naming the file and its first fault.
 */
export async function loadContests(folder: string): Promise<Contest[]> {
  const names = (await filesIn(folder)).filter((name) => name.endsWith(".yaml"));
  const contests = await Promise.all(names.map((name) => loadContest(join(folder, name))));
  return contests.sort((a, b) => (a.rounds[0]?.start.getTime() ?? 0) - (b.rounds[0]?.start.getTime() ?? 0));
}

async function loadContest(path: string): Promise<Contest> {
  const read = await readYaml(path, contest);
  requireId(read.id, basename(path, ".yaml"), path);
  return read;
}

async function filesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
}
