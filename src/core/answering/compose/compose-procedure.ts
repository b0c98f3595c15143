import type { RegisterUnit } from "../../knowledge/merge-variants.js";
import type { FieldName, Procedure } from "../../knowledge/schema.js";
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

/** An answer from the register alone: what it records, its day, and the page where papers and steps stand. */
export function composeProcedure(unit: RegisterUnit, fields: readonly FieldName[]): Draft {
  const known = fields.filter((field): field is keyof ProcedureSentences => field !== "result");
  const asked = [...known, ...overview.filter((name) => !known.includes(name))];
  const shown = unit.variants.slice(0, maxVariants);
  const first = shown[0] as Procedure;
  const parts = shown.map((variant) => ({ variant, sentences: asked.map((name) => procedureSentences(variant)[name]) }));
  const differing = parts.filter((part, index) => index === 0 || part.sentences.join() !== parts[0]?.sentences.join());
  const lines = differing.flatMap(({ variant, sentences }, index) => [
    index === 0 ? procedureHeading(unit, variant) : variantHeading(variant),
    sentences.join(" "),
  ]);
  lines.push(procedureClosing(first));
  const citations = differing.map(({ variant }) => citationOf(unit, variant));
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
