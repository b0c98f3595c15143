import { stat } from "node:fs/promises";
import { dirname } from "node:path";
import type { Account } from "./system-accounts.js";

/** The topmost directory on the way to `path`, itself included, that the account may not enter; by mode bits alone. */
export async function firstClosedDirectory(path: string, account: Account): Promise<string | undefined> {
  for (const directory of wayTo(path)) {
    const { uid, gid, mode } = await stat(directory);
    const enter = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
    if ((mode & enter) === 0) return directory;
  }
  return undefined;
}

function wayTo(path: string): string[] {
  const parent = dirname(path);
  return parent === path ? [path] : [...wayTo(parent), path];
}
