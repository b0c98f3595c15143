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

const overview: (keyof ProcedureSentences)[] = ["where", "duration", "fee", "online"];
const maxVariants = 2;
const maxWords = 120;

/** An answer from the register alone: what it records, its day, and the page where papers and steps stand. */
export function composeProcedure(unit: RegisterUnit, fields: readonly FieldName[]): Draft {
  const known = fields.filter((field): field is keyof ProcedureSentences => field !== "result");
  const rest = overview.filter((name) => !known.includes(name));
  const shown = unit.variants.slice(0, maxVariants);
  const first = shown[0] as Procedure;
  const differing = shown.filter((variant, index) => index === 0 || differencesOf(variant, first, [...known, ...rest]).length > 0);
  const lines = withinLimit(known, rest, (told) => [
    procedureHeading(unit, first),
    told.map((name) => procedureSentences(first)[name]).join(" "),
    ...differing.slice(1).flatMap((variant) => {
      const differences = differencesOf(variant, first, told);
      return differences.length === 0 ? [] : [variantHeading(variant), differences.join(" ")];
    }),
    procedureClosing(first),
  ]);
  const citations = differing.map((variant) => citationOf(unit, variant));
  return {
    status: "answered_procedure",
    lines,
    citations: citations as [Citation, ...Citation[]],
    evidence: shown.flatMap((variant) => [
      procedureHeading(unit, variant),
      variantHeading(variant),
      ...Object.values(procedureSentences(variant)),
      procedureClosing(variant),
      variant.name,
    ]),
    suggestions: [],
  };
}

/** What one variant records otherwise than the first. */
function differencesOf(variant: Procedure, first: Procedure, names: readonly (keyof ProcedureSentences)[]): string[] {
  return names
    .map((name) => procedureSentences(variant)[name])
    .filter((sentence, index) => sentence !== procedureSentences(first)[names[index] as keyof ProcedureSentences]);
}

/** The lines with as much of what was not asked as a short answer holds; long names and lists of agencies leave little room. */
function withinLimit(
  asked: (keyof ProcedureSentences)[],
  rest: readonly (keyof ProcedureSentences)[],
  linesOf: (told: (keyof ProcedureSentences)[]) => string[],
): string[] {
  const fewest = asked.length === 0 ? 1 : 0;
  let count = rest.length;
  while (count > fewest && countWords(linesOf([...asked, ...rest.slice(0, count)]).join(" ")) > maxWords) count -= 1;
  return linesOf([...asked, ...rest.slice(0, count)]);
}

function citationOf(unit: RegisterUnit, variant: Procedure): Citation {
  const sentences = procedureSentences(variant);
  return {
    documentId: `procedure/${variant.code}`,
    title: registerTitle,
    section: variant.name,
    quote: [procedureHeading(unit, variant), ...Object.values(sentences), procedureClosing(variant)].join(" "),
    quoteKind: "summary",
    url: variant.url ?? registerUrl,
    issued: registerDate,
    codes: unit.variants.map(({ code }) => code),
  };
}
