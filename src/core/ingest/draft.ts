/** Kinds of files that can be taken in. */
export type FileFormat = "markdown" | "html" | "docx" | "pdf" | "xlsx";

/** A piece of a file in reading order, as its reader found it. */
export type ReadBlock = { kind: "heading"; level: number; text: string } | TextBlock;

/** A paragraph, an item of a list, or a row of a table with its column headings. */
export interface TextBlock {
  kind: "paragraph" | "item" | "row";
  text: string;
}

/** What a reader takes out of a file, before its text is cleaned and its structure is recognised. */
export interface ReadFile {
  /** What the file says its title is. */
  title?: string | undefined;
  blocks: ReadBlock[];
  warnings: string[];
  /** Front matter of Markdown, parsed and not yet checked. */
  meta?: unknown;
  /** Names of the fonts of its text, where the file tells. */
  fonts?: string[];
}

/** A text with the headings above it, outermost first. */
export interface DraftBlock extends TextBlock {
  headingPath: string[];
}

/** A file as it was understood, for an operator to look at. */
export interface Draft {
  /** SHA-256 of the file, in hexadecimal. */
  sha256: string;
  format: FileFormat;
  title: string;
  blocks: DraftBlock[];
  /** What to look at before publishing, in Vietnamese. */
  warnings: string[];
  /** Front matter of Markdown, parsed and not yet checked. */
  meta?: unknown;
}
