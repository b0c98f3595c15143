import type { Procedure, Service } from "./schema.js";

/** The parts of a procedure that can differ between two copies of the register, in the order in which they are told. */
export const comparedParts = ["name", "level", "field", "audience", "agency", "decision", "scope", "submit", "documentCount", "legal", "url"] as const;
export type ComparedPart = (typeof comparedParts)[number];

/** One procedure that both copies have, and what differs in it. */
export interface ChangedProcedure {
  code: string;
  /** As the newer copy has it. */
  name: string;
  changes: { part: ComparedPart; before: Procedure[ComparedPart]; after: Procedure[ComparedPart] }[];
  /** Ids of our services that stand for it. */
  services: string[];
}

/** A procedure that only one of the copies has. */
export type OneSidedProcedure = Pick<ChangedProcedure, "code" | "name" | "services">;

/** What a newer copy of the register has that ours has not, and the other way round; each list by code. */
export interface RegisterComparison {
  added: OneSidedProcedure[];
  gone: OneSidedProcedure[];
  changed: ChangedProcedure[];
  unchanged: number;
}

/** Compares two copies of the national register by code. `copies` is no part of a procedure: it tells how often a copy holds the row. */
export function compareRegisters(ours: readonly Procedure[], newer: readonly Procedure[], services: readonly Service[]): RegisterComparison {
  const [before, after] = [byCode(ours), byCode(newer)];
  const servicesOf = (code: string): string[] => services.filter((service) => codesOf(service).includes(code)).map(({ id }) => id);
  const oneSided = ({ code, name }: Procedure): OneSidedProcedure => ({ code, name, services: servicesOf(code) });
  const inBoth = [...after.values()].filter(({ code }) => before.has(code));
  const compared = inBoth.map((procedure) => ({
    code: procedure.code,
    name: procedure.name,
    changes: changesBetween(before.get(procedure.code) as Procedure, procedure),
    services: servicesOf(procedure.code),
  }));
  const changed = compared.filter(({ changes }) => changes.length > 0);
  return {
    added: [...after.values()].filter(({ code }) => !before.has(code)).map(oneSided),
    gone: [...before.values()].filter(({ code }) => !after.has(code)).map(oneSided),
    changed,
    unchanged: compared.length - changed.length,
  };
}

function byCode(procedures: readonly Procedure[]): Map<string, Procedure> {
  return new Map([...procedures].sort((a, b) => a.code.localeCompare(b.code)).map((procedure) => [procedure.code, procedure]));
}

function codesOf({ codes, variants }: Service): string[] {
  return [...codes, ...variants.flatMap((variant) => variant.codes)];
}

function changesBetween(before: Procedure, after: Procedure): ChangedProcedure["changes"] {
  return comparedParts
    .filter((part) => sortedText(before[part]) !== sortedText(after[part]))
    .map((part) => ({ part, before: before[part], after: after[part] }));
}

/** A list as text whatever its order: the register orders ways to submit and laws at will. */
function sortedText(value: Procedure[ComparedPart]): string {
  return JSON.stringify(Array.isArray(value) ? value.map((one) => JSON.stringify(one)).sort() : (value ?? null));
}
