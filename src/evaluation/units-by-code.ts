import type { RegisterUnit } from "../core/knowledge/merge-variants.js";
import type { Service } from "../core/knowledge/schema.js";

/** As much of the knowledge as says which codes of the register stand for what. */
export interface CodedSources {
  register: Iterable<Pick<RegisterUnit, "id" | "variants">>;
  services: readonly (Pick<Service, "id" | "codes"> & { variants: readonly Pick<Service["variants"][number], "codes">[] })[];
}

/**
 * The unit that stands for a procedure, by `procedure/<code>`: a question file may name any of the variants that were merged into one unit,
 * or a procedure that belongs to a service.
 */
export function unitsByCode({ register, services }: CodedSources): Map<string, string> {
  const inServices = services.flatMap(({ id, codes, variants }) =>
    [...codes, ...variants.flatMap((variant) => variant.codes)].map((code) => [`procedure/${code}`, `service/${id}`] as const),
  );
  const inRegister = [...register].flatMap(({ id, variants }) => variants.map(({ code }) => [`procedure/${code}`, id] as const));
  return new Map([...inServices, ...inRegister]);
}
