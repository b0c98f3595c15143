import { normalise } from "../text/normalise.js";
import type { Procedure, Service } from "./schema.js";

/** One procedure as people know it: the same thing done at commune, province or ministry, or for two kinds of applicant. */
export interface RegisterUnit {
  /** `procedure/<code>` of the variant nearest to the citizen. */
  id: string;
  name: string;
  /** Nearest to the citizen first: commune, province, ministry. */
  variants: Procedure[];
  /** Citizens' ways of asking for it. */
  aliases: string[];
}

const levels = ["xã", "tỉnh", "bộ", undefined] as const;

/** Words that only say which office handles a procedure, and codes: the rest of the name is what it is. */
const officeOnly = [
  / ?\(\d\.\d{6}\)/gu,
  /[([]\s*(?:thực hiện )?(?:tại |ở )?(?:công an )?(?:cấp )?(?:tỉnh|xã|huyện|bộ|tw|trung ương|địa phương)\s*[)\]]/giu,
  /[([]\s*(?:thuộc )?thẩm quyền [^)\]]*[)\]]/giu,
  /,? thuộc thẩm quyền (?:giải quyết |cấp |cấp phép |phê duyệt |quản lý |quyết định |chấp thuận )?của [^,;()]*$/giu,
  / (?:tại|ở) (?:công an )?cấp (?:tỉnh|xã|huyện|trung ương)$/giu,
  / cấp (?:tỉnh|xã)$/giu,
];

/** The name of a procedure without the office that handles it and without the word "thủ tục" before it. */
export function essentialName(name: string): string {
  let result = normalise(name).replace(/^thủ tục:? /u, "");
  for (const pattern of officeOnly) result = result.replace(pattern, " ");
  return result.replace(/\s+/gu, " ").replace(/[\s.,;:]+$/u, "").trim();
}

/** Groups procedures of the same essential name, setting apart those that a service stands for. */
export function mergeVariants(procedures: readonly Procedure[], services: readonly Service[], aliases: Readonly<Record<string, string[]>>): { register: RegisterUnit[]; served: Procedure[] } {
  const servedCodes = new Set(services.flatMap((service) => [...service.codes, ...service.variants.flatMap((variant) => variant.codes)]));
  const groups = new Map<string, Procedure[]>();
  for (const procedure of procedures) {
    if (servedCodes.has(procedure.code)) continue;
    const key = essentialName(procedure.name);
    groups.set(key, [...(groups.get(key) ?? []), procedure]);
  }
  const register = [...groups.values()].map((group) => {
    const variants = [...group].sort((a, b) => levels.indexOf(a.level) - levels.indexOf(b.level) || a.code.localeCompare(b.code));
    const first = variants[0] as Procedure;
    return { id: `procedure/${first.code}`, name: withoutProcedureWord(first.name), variants, aliases: variants.flatMap(({ code }) => aliases[code] ?? []) };
  });
  return { register, served: procedures.filter(({ code }) => servedCodes.has(code)) };
}

/** A name as it is shown: without "Thủ tục" before it and the office after it, and not in capitals. */
function withoutProcedureWord(name: string): string {
  const rest = officeOnly.reduce((text, pattern) => text.replace(pattern, " "), inSentenceCase(name).replace(/^thủ tục:? */iu, "")).replace(/\s+/gu, " ").replace(/[\s.;:,]+$/u, "").trim();
  return rest.charAt(0).toUpperCase() + rest.slice(1);
}

/** A name without capitals where all of it is in capitals, apart from what stands in brackets. */
function inSentenceCase(name: string): string {
  const outside = name.replace(/[([][^)\]]*[)\]]/gu, "");
  if (outside !== outside.toUpperCase() || outside === outside.toLowerCase()) return name;
  return name.toLowerCase().replace(/(?<!\p{L})việt nam(?!\p{L})/gu, "Việt Nam");
}
