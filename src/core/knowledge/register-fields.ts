import type { FieldTopic } from "./lexicon.js";
import type { RegisterUnit } from "./merge-variants.js";
import type { Procedure, Service } from "./schema.js";

/** A procedure of a field, by what answers for it. */
export interface FieldEntry {
  /** `procedure/<code>`, or `service/<id>` where one of our services stands for it. */
  unitId: string;
  name: string;
  isOfCommune: boolean;
  /** Whether the register records, for any of its variants, that it can be submitted online. */
  isOnline: boolean;
}

/** How many procedures the register has, variants counted each for itself. */
export interface FieldCounts {
  all: number;
  online: number;
}

/** What the register records of one field as citizens speak of it. */
export interface RegisterField {
  id: string;
  name: string;
  areas: Service["area"][];
  counts: FieldCounts;
  /** The same of those that communes and wards handle. */
  communeCounts: FieldCounts;
  /** In the order of their names, each unit once. */
  entries: FieldEntry[];
}

/** What procedures can belong to. */
interface Owners {
  procedures: readonly Procedure[];
  services: readonly Service[];
  units: readonly RegisterUnit[];
}

/** Counts and lists the procedures of each field. */
export function registerFields(topics: readonly FieldTopic[], { procedures, services, units }: Owners): RegisterField[] {
  const owners = new Map<string, { unitId: string; name: string }>([
    ...units.flatMap(({ id, name, variants }) => variants.map(({ code }) => [code, { unitId: id, name }] as const)),
    ...services.flatMap(({ id, name, codes, variants }) =>
      [...codes, ...variants.flatMap((variant) => variant.codes)].map((code) => [code, { unitId: `service/${id}`, name }] as const),
    ),
  ]);
  return topics.map(({ id, name, fields, areas }) => {
    const own = procedures.filter(({ field }) => fields.includes(field));
    const entries = new Map<string, FieldEntry>();
    for (const procedure of own) {
      const owner = owners.get(procedure.code);
      if (owner === undefined) continue;
      const known = entries.get(owner.unitId);
      entries.set(owner.unitId, {
        ...owner,
        isOfCommune: isOfCommune(procedure) || known?.isOfCommune === true,
        isOnline: isOnline(procedure) || known?.isOnline === true,
      });
    }
    return {
      id,
      name,
      areas,
      counts: countsOf(own),
      communeCounts: countsOf(own.filter(isOfCommune)),
      entries: [...entries.values()].sort((a, b) => a.name.localeCompare(b.name, "vi")),
    };
  });
}

function countsOf(procedures: readonly Procedure[]): FieldCounts {
  return { all: procedures.length, online: procedures.filter(isOnline).length };
}

function isOfCommune({ level }: Procedure): boolean {
  return level === "xã";
}

function isOnline({ submit }: Procedure): boolean {
  return submit.some(({ via }) => via === "trực tuyến");
}
