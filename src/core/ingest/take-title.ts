import { basename, extname } from "node:path";
import { countWords } from "../text/sentences.js";
import { ingestWarnings } from "../wording/ingest.js";
import type { ReadBlock, ReadFile } from "./draft.js";

/** The kind of a document stands above what it is about, in capitals. */
const kinds =
  /^(?:LUẬT|BỘ LUẬT|NGHỊ QUYẾT|NGHỊ ĐỊNH|QUYẾT ĐỊNH|THÔNG TƯ|THÔNG BÁO|CHỈ THỊ|KẾT LUẬN|KẾ HOẠCH|CHƯƠNG TRÌNH|CHƯƠNG TRÌNH HÀNH ĐỘNG|ĐỀ ÁN|HƯỚNG DẪN|BÁO CÁO|CÔNG VĂN|QUY ĐỊNH|QUY CHẾ)$/u;
/** It stands near the top. */
const searchedBlocks = 25;
const maxTitleWords = 60;

/** A title, and the text below it. */
export interface TitledText {
  title: string;
  blocks: ReadBlock[];
  warnings: string[];
}

/**
 * What a file is called: by the lines that name an official text, by itself, else by its name. The letterhead and the title of an official
 * text are facts about it, which the operator gives, and no part of what it says.
 */
export function takeTitle({ title, blocks }: ReadFile, fileName: string): TitledText {
  const top = blocks.slice(0, searchedBlocks);
  const at = top.findIndex(({ text }) => kinds.test(text));
  const about = top[at + 1]?.text ?? "";
  if (at >= 0 && about !== "" && countWords(about) <= maxTitleWords)
    return { title: `${sentenceCase(top[at]?.text ?? "")} ${lowerFirst(about)}`, blocks: blocks.slice(at + 2), warnings: [] };
  if (title !== undefined && title !== "") return { title, blocks, warnings: [] };
  return { title: basename(fileName, extname(fileName)), blocks, warnings: [ingestWarnings.noTitle] };
}

function sentenceCase(text: string): string {
  return text.charAt(0) + text.slice(1).toLowerCase();
}

/** "Về việc …" goes on in the middle of a sentence; names and what stands in capitals stay as they are. */
function lowerFirst(text: string): string {
  return /^(?:Về|V\/v)\s/u.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}
