import type { Territory } from "../knowledge/schema.js";
import type { Unit } from "../retrieval/unit.js";
import { ageRangeOf } from "../text/ages.js";
import { datesOf, yearsOf } from "../text/figures.js";
import { normalise } from "../text/normalise.js";
import { gradesIn, namesDocument, type Slots } from "./slots.js";

/** Something that the question names and the source is not about. */
export type Mismatch =
  | { kind: "year" | "date" | "place" | "body" | "document" | "object" | "group"; said: string }
  | { kind: "action"; said: string }
  | { kind: "age"; said: number };

/** What a source says, as far as constraints look at it. Its texts may be made when they are looked at, so look only where there is something to compare. */
export interface SourceText {
  unit: Unit;
  /** Name, ways of asking left out: all that may be asserted from it. */
  text: string;
  /** Dates and numbers of the source itself. */
  about: string;
  /** Name and text in normal form. */
  plain: string;
}

const territoryLabel: Record<Exclude<Territory, "toan-quoc">, string> = {
  "hoa-binh": "tỉnh Hòa Bình",
  "phu-tho": "tỉnh Phú Thọ",
  "vinh-phuc": "tỉnh Vĩnh Phúc",
};

/** The name of a place in normal form, without "tỉnh": as texts mostly write it. */
export function placeWithoutRank(name: string): string {
  return normalise(name).replace(/^tỉnh /u, "");
}

/**
 * What the question names that the source is not about. Scores cannot see this: "mục tiêu năm 2040" has every word of
 * "mục tiêu năm 2030" but one.
 * @param currentYear services and procedures speak of the present, so this year is always theirs.
 */
export function mismatchesOf(slots: Slots, source: SourceText, currentYear: number): Mismatch[] {
  return [
    ...yearMismatches(slots, source, currentYear),
    ...slots.dates.filter((date) => !datesOf(`${source.text} ${source.about}`).includes(date)).map((said) => ({ kind: "date" as const, said })),
    ...slots.documents
      .filter((document) => !namesDocument(`${source.text} ${source.about}`, document))
      .map(({ kind, number }) => ({ kind: "document" as const, said: `${kind} ${number.toUpperCase()}`.trim() })),
    ...placeMismatches(slots, source),
    ...bodyMismatches(slots, source),
    ...actionMismatches(slots, source),
    ...ageMismatches(slots, source.unit),
    ...groupMismatches(slots, source),
    ...gradeMismatches(slots, source),
    ...policyMismatches(slots, source),
    ...tradeMismatches(slots, source),
    ...paperMismatches(slots, source.unit),
  ];
}

/** A bare name of the register has nothing but its words: one that stands where the name has another makes it another procedure. */
export function objectMismatches(unit: Unit, swapped: readonly string[]): Mismatch[] {
  return unit.kind === "procedure" ? swapped.slice(0, 1).map((said) => ({ kind: "object", said })) : [];
}

/** "7 sao" asked of a name that has "1 sao, 2 sao": another number of the same thing is another thing. */
function gradeMismatches({ grades }: Slots, { unit }: SourceText): Mismatch[] {
  if (unit.kind !== "procedure" || grades.length === 0) return [];
  const own = gradesIn(normalise(unit.title));
  return grades
    .filter((grade) => own.some((other) => other.split(" ")[1] === grade.split(" ")[1]) && !own.includes(grade))
    .map((said) => ({ kind: "object", said }));
}

/** What a resolution or conclusion says stands in no procedure, unless its name speaks of one; and what a law is, in none at all. */
function policyMismatches({ policies, lawsAsked }: Slots, source: SourceText): Mismatch[] {
  const { unit } = source;
  if ((policies.length === 0 && lawsAsked.length === 0) || (unit.kind !== "procedure" && unit.kind !== "service")) return [];
  if (lawsAsked.length > 0) return lawsAsked.map((said) => ({ kind: "document", said }));
  const { plain } = source;
  return policies.filter((policy) => !plain.includes(policy)).map((said) => ({ kind: "document", said }));
}

/** A company may be set up for nearly any trade, which its registration need not name; not for one that the law forbids. */
function tradeMismatches({ forbiddenTrades }: Slots, source: SourceText): Mismatch[] {
  if (source.unit.kind !== "service" && source.unit.kind !== "procedure") return [];
  return forbiddenTrades.filter((trade) => !source.plain.includes(trade)).map((said) => ({ kind: "object", said }));
}

/** "Cấp thẻ người cao tuổi": what people ask a source for by another paper's name leads to another paper. */
function paperMismatches({ papers }: Slots, { kind, title, aliases }: Unit): Mismatch[] {
  if (papers.length === 0 || (kind !== "service" && kind !== "procedure")) return [];
  const names = [title, ...aliases].map(normalise);
  return papers.filter((paper) => !names.some((name) => new RegExp(`(?<!\\p{L})${paper}(?!\\p{L})`, "u").test(name))).map((said) => ({ kind: "object", said }));
}

function yearMismatches(slots: Slots, source: SourceText, currentYear: number): Mismatch[] {
  if (slots.years.length === 0) return [];
  const { unit, text, about } = source;
  const known = new Set([...yearsOf(text), ...yearsOf(about), ...datesOf(`${text} ${about}`).map((date) => date.slice(-4)), ...yearsInNumbers(text)]);
  // What is done today may rest on what happened in any year.
  if (unit.kind === "service" || unit.kind === "procedure") for (const year of [String(currentYear), ...slots.told.years]) known.add(year);
  return slots.years.filter((year) => !known.has(year)).map((said) => ({ kind: "year", said }));
}

/** Years inside periods and document numbers. */
function yearsInNumbers(text: string): string[] {
  return [...text.matchAll(/(?:\d\/|(?:19|20)\d\d\s*[-–]\s*)((?:19|20)\d\d)|((?:19|20)\d\d)(?=\s*[-–]\s*(?:19|20)\d\d)/gu)].map(
    ([, later, earlier]) => later ?? earlier ?? "",
  );
}

/** Of a service or procedure, a place matters only where it is said to be done there; one may go, sell or come from anywhere. */
function placeMismatches(slots: Slots, source: SourceText): Mismatch[] {
  const { unit } = source;
  const named = unit.kind === "service" || unit.kind === "procedure" ? slots.placesOfDoing : slots.otherPlaces;
  const told = unit.kind === "service" || unit.kind === "procedure" ? slots.told.places : [];
  const others = named
    .filter((place) => !told.includes(place) && !source.plain.includes(place))
    .map((said) => ({ kind: "place" as const, said: capitalised(said) }));
  const own = unit.territory;
  if (own === "toan-quoc" || slots.ownTerritories.length === 0 || slots.ownTerritories.includes(own)) return others;
  const subject = normalise(`${unit.title} ${unit.passages[0]?.text ?? ""}`);
  const foreign = slots.ownTerritories.filter((territory) => !subject.includes(normalise(territoryLabel[territory].slice(5))));
  return [...others, ...foreign.map((territory) => ({ kind: "place" as const, said: territoryLabel[territory] }))];
}

/** Which office a procedure goes to is an answer, not a constraint; of a policy it is what the question is about. */
function bodyMismatches(slots: Slots, source: SourceText): Mismatch[] {
  if (source.unit.kind === "service" || source.unit.kind === "procedure") return [];
  return slots.bodies
    .filter((body) => (!source.plain.includes(body) && !normalise(source.about).includes(body)) || isIssuedByAnother(body, slots, source))
    .map((said) => ({ kind: "body", said }));
}

/** "Nghị quyết 57 của Quốc hội": the source says who issued it, and it is another. */
function isIssuedByAnother(body: string, { documents, issuers }: Slots, { plain }: SourceText): boolean {
  if (!issuers.includes(body)) return false;
  return documents.some(({ kind, number }) => {
    const own = [...plain.matchAll(new RegExp(`${kind} (?:số )?0*${number}[^.]{0,30}? do ([^.]{0,40}?) ban hành`, "gu"))].map(([, by = ""]) => by);
    return own.length > 0 && own.every((by) => !by.includes(body) && !body.includes(by));
  });
}

/** "cấp lại", "gia hạn" said in so many words of a thing for which there is no such procedure. */
function actionMismatches(slots: Slots, source: SourceText): Mismatch[] {
  if (source.unit.kind !== "service" && source.unit.kind !== "procedure") return [];
  return slots.namedActions.filter((action) => !source.plain.includes(action)).map((said) => ({ kind: "action", said }));
}

/** A bare name of the register does not say for whom it is; a service of ours does. */
function groupMismatches({ groups }: Slots, { unit, plain }: SourceText): Mismatch[] {
  if (unit.kind !== "service") return [];
  return groups.filter((names) => !names.some((name) => plain.includes(name))).map(([said = ""]) => ({ kind: "group", said }));
}

function ageMismatches(slots: Slots, unit: Unit): Mismatch[] {
  const range = ageRangeOf(unit.title);
  if (range === undefined) return [];
  return slots.ages.filter((age) => age < range.from || age >= range.below).map((said) => ({ kind: "age", said }));
}

function capitalised(place: string): string {
  return place.replace(/(^|\s)\p{L}/gu, (letter) => letter.toUpperCase());
}
