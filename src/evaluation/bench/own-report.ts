import { typings, type Typing } from "../typing.js";
import { scoreWithTimes, type RetrievalLine } from "./foreign-report.js";
import type { MethodResult } from "./measure-method.js";
import { round } from "./rank-metrics.js";
import type { MethodName } from "./search-methods.js";

/** One line of the benchmark on our own knowledge: one kind of question in one way of typing. */
export interface OwnLine extends RetrievalLine {
  kind: string;
  questions: number;
  /** Our R1 ÷ this method's. */
  ratio: number;
}

/** Lines by kind and typing, our own first in each. */
export function ownLines(results: ReadonlyMap<MethodName, MethodResult>): OwnLine[] {
  const kinds = [...new Set([...results.values()].flatMap(({ outcomes }) => outcomes.map(({ group }) => group)))];
  return kinds.flatMap((kind) => typings.flatMap((typing) => linesOf(results, kind, typing)));
}

function linesOf(results: ReadonlyMap<MethodName, MethodResult>, kind: string, typing: Typing): OwnLine[] {
  const lines = [...results].map(([method, { outcomes, buildMs, rssMb }]) => {
    const own = outcomes.filter((outcome) => outcome.group === kind && outcome.typing === typing);
    return { kind, questions: own.length, method, typing, ...scoreWithTimes(own), buildMs, rssMb };
  });
  const ours = lines.find(({ method }) => method === "ours")?.R1 ?? 0;
  return lines.map((line) => ({ ...line, ratio: line.R1 === 0 ? 0 : round(ours / line.R1, 2) }));
}

/** The lines as a table for people. */
export function ownTable(lines: readonly OwnLine[]): string {
  const head = ["kind", "typing", "method", "asked", "R1", "R5", "R10", "MRR", "p50Ms", "p99Ms", "buildMs", "rssMb", "ours/this"];
  const rows = lines.map((line) => [
    line.kind,
    line.typing,
    line.method,
    String(line.questions),
    line.R1.toFixed(1),
    line.R5.toFixed(1),
    line.R10.toFixed(1),
    line.MRR.toFixed(3),
    line.p50Ms.toFixed(2),
    line.p99Ms.toFixed(2),
    String(line.buildMs),
    String(line.rssMb),
    line.method === "ours" ? "" : line.ratio === 0 ? "∞" : line.ratio.toFixed(2),
  ]);
  return alignColumns([head, ...rows], 3);
}

/** Rows as lines of equally wide columns: the first `left` of them set to the left, numbers to the right. */
export function alignColumns(rows: readonly (readonly string[])[], left: number): string {
  const widths = rows.reduce<number[]>((wide, row) => row.map((cell, column) => Math.max(cell.length, wide[column] ?? 0)), []);
  const align = (cell: string, column: number): string => (column < left ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0));
  return rows.map((row) => row.map(align).join("  ").trimEnd()).join("\n");
}
