import { inOneForm } from "./figure-forms.js";
import type { Trace } from "./trace-figures.js";

/** A row of the checked-in table: a figure of a file, and where it comes from. */
export interface TraceRow {
  /** File that states it, under the knowledge folder. */
  file: string;
  stated: string;
  /** File and line that bear it out: of the collected facts, or of the knowledge folder. */
  source: string;
  /** Address of what that line comes from; the code of the procedure where it is a row of the register. */
  address: string;
  /** The words around the figure there. */
  quote: string;
}

const head = "file\tfigure\tsource\taddress\tquote";

/** The table as text, in a fixed order. Figures that nothing bears out are left out. */
export function writeTraceTable(traces: readonly Trace[], folder: string): string {
  const rows = traces.flatMap(({ file, stated, fact }) => {
    if (fact === undefined) return [];
    const address = fact.file.endsWith(".jsonl") ? (fact.owner ?? "") : (fact.urls[0] ?? "");
    return [[without(folder, file), stated, `${without(folder, fact.file)}:${fact.line}`, address, quoteOf(fact.text, stated)].map(inOneCell).join("\t")];
  });
  return `${[head, ...rows.sort()].join("\n")}\n`;
}

/** Reads a table that was written. */
export function readTraceTable(text: string): TraceRow[] {
  const [, ...lines] = text.trimEnd().split("\n");
  return lines.map((line) => {
    const [file = "", stated = "", source = "", address = "", quote = ""] = line.split("\t");
    return { file, stated, source, address, quote };
  });
}

/** Characters on each side of a figure that a quote shows. */
const shownAround = 30;

function quoteOf(text: string, stated: string): string {
  const plain = inOneForm(text);
  const figure = /\d[^ ]*/u.exec(stated)?.[0] ?? stated;
  // A document may be called there by its number and year, a day by its year.
  const written = [figure, figure.replace(".", ","), /^\d+\/\d{4}/u.exec(figure)?.[0] ?? figure].find((one) => plain.includes(one)) ?? figure;
  const at = Math.max(0, plain.indexOf(written));
  return plain.slice(Math.max(0, at - shownAround), at + written.length + shownAround);
}

function inOneCell(text: string): string {
  return text.replace(/\s+/gu, " ").trim();
}

function without(folder: string, file: string): string {
  return file.startsWith(`${folder}/`) ? file.slice(folder.length + 1) : file;
}
