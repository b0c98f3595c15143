import { ingestWarnings } from "../wording/ingest.js";
import { decodeText } from "./decode-text.js";
import type { ReadFile } from "./draft.js";
import { blocksOfHtml } from "./html-blocks.js";

/** A saved web page: what it is about, without menus and the like. */
export function readHtml(file: Buffer): ReadFile {
  const { title, blocks, hasAutomaticNumbers, images } = blocksOfHtml(decodeText(file));
  return {
    title,
    blocks,
    warnings: [...(hasAutomaticNumbers ? [ingestWarnings.automaticNumbers] : []), ...(images > 0 ? [ingestWarnings.images(images)] : [])],
  };
}
