import readExcelFile from "read-excel-file/node";
import { clean } from "../text/normalise.js";
import { IngestError } from "./ingest-error.js";
import { sniffFormat } from "./sniff-format.js";
import { readArchive } from "./zip-archive.js";

/** A row of a list as it stands in the workbook. */
export interface ListRow {
  /** As the spreadsheet counts it, from 1. */
  readonly number: number;
  readonly cells: readonly string[];
  /** Whether a cell holds a formula: what it shows depends on other cells, or on other files. */
  readonly hasFormula: boolean;
}

/** Largest workbook of a list, in bytes; packed and unpacked. */
export const maxListBytes = 1_000_000;
const maxUnpackedBytes = 8_000_000;

const sheetPart = /^xl\/worksheets\/[^/]+\.xml$/u;
/** Where rows and cells stand. */
const places = /\br\s*=\s*(["'])(.*?)\1/gu;
/** Up to the row 9999 and the column CZ: a single cell far out would be given all the rows and columns before it. */
const nearPlace = /^(?:[A-C]?[A-Z])?\d{0,4}$/u;
const formulaCell = /<(?:\w+:)?c\b[^>]*?\br\s*=\s*["'][A-Z]+(\d+)["'][^>]*>\s*<(?:\w+:)?f\b/gu;

/**
 * The first sheet of a small Excel workbook, row by row; empty rows are left out.
 * @param fileName as the sender has it; its ending must fit the content.
 * @throws IngestError of any code but those of PDF and text
 */
export async function readList(file: Buffer, fileName: string): Promise<ListRow[]> {
  if (file.length > maxListBytes) throw new IngestError("list_too_large");
  if (file.length === 0) throw new IngestError("empty");
  if (sniffFormat(file, fileName) !== "xlsx") throw new IngestError("not_a_workbook");
  const parts = readArchive(file, maxUnpackedBytes);
  const sheets = [...parts].filter(([name]) => sheetPart.test(name)).map(([, text]) => text);
  if (sheets.some(reachesFar)) throw new IngestError("list_too_large");
  const formulas = new Set([...firstSheetOf(parts).matchAll(formulaCell)].map(([, row]) => Number(row)));
  const rows = await firstSheet(file);
  return rows
    .map((cells, index) => ({ number: index + 1, cells: cells.map(textOf), hasFormula: formulas.has(index + 1) }))
    .filter(({ cells, hasFormula }) => hasFormula || cells.some((cell) => cell !== ""));
}

/** The XML of the sheet that the workbook names first. */
function firstSheetOf(parts: ReadonlyMap<string, string>): string {
  const id = /<(?:\w+:)?sheet\b[^>]*?\w+:id\s*=\s*["']([^"']+)/u.exec(parts.get("xl/workbook.xml") ?? "")?.[1];
  const relations = [...(parts.get("xl/_rels/workbook.xml.rels") ?? "").matchAll(/<(?:\w+:)?Relationship\b[^>]*>/gu)].map(([tag]) => tag);
  const target = relations.map((tag) => [attributeIn(tag, "Id"), attributeIn(tag, "Target")]).find(([own]) => own === id)?.[1] ?? "";
  return parts.get(`xl/${target.replace(/^\/?xl\//u, "")}`) ?? "";
}

function attributeIn(tag: string, name: string): string | undefined {
  return new RegExp(`\\s${name}\\s*=\\s*["']([^"']*)`, "u").exec(tag)?.[1];
}

function reachesFar(sheet: string): boolean {
  return [...sheet.matchAll(places)].some(([, , place = ""]) => !nearPlace.test(place));
}

async function firstSheet(file: Buffer): Promise<readonly (readonly unknown[])[]> {
  try {
    const [first] = await readExcelFile(file);
    return first?.data ?? [];
  } catch (error) {
    throw new IngestError("damaged", undefined, { cause: error });
  }
}

function textOf(cell: unknown): string {
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  return typeof cell === "string" || typeof cell === "number" || typeof cell === "boolean" ? clean(String(cell)) : "";
}
