import { claimsOf, datesOfDocuments, isContradiction, type Claim, type ClaimContext } from "./claims.js";
import type { Finding } from "./finding.js";
import type { PlacedText } from "./placed-texts.js";
import { checkWording as say } from "./wording.js";

/** What two texts are compared with. */
export interface ContradictionContext extends Pick<ClaimContext, "weakWords" | "places"> {
  /** Names of services, by unit. */
  subjects: ReadonlyMap<string, string>;
  /** Procedures of services, by unit: services that share none are about different matters. */
  codes: ReadonlyMap<string, readonly string[]>;
}

type PlacedClaim = Claim & { text: PlacedText };

/** Figures that two units give differently for the same measure, year and place, and days that differ for one document. */
export function contradictions(texts: readonly PlacedText[], context: ContradictionContext): Finding[] {
  return [...contradictingFigures(texts, context), ...contradictingDates(texts)];
}

function contradictingFigures(texts: readonly PlacedText[], { subjects, codes, ...context }: ContradictionContext): Finding[] {
  const areOfOneMatter = (a: string, b: string): boolean => {
    const [own, others] = [codes.get(a), codes.get(b)];
    return a !== b && (own === undefined || others === undefined || own.some((code) => others.includes(code)));
  };
  const byKey = new Map<string, PlacedClaim[]>();
  return texts.flatMap((text) =>
    claimsOf(text.text, { ...context, subject: subjects.get(text.unit) ?? "", heading: text.path.slice(1).join(" ") }).flatMap((claim) => {
      const before = byKey.get(claim.key) ?? [];
      byKey.set(claim.key, [...before, { ...claim, text }]);
      const other = before.find((one) => areOfOneMatter(one.text.unit, text.unit) && isContradiction(one, claim));
      if (other === undefined) return [];
      return [finding(text, `${claim.value} ≠ ${other.value}: ${claim.sentence}`, say.otherFigure(claim.value, other.value, other.text))];
    }),
  );
}

function contradictingDates(texts: readonly PlacedText[]): Finding[] {
  const firsts = new Map<string, { date: string; text: PlacedText }>();
  return texts.flatMap((text) =>
    datesOfDocuments(text.text).flatMap(({ number, date }) => {
      const first = firsts.get(number);
      if (first === undefined) firsts.set(number, { date, text });
      if (first === undefined || first.date === date) return [];
      return [finding(text, `${number} ${date}`, say.otherDate(number, date, first.date, first.text))];
    }),
  );
}

function finding({ file, line }: PlacedText, about: string, message: string): Finding {
  return { kind: "contradiction", file, line, about, message };
}
