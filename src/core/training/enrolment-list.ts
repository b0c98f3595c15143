import { clean, normalise } from "../text/normalise.js";
import { plain } from "../text/plain.js";
import { enrolmentListWording as wording } from "../wording/enrolment-list.js";
import { readName } from "./certificates.js";
import type { Office } from "./learner.js";
import type { ReportSheet } from "./report-sheet.js";

/** Most people that a list may hold. */
export const mostPeople = 1000;
const mostNameChars = 60;
const mostPositionChars = 100;
/** The heads stand below a title at most. */
const headRows = 10;

/** A row of a workbook. */
interface Row {
  readonly number: number;
  readonly cells: readonly string[];
  readonly hasFormula: boolean;
}

/** Somebody as an office enrols them. */
export interface PersonToEnrol {
  readonly officeId: string;
  readonly name: string;
  /** "" where it is not said. */
  readonly position: string;
  /** Name and position in the one form in which two people of an office are compared. */
  readonly key: string;
}

/** What a list is checked against. */
export interface ListContext {
  readonly offices: readonly (Office & { readonly code: string })[];
  /** Who is enrolled already. */
  readonly enrolled: readonly PersonToEnrol[];
}

export interface CheckedRow {
  /** As the spreadsheet counts it. */
  readonly number: number;
  readonly name: string;
  /** As typed, until the office is found. */
  readonly officeName: string;
  readonly position: string;
  /** What is wrong, in words; nobody of a list is enrolled while any row has a fault. */
  readonly faults: readonly string[];
  /** What to look at, in words. */
  readonly note: string | undefined;
  /** Absent where there is a fault, and of who is enrolled already. */
  readonly person: PersonToEnrol | undefined;
}

export interface CheckedList {
  /** Why it cannot be read at all, in words; then there are no rows. */
  readonly faults: readonly string[];
  readonly notes: readonly string[];
  readonly rows: readonly CheckedRow[];
}

type Column = keyof typeof wording.heads;

/** Reads a list of people and says, row by row, what is wrong with it. Columns that are not asked for are not read. */
export function checkList(rows: readonly Row[], context: ListContext): CheckedList {
  const place = rows.slice(0, headRows).findIndex(({ cells }) => cells.some((cell) => columnOf(cell) === "name"));
  const heads = rows[place];
  if (heads === undefined) return unreadable([wording.noHeads]);
  const columns = heads.cells.map(columnOf);
  const faults = faultsOfHeads(columns);
  const body = rows.slice(place + 1);
  if (faults.length > 0) return unreadable(faults);
  if (body.length === 0) return unreadable([wording.noRows]);
  if (body.length > mostPeople) return unreadable([wording.tooMany(mostPeople)]);
  const ignored = heads.cells.filter((cell, index) => cell !== "" && columns[index] === undefined && !isOneOf(cell, wording.numberHeads));
  const typed = body.map(({ number, cells, hasFormula }) => {
    const cellOf = (column: Column): string => clean(cells[columns.indexOf(column)] ?? "");
    return { number, hasFormula, name: cellOf("name"), officeName: cellOf("office"), position: cellOf("position") };
  });
  return { faults: [], notes: ignored.length === 0 ? [] : [wording.ignored(ignored)], rows: checkPeople(typed, context) };
}

/** The same people once more, against what is stored by now. */
export function checkAgain(people: readonly Omit<PersonToEnrol, "key">[], context: ListContext): CheckedRow[] {
  const codeOf = new Map(context.offices.map(({ id, code }) => [id, code]));
  const typed = people.map(({ officeId, name, position }, index) => ({
    number: index + 1,
    hasFormula: false,
    name,
    officeName: codeOf.get(officeId) ?? "",
    position,
  }));
  return checkPeople(typed, context);
}

function keyOf({ name, position }: Pick<PersonToEnrol, "name" | "position">): string {
  return `${normalise(name)}|${normalise(position)}`;
}

/** A workbook to fill in. @param officeName of an office that there is. */
export function templateSheet(officeName: string): ReportSheet {
  return { name: wording.sheet, rows: [Object.values(wording.heads), [wording.sampleName, officeName, wording.samplePosition]] };
}

function unreadable(faults: readonly string[]): CheckedList {
  return { faults, notes: [], rows: [] };
}

function columnOf(head: string): Column | undefined {
  return (Object.keys(wording.heads) as Column[]).find((column) => isOneOf(head, wording.knownHeads[column]));
}

function isOneOf(head: string, known: readonly string[]): boolean {
  const said = plain(head)
    .replace(/[^a-z]+/gu, " ")
    .trim();
  return known.some((one) => plain(one) === said);
}

function faultsOfHeads(columns: readonly (Column | undefined)[]): string[] {
  const countOf = (column: Column): number => columns.filter((one) => one === column).length;
  return [
    ...(countOf("office") === 0 ? [wording.noColumn(wording.heads.office)] : []),
    ...(Object.keys(wording.heads) as Column[]).filter((column) => countOf(column) > 1).map((column) => wording.twice(wording.heads[column])),
  ];
}

interface TypedRow {
  readonly number: number;
  readonly hasFormula: boolean;
  readonly name: string;
  readonly officeName: string;
  readonly position: string;
}

function checkPeople(typed: readonly TypedRow[], { offices, enrolled }: ListContext): CheckedRow[] {
  const findOffice = officeFinder(offices);
  const known = new Set(enrolled.map(({ officeId, key }) => `${officeId}|${key}`));
  const names = new Set(enrolled.map(({ officeId, name }) => `${officeId}|${normalise(name)}`));
  const rowOf = new Map<string, number>();
  return typed.map((row) => {
    const found = findOffice(row.officeName);
    const office = found.length === 1 ? found[0] : undefined;
    const key = `${office?.id ?? ""}|${keyOf(row)}`;
    const earlier = office === undefined || row.name === "" ? undefined : rowOf.get(key);
    if (earlier === undefined) rowOf.set(key, row.number);
    const faults = [...faultsOfPerson(row), ...faultsOfOffice(row.officeName, found.length), ...(earlier === undefined ? [] : [wording.duplicate(earlier)])];
    const name = `${office?.id ?? ""}|${normalise(row.name)}`;
    const note = faults.length > 0 ? undefined : known.has(key) ? wording.known : names.has(name) ? wording.sameName : undefined;
    names.add(name);
    const isNew = office !== undefined && faults.length === 0 && !known.has(key);
    const { number, position } = row;
    return {
      number,
      name: row.name,
      officeName: office?.name ?? row.officeName,
      position,
      faults,
      note,
      person: isNew ? { officeId: office.id, name: row.name, position, key: keyOf(row) } : undefined,
    };
  });
}

function faultsOfPerson({ name, position, hasFormula }: TypedRow): string[] {
  return [
    ...(hasFormula ? [wording.formula] : []),
    ...(name === "" ? [wording.noName] : name.length > mostNameChars ? [wording.longName] : readName(name) === undefined ? [wording.badName] : []),
    ...(position.length > mostPositionChars ? [wording.longPosition] : /^[\p{L}\p{N}(][^<>=@|\p{C}]*$|^$/u.test(position) ? [] : [wording.badPosition]),
  ];
}

function faultsOfOffice(typed: string, found: number): string[] {
  if (typed === "") return [wording.noOffice];
  if (found === 0) return [wording.unknownOffice(typed)];
  return found > 1 ? [wording.severalOffices(typed)] : [];
}

/** By code, with or without its dash, or by name. */
function officeFinder(offices: ListContext["offices"]): (typed: string) => readonly Office[] {
  const byCode = new Map(offices.map((office) => [office.code, office]));
  const byName = new Map<string, Office[]>();
  for (const office of offices) byName.set(normalise(office.name), [...(byName.get(normalise(office.name)) ?? []), office]);
  return (typed) => {
    const coded = byCode.get(typed.replace(/[-\s]/gu, "").toUpperCase());
    return coded === undefined ? (byName.get(normalise(typed)) ?? []) : [coded];
  };
}
