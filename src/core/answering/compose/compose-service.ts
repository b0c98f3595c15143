import type { Detail, FieldName, Service, ServiceField } from "../../knowledge/schema.js";
import { countWords, sentencesOf } from "../../text/sentences.js";
import { tokenise } from "../../text/tokenise.js";
import { fieldButton, fieldLabel, say } from "../../wording/answers.js";
import type { Citation } from "../answer.js";
import type { Choice, Draft } from "../context.js";
import type { Point } from "../points.js";
import { listLine, quoteOfField, stepLine } from "./field-quote.js";
import { pointedStatement, type Statement } from "./pointed-statement.js";

/** A special case of a service. */
export type Variant = Service["variants"][number];

/** What is asked of a service. */
export interface ServiceQuestion {
  fields: FieldName[];
  /** Content words of the question, those that ask for a field left out: they choose among cases. */
  words: readonly string[];
  /** All words of the question. */
  said: readonly string[];
  /** How telling a word is. */
  informationOf: (word: string) => number;
  /** Day on which it is asked, `YYYY-MM-DD`: reductions end. */
  today: string;
  /** What is asked for that is no field. */
  points: readonly Point[];
  /** A detail that the question comes near to: told along with what else is asked. */
  near?: Detail | undefined;
}

/** A paper that is filled in. */
const form = /(?<!\p{L})(?:mẫu(?! giáo)|tờ khai|đơn|phiếu|đề nghị)(?!\p{L})/iu;
const maxItems = 7;
/** Words of an overview but for its source. */
const maxOverviewWords = 120;
/** A field that stands only in part for these must not be answered by the main case. */
const maxFieldsAtOnce = 2;

/** The answer to one or two fields of a service; undefined where none of them is verified. */
export function composeFields(service: Service, question: ServiceQuestion): Draft | undefined {
  const variant = variantIn(service, question);
  const asked = question.fields
    .slice(0, maxFieldsAtOnce)
    .map((name) => ({ name, field: variant?.fields?.[name] ?? service.fields[name], ofVariant: variant?.fields?.[name] !== undefined }));
  const stated = asked.filter(({ field }) => field !== undefined && field.state !== "unverified") as {
    name: FieldName;
    field: ServiceField;
    ofVariant: boolean;
  }[];
  if (stated.length === 0) return undefined;
  // Who asks by when something must be done does not ask how long the office takes.
  const told = asksForDeadlineAlone(question) ? [] : stated;
  const lines = told.flatMap(({ field }) => linesOfField(field, question));
  const difference = variant !== undefined && told.some(({ ofVariant }) => !ofVariant) ? variant.difference : "";
  lines.unshift(...given(difference));
  const gaps = asked
    .filter(({ field }) => field === undefined || field.state === "unverified")
    .map(({ name }) => say.unverifiedField(fieldLabel[name], service.everyday, service.url));
  lines.push(...gaps);
  const pointed = pointedStatement(service, variant, question, lines);
  if (pointed === undefined && told.length === 0) return undefined;
  if (pointed !== undefined) lines[question.points.length > 0 ? "unshift" : "push"](pointed.text);
  return {
    status: "answered_service_field",
    lines,
    citations: citationsOf(service, told, variant, [difference], pointed),
    subject: service.name,
    suggestions: [...otherCases(service, stated, question), ...otherFields(service, question.fields)].slice(0, 3),
  };
}

function asksForDeadlineAlone({ fields, points }: ServiceQuestion): boolean {
  return points.some(({ name }) => name === "deadline") && fields.every((name) => name === "duration");
}

/** The answer to which form is to be filled in: the papers that are forms, by case; undefined where no verified list has one. */
export function composeForm(service: Service, question: ServiceQuestion): Draft | undefined {
  const variant = variantIn(service, question);
  const documents = variant?.fields?.documents ?? service.fields.documents;
  if (documents === undefined || documents.state === "unverified") return undefined;
  const cases = (documents.cases ?? []).map((one) => ({ ...one, items: one.items.filter((item) => form.test(item)) })).filter(({ items }) => items.length > 0);
  if (cases.length === 0) return undefined;
  const forms = { state: documents.state, cases };
  return {
    status: "answered_service_field",
    lines: linesOfField(forms, question),
    citations: citationsOf(service, [{ name: "documents", field: documents }], variant, []),
    subject: service.name,
    suggestions: [...otherCases(service, [{ name: "documents", field: forms }], question), ...otherFields(service, [])].slice(0, 3),
  };
}

/** The answer to a narrow question, and what else is asked of the service. */
export function composeDetail(service: Service, { text, source }: Detail, question: ServiceQuestion): Draft {
  return {
    status: "answered_service_field",
    lines: [text],
    citations: [citationOf(service, { section: "", quote: text, source, codes: service.codes })],
    subject: service.name,
    suggestions: otherFields(service, question.fields).slice(0, 3),
  };
}

/** Who handles a service and how long, the papers of one case, the fee: as much of it as is taken in at one look. */
export function composeOverview(service: Service, question: ServiceQuestion): Draft {
  const variant = variantIn(service, question);
  const difference = variant?.difference ?? "";
  const pointed = pointedStatement(service, variant, question, []);
  const opening = pointed === undefined ? [service.summary, ...given(difference)] : withoutRepeats([pointed.text, ...given(difference), service.summary]);
  // A question about one point is answered by that point; papers and fee are a tap away.
  const { lines, told } = pointed === undefined ? withPapersAndFee(opening, service, variant, question) : { lines: opening, told: [] };
  return {
    status: "answered_service_overview",
    lines,
    citations: citationsOf(service, told, variant, [service.summary, difference], pointed),
    subject: service.name,
    suggestions: [
      ...otherCases(service, told, question),
      ...otherFields(
        service,
        told.map(({ name }) => name),
      ),
    ].slice(0, 3),
  };
}

/** Lines without those that another of them says as a whole or in part: of a sentence and the text that it was taken from, the text stays. */
function withoutRepeats(lines: readonly string[]): string[] {
  return lines.filter((line, index) => !lines.some((other, place) => place !== index && (other === line ? place < index : other.includes(line))));
}

/** A part of an overview: what it says of which field, and how soon it gives way where there is no room for all (0: never). */
interface Part {
  name: "documents" | "fee";
  lines: string[];
  givesWay: number;
}

/** Adds the papers and the fee to the opening of an overview; what does not fit is a tap away. */
function withPapersAndFee(
  opening: readonly string[],
  service: Service,
  variant: Variant | undefined,
  question: ServiceQuestion,
): { lines: string[]; told: { name: FieldName; field: ServiceField }[] } {
  const stated = (name: Part["name"]): ServiceField => {
    const field = variant?.fields?.[name] ?? service.fields[name];
    return field === undefined || field.state === "unverified" ? { state: "unverified" } : field;
  };
  const whole = { documents: stated("documents"), fee: stated("fee") };
  const { text: introduction, conflict: papersDiffer, ...papers } = whole.documents;
  const { text: feeText = "", conflict: feesDiffer, ...feeRest } = whole.fee;
  // The first sentence of a fee is the fee; a reduction is told with it or not at all.
  const [amount = "", ...conditions] = sentencesOf(feeText);
  const parts: Part[] = [
    { name: "documents", lines: given(introduction), givesWay: 2 },
    { name: "documents", lines: linesOfField(oneCaseOf(papers, question.words), question), givesWay: 0 },
    { name: "documents", lines: given(papersDiffer), givesWay: 5 },
    { name: "fee", lines: [...given(amount), ...linesOfField(feeRest, question)], givesWay: 1 },
    { name: "fee", lines: given(conditions.join(" ")), givesWay: 3 },
    { name: "fee", lines: given(feesDiffer), givesWay: 4 },
  ];
  const told = new Set<Part>();
  for (const part of [...parts].sort((one, other) => one.givesWay - other.givesWay)) {
    const lines = [...opening, ...[...told, part].flatMap((one) => one.lines)];
    if (part.lines.length > 0 && (part.givesWay === 0 || countWords(lines.join(" ")) <= maxOverviewWords)) told.add(part);
  }
  // A quote is read line by line, as the answer is: sentences told apart stand apart in it too.
  const fields = { documents: whole.documents, fee: { ...whole.fee, text: [amount, conditions.join(" ")].filter((line) => line !== "").join("\n") } };
  return {
    lines: [...opening, ...parts.filter((part) => told.has(part)).flatMap(({ lines }) => lines)],
    told: (["fee", "documents"] as const).filter((name) => [...told].some((part) => part.name === name)).map((name) => ({ name, field: fields[name] })),
  };
}

function given(line: string | undefined): string[] {
  return line === undefined || line === "" ? [] : [line];
}

/** The special case that a question names: all words of one of its names, beyond those of the service, stand in the question, and not only words of grammar. */
export function variantIn(service: Service, { words, said }: Pick<ServiceQuestion, "words" | "said">): Variant | undefined {
  const asked = new Set([...words, ...said]);
  const usual = new Set(tokenise(`${service.name} ${service.everyday}`));
  return service.variants.find((variant) =>
    [variant.name, ...variant.aliases].some((name) => {
      const telling = tokenise(name).filter((token) => !usual.has(token));
      return telling.some((token) => words.includes(token)) && telling.every((token) => asked.has(token));
    }),
  );
}

/** A field with its most fitting case alone: an overview has no room for more. */
function oneCaseOf(field: ServiceField, words: readonly string[]): ServiceField {
  const [first] = chosenCases(field, words);
  return first === undefined ? field : { ...field, cases: [first] };
}

function linesOfField(field: ServiceField, question: ServiceQuestion): string[] {
  const lines: string[] = [];
  if (field.text !== undefined) lines.push(field.text);
  if (field.temporary !== undefined) lines.push(question.today <= field.temporary.until ? field.temporary.text : say.reductionOver);
  const cases = chosenCases(field, question.words);
  for (const one of cases) {
    if (one.case !== "") lines.push(say.caseHeading(one.case));
    lines.push(...one.items.slice(0, maxItems).map(listLine));
  }
  if (cases.length < (field.cases ?? []).length) lines.push(say.moreCases);
  lines.push(...(field.steps ?? []).map(stepLine));
  if (field.conflict !== undefined) lines.push(field.conflict);
  return lines;
}

/** The case that the question names; else as many as fit into one list. */
function chosenCases(field: ServiceField, words: readonly string[]): NonNullable<ServiceField["cases"]> {
  const cases = field.cases ?? [];
  const asked = new Set(words);
  const fits = cases.map((one) => {
    const shared = new Set(cases.filter((other) => other !== one).flatMap((other) => tokenise(other.case)));
    const own = tokenise(one.case).filter((token) => !shared.has(token));
    return own.length === 0 ? 0 : own.filter((token) => asked.has(token)).length / own.length;
  });
  const bestFit = Math.max(0, ...fits);
  if (bestFit >= 0.5) return [cases[fits.indexOf(bestFit)] as NonNullable<ServiceField["cases"]>[number]];
  const kept: NonNullable<ServiceField["cases"]> = [];
  let items = 0;
  for (const one of cases) {
    if (kept.length > 0 && items + one.items.length > maxItems) break;
    kept.push(one);
    items += one.items.length;
  }
  return kept;
}

function otherCases(service: Service, stated: readonly { name: FieldName; field: ServiceField }[], { words }: ServiceQuestion): Choice[] {
  return stated.flatMap(({ name, field }) => {
    const shown = new Set(chosenCases(field, words).map((one) => one.case));
    return (field.cases ?? [])
      .filter((one) => one.case !== "" && !shown.has(one.case))
      .map((one) => ({ label: one.case, question: `${service.everyday} ${one.case}`, unitId: `service/${service.id}`, field: name }));
  });
}

/** Buttons for what people take next, most wanted first. */
function otherFields(service: Service, shown: readonly FieldName[]): Choice[] {
  const wanted: FieldName[] = ["documents", "fee", "online", "where", "duration", "who", "result", "legal"];
  return wanted
    .filter((name) => !shown.includes(name) && service.fields[name] !== undefined && service.fields[name].state !== "unverified")
    .map((name) => ({ label: fieldButton[name], question: `${service.everyday} ${fieldButton[name]}`, unitId: `service/${service.id}`, field: name }));
}

function citationsOf(
  service: Service,
  stated: readonly { name: FieldName; field: ServiceField }[],
  variant: Variant | undefined,
  extra: readonly string[],
  pointed?: Statement,
): [Citation, ...Citation[]] {
  const codes = variant === undefined || variant.codes.length === 0 ? service.codes : variant.codes;
  const own = pointed === undefined ? [] : [citationOf(service, { section: "", quote: pointed.text, source: pointed.source, codes })];
  const isPointAlone = own.length > 0 && extra.every((line) => line === "");
  const cited = stated.length > 0 || isPointAlone ? stated : [{ name: "where" as const, field: undefined }];
  const citations = cited.map(({ name, field }): Citation =>
    citationOf(service, {
      section: fieldButton[name],
      quote: [...new Set([field === undefined ? service.summary : quoteOfField(field), ...extra])].filter((part) => part !== "").join("\n"),
      source: field?.source,
      codes,
    }),
  );
  return [...own, ...citations] as [Citation, ...Citation[]];
}

/** @param source id of one of the service's sources; its first where none is named. */
function citationOf(
  service: Service,
  { section, quote, source: id, codes }: { section: string; quote: string; source: string | undefined; codes: readonly string[] },
): Citation {
  const source = service.sources.find((one) => one.id === id) ?? (service.sources[0] as Service["sources"][number]);
  return {
    documentId: `service/${service.id}`,
    title: source.title,
    section,
    quote,
    quoteKind: "summary",
    url: source.url,
    issued: source.date,
    codes: [...codes],
  };
}
