import { alignColumns } from "../own-report.js";
import { quantile, round } from "../rank-metrics.js";
import type { ChatPage } from "./chat-page.js";
import type { Opening } from "./measure-opening.js";

/** A page as one phone opened it several times. */
export interface Openings {
  phone: string;
  page: ChatPage["name"];
  openings: readonly Opening[];
}

export interface OpeningLine {
  phone: string;
  page: ChatPage["name"];
  runs: number;
  /** Median, fastest and slowest. */
  readyMs: number;
  fastestMs: number;
  slowestMs: number;
  gzipKb: number;
  /** This page's median ÷ ours on the same phone. */
  timesOurs: number;
}

export function openingLines(measured: readonly Openings[]): OpeningLine[] {
  return measured.map(({ phone, page, openings }) => {
    const times = openings.map(({ readyMs }) => readyMs);
    const ours = measured.find((other) => other.phone === phone && other.page === "ours")?.openings ?? [];
    return {
      phone,
      page,
      runs: openings.length,
      readyMs: round(median(times), 0),
      fastestMs: round(Math.min(...times), 0),
      slowestMs: round(Math.max(...times), 0),
      gzipKb: round(median(openings.map(({ bytes }) => bytes)) / 1000, 1),
      timesOurs: round(median(times) / median(ours.map(({ readyMs }) => readyMs)), 1),
    };
  });
}

/** The lines as a table for people. */
export function openingTable(lines: readonly OpeningLine[]): string {
  const head = ["phone", "page", "runs", "readyMs", "fastestMs", "slowestMs", "gzipKb", "this/ours"];
  const rows = lines.map(({ phone, page, runs, readyMs, fastestMs, slowestMs, gzipKb, timesOurs }) => [
    phone,
    page,
    ...[runs, readyMs, fastestMs, slowestMs].map(String),
    gzipKb.toFixed(1),
    timesOurs.toFixed(1),
  ]);
  return alignColumns([head, ...rows], 2);
}

function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}
