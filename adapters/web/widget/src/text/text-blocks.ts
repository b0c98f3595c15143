/** A piece of an answer as it is laid out. */
export type TextBlock =
  | { kind: "paragraph"; text: string }
  | { kind: "list"; items: string[] }
  | { kind: "steps"; start: number; items: string[] }
  | { kind: "table"; head: string[]; rows: string[][] };

/**
 * Reads plain text as people write it: lines are paragraphs, lines that begin with a dash or a bullet are a list, those
 * with a number are steps, and lines of cells between bars are a table whose second line is a rule (`| --- | --- |`).
 */
export function textBlocks(text: string): TextBlock[] {
  const blocks: TextBlock[] = [];
  const lines = text.split(/\r?\n/u).map((line) => line.trim());
  for (let at = 0; at < lines.length; at += 1) {
    const table = tableAt(lines, at);
    if (table === undefined) addLine(blocks, lines[at] ?? "");
    else {
      blocks.push(table);
      at += table.rows.length + 1;
    }
  }
  return blocks;
}

function addLine(blocks: TextBlock[], line: string): void {
  if (line === "") return;
  const last = blocks.at(-1);
  const item = /^[-–•*]\s+(.+)$/u.exec(line)?.[1];
  const step = /^(\d{1,2})[.)]\s+(.+)$/u.exec(line);
  if (item !== undefined) {
    if (last?.kind === "list") last.items.push(item);
    else blocks.push({ kind: "list", items: [item] });
  } else if (step !== null) {
    const [, number = "", text = ""] = step;
    if (last?.kind === "steps" && Number(number) === last.start + last.items.length) last.items.push(text);
    else blocks.push({ kind: "steps", start: Number(number), items: [text] });
  } else {
    blocks.push({ kind: "paragraph", text: line });
  }
}

type Table = Extract<TextBlock, { kind: "table" }>;

function tableAt(lines: readonly string[], at: number): Table | undefined {
  if (!isRow(lines[at]) || !/^\|[\s:|-]*-[\s:|-]*\|$/u.test(lines[at + 1] ?? "")) return undefined;
  const rows: string[][] = [];
  for (let row = at + 2; isRow(lines[row]); row += 1) rows.push(cellsOf(lines[row] ?? ""));
  return { kind: "table", head: cellsOf(lines[at] ?? ""), rows };
}

function isRow(line: string | undefined): boolean {
  return line !== undefined && /^\|.+\|$/u.test(line);
}

function cellsOf(line: string): string[] {
  return line
    .slice(1, -1)
    .split("|")
    .map((cell) => cell.trim());
}
