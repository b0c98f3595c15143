import { fileURLToPath } from "node:url";
import { build, defineConfig, type Plugin, type Rolldown } from "vite";

const root = fileURLToPath(new URL(".", import.meta.url));
/** Phones of 2021 and later; older ones get the plain form. */
const target = ["chrome90", "safari14.1", "firefox90"];

export default defineConfig({
  root,
  logLevel: "warn",
  plugins: [embedScript()],
  build: {
    target,
    outDir: "dist",
    emptyOutDir: true,
    modulePreload: false,
    cssCodeSplit: false,
    rollupOptions: {
      input: { widget: `${root}src/widget.tsx` },
      output: { entryFileNames: "[name].js", assetFileNames: "page[extname]" },
    },
  },
});

/**
 * Builds `embed.js` beside the page's script. It runs on other people's pages, so it is a classic script of one closed
 * function: a module could neither find its own tag nor be pasted without `type="module"`.
 */
function embedScript(): Plugin {
  return {
    name: "embed-script",
    async generateBundle() {
      const built = await build({
        configFile: false,
        root,
        logLevel: "warn",
        build: {
          target,
          write: false,
          rollupOptions: { input: `${root}src/embed.ts`, output: { format: "iife", entryFileNames: "embed.js" } },
        },
      });
      this.emitFile({ type: "asset", fileName: "embed.js", source: onlyChunk(built).code });
    },
  };
}

function onlyChunk(built: Awaited<ReturnType<typeof build>>): Rolldown.OutputChunk {
  const outputs = (Array.isArray(built) ? built : [built]).flatMap((each) => ("output" in each ? each.output : []));
  const chunk = outputs.find((output) => output.type === "chunk");
  if (chunk === undefined) throw new Error("The embed script was not built");
  return chunk;
}
