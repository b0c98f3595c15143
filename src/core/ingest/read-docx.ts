import mammoth from "mammoth";
import { ingestWarnings } from "../wording/ingest.js";
import type { ReadFile } from "./draft.js";
import { blocksOfHtml } from "./html-blocks.js";
import { IngestError } from "./ingest-error.js";
import { readArchive } from "./zip-archive.js";

/** Word's title becomes the heading that a page's title is taken from. */
const styles = ["p[style-name='Title'] => h1:fresh", "p[style-name='Subtitle'] => p:fresh"];

/** A Word document, by way of HTML. Headers, footers and comments are no part of it. */
export async function readDocx(file: Buffer): Promise<ReadFile> {
  const parts = readArchive(file);
  const main = parts.get("word/document.xml");
  if (main === undefined) throw new IngestError("damaged");
  const html = await toHtml(file);
  const { title, blocks, hasAutomaticNumbers } = blocksOfHtml(html);
  const images = main.match(/<(?:w:drawing|w:pict)\b/gu)?.length ?? 0;
  return {
    title,
    blocks,
    fonts: fontsIn(main),
    warnings: [...(hasAutomaticNumbers ? [ingestWarnings.automaticNumbers] : []), ...(images > 0 ? [ingestWarnings.images(images)] : [])],
  };
}

async function toHtml(file: Buffer): Promise<string> {
  const convertImage = mammoth.images.imgElement(() => Promise.resolve({ src: "" }));
  // A file's own style map could hide what Word shows.
  const { value } = await mammoth.convertToHtml(
    { buffer: file },
    { styleMap: styles, includeEmbeddedStyleMap: false, convertImage, externalFileAccess: false },
  );
  return value;
}

function fontsIn(xml: string): string[] {
  return [...new Set([...xml.matchAll(/w:(?:ascii|hAnsi|cs)="([^"]+)"/gu)].map(([, name = ""]) => name))];
}
