import { parse } from "yaml";

/** One part of a Markdown text: the headings above it, outermost first, and its paragraphs and list lines as written. */
export interface MarkdownSection {
  headingPath: string[];
  /** What stands in braces after the innermost heading: `## Đến 2025 {kl}` → `["kl"]`. */
  tags: string[];
  text: string;
}

/** Splits a file into its YAML front matter (parsed, not yet checked) and its body. Throws where there is no front matter. */
export function splitFrontMatter(file: string): { meta: unknown; body: string } {
  const match = /^---\r?\n([\s\S]*?)\r?\n---\r?\n([\s\S]*)$/.exec(file.normalize("NFC"));
  if (match === null) throw new Error("no front matter between two lines of ---");
  return { meta: parse(match[1] ?? ""), body: match[2] ?? "" };
}

/** The sections of a Markdown body in order. Text before the first heading is a section with an empty path. Empty sections are left out. */
export function splitSections(body: string): MarkdownSection[] {
  const sections: MarkdownSection[] = [];
  let path: string[] = [];
  let current: MarkdownSection = { headingPath: [], tags: [], text: "" };
  const finish = (): void => {
    current.text = current.text.trim();
    if (current.text !== "") sections.push(current);
  };
  for (const line of body.split(/\r?\n/)) {
    const heading = /^(#{2,5})\s+(.*?)\s*(?:\{([^}]*)\})?\s*$/.exec(line);
    if (heading === null) {
      current.text += line + "\n";
      continue;
    }
    finish();
    path = [...path.slice(0, (heading[1] ?? "").length - 2), heading[2] ?? ""];
    current = { headingPath: path, tags: heading[3]?.trim().split(/\s+/) ?? [], text: "" };
  }
  finish();
  return sections;
}
