import type { RegisterUnit } from "../../knowledge/merge-variants.js";
import type { FieldName, Procedure } from "../../knowledge/schema.js";
import { countWords } from "../../text/sentences.js";
import {
  procedureClosing,
  procedureHeading,
  procedureSentences,
  registerDate,
  registerTitle,
  registerUrl,
  variantHeading,
  type ProcedureSentences,
} from "../../wording/procedures.js";
import type { Citation } from "../answer.js";
import type { Draft } from "../context.js";
import { listLine } from "./field-quote.js";

const overview: (keyof ProcedureSentences)[] = ["where", "duration", "fee", "online"];
const maxVariants = 2;
const maxWords = 120;

/** An answer from the register alone: what it records, its day, and the page where papers and steps stand. */
export function composeProcedure(unit: RegisterUnit, fields: readonly FieldName[]): Draft {
  const known = fields.filter((field): field is keyof ProcedureSentences => field !== "result");
  const rest = overview.filter((name) => !known.includes(name));
  const [first, ...others] = unit.variants.slice(0, maxVariants) as [Procedure, ...Procedure[]];
  const told = withinLimit(known, rest, (names) => linesOf(unit, first, differing(others, first, names), names));
  const shown = differing(others, first, told);
  return {
    status: "answered_procedure",
    lines: linesOf(unit, first, shown, told),
    citations: [citationOf(unit, first, quoteOfProcedure(unit, first)), ...shown.map((variant) => citationOf(unit, variant, quoteOfVariant(variant)))],
    subject: unit.name,
    suggestions: [],
  };
}

/** All that the register records of a procedure, a sentence a line: an answer says those that were asked for. */
export function quoteOfProcedure(unit: RegisterUnit, procedure: Procedure): string {
  return [procedureHeading(unit, procedure), ...Object.values(procedureSentences(procedure)), procedureClosing(procedure)].join("\n");
}

/** The same of a variant that is told of after another: its own heading keeps what it records apart. */
export function quoteOfVariant(variant: Procedure): string {
  return [variantHeading(variant), ...Object.values(procedureSentences(variant)).map(listLine)].join("\n");
}

function linesOf(unit: RegisterUnit, first: Procedure, others: readonly Procedure[], told: readonly (keyof ProcedureSentences)[]): string[] {
  return [
    procedureHeading(unit, first),
    told.map((name) => procedureSentences(first)[name]).join(" "),
    ...others.flatMap((variant) => [variantHeading(variant), differencesOf(variant, first, told).join(" ")]),
    procedureClosing(first),
  ];
}

/** The variants that record anything of what is told otherwise than the first. */
function differing(variants: readonly Procedure[], first: Procedure, told: readonly (keyof ProcedureSentences)[]): Procedure[] {
  return variants.filter((variant) => differencesOf(variant, first, told).length > 0);
}

/** What one variant records otherwise than the first. */
function differencesOf(variant: Procedure, first: Procedure, names: readonly (keyof ProcedureSentences)[]): string[] {
  return names
    .map((name) => procedureSentences(variant)[name])
    .filter((sentence, index) => sentence !== procedureSentences(first)[names[index] as keyof ProcedureSentences]);
}

/** What is told: all that was asked, and as much of the rest as a short answer holds; long names and lists of agencies leave little room. */
function withinLimit(
  asked: (keyof ProcedureSentences)[],
  rest: readonly (keyof ProcedureSentences)[],
  linesWith: (told: (keyof ProcedureSentences)[]) => string[],
): (keyof ProcedureSentences)[] {
  const fewest = asked.length === 0 ? 1 : 0;
  let count = rest.length;
  while (count > fewest && countWords(linesWith([...asked, ...rest.slice(0, count)]).join(" ")) > maxWords) count -= 1;
  return [...asked, ...rest.slice(0, count)];
}

function citationOf(unit: RegisterUnit, variant: Procedure, quote: string): Citation {
  return {
    documentId: `procedure/${variant.code}`,
    title: registerTitle,
    section: variant.name,
    quote,
    quoteKind: "summary",
    url: variant.url ?? registerUrl,
    issued: registerDate,
    codes: unit.variants.map(({ code }) => code),
  };
}
