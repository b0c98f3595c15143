import { fileURLToPath } from "node:url";
import { build } from "vite";
import { temporaryDirectory } from "../../../support/temporary-directory.js";

const configFile = fileURLToPath(new URL("../../../../adapters/web/widget/vite.config.ts", import.meta.url));

/** Builds the widget as it is delivered, into a folder of its own; takes about a second. */
export async function buildWidget(): Promise<string> {
  const dist = await temporaryDirectory();
  await build({ configFile, build: { outDir: dist, emptyOutDir: true } });
  return dist;
}
