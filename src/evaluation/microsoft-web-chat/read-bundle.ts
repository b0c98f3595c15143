import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readFile, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const packageName = "botframework-webchat";
const version = "4.18.1";
/** SHA-256 of `dist/webchat.js` as Microsoft published it. */
const published = "0a68ad0a64fc04d621197da10c3eec0f843e16f7d03f6bcbed29b47517cf9bff";
const cache = fileURLToPath(new URL("../../../node_modules/.cache/", import.meta.url));
const maxPrintedBytes = 1_000_000;

const run = promisify(execFile);

/**
 * Microsoft's Web Chat, unmodified, in the one file that pages include. As a dependency it would bring 335 packages and
 * 480 MB to everybody who installs the server; so npm fetches its archive (7 MB) when somebody first asks, and one file is kept.
 */
export async function readBundle(): Promise<Buffer> {
  const file = join(cache, `${packageName}-${version}.js`);
  const bundle = await readFile(file).catch(() => fetchTo(file));
  if (createHash("sha256").update(bundle).digest("hex") !== published) throw new Error(`${file} is not what Microsoft published: remove it`);
  return bundle;
}

async function fetchTo(file: string): Promise<Buffer> {
  await mkdir(dirname(file), { recursive: true });
  const folder = await mkdtemp(join(cache, "fetch-"));
  try {
    await run("npm", ["pack", `${packageName}@${version}`, "--silent", "--prefer-offline", "--pack-destination", folder], { maxBuffer: maxPrintedBytes });
    await run("tar", ["-xzf", join(folder, `${packageName}-${version}.tgz`), "-C", folder, "package/dist/webchat.js"]);
    // Others may be fetching it at the same moment.
    await rename(join(folder, "package/dist/webchat.js"), file);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return readFile(file);
}
