/** Kinds of personal data that people type without need. */
export type PersonalDataKind = "citizen_id" | "phone" | "email" | "bank_card" | "name";

/** What stands in place of what was masked. */
const masks: Record<PersonalDataKind, string> = {
  citizen_id: "[số định danh đã che]",
  phone: "[số điện thoại đã che]",
  email: "[thư điện tử đã che]",
  bank_card: "[số thẻ đã che]",
  name: "[họ tên đã che]",
};

/** Groups of digits and what may stand between them: spaces of any kind, dots, dashes, brackets, characters that are not seen. */
const digitRun = /\d+(?:[\s.()\-\u2010-\u2014\u00ad\u200b-\u200f\u2060]{1,4}\d+)*/gu;
/** Not a number of a person: a date, or the code of a procedure such as 1.001193. */
const dateOrCode = /^(?:(?:0?[1-9]|[12]\d|3[01])([ .-])(?:0?[1-9]|1[0-2])\1(?:19|20)\d{2}|\d\.\d{6})(?!\d)/u;
const amountInThousands = /^[1-9]\d{0,2}(?:[ .]\d{3})+$/u;
/** An amount at the start: with dots, or with spaces before a word of money. */
const dottedAmount = /^[1-9]\d{0,2}(?:\.\d{3})+(?!\.?\d)/u;
const spacedAmount = /^[1-9]\d{0,2}(?:\s\d{3})+(?![\s.]?\d)/u;
const yearsOnly = /^(?:(?:19|20)\d{2}\D*)+$/u;
/** What follows an amount of money, or the first of two amounts; "đồng ý" and its like do not. */
const moneyFollows = /^\s*(?:(?:-|–|đến)\s*[1-9][\d. ]*)?(?:(?:nghìn|ngàn|triệu|tỷ|tỉ|vnđ|vnd|đ)(?!\p{L})|đồng(?!\p{L}|\s+(?:ý|chí|nghiệp|thời|tình)))/iu;
/** The old card's number is told from an amount or from three hotlines by the word before it. */
const oldCardPrecedes = /(?:cmnd|cmt|cccd|chứng minh|căn cước)[^\d\]]{0,20}$/iu;
/** "Em là Trần Thị Hoa", "Toi ten la Bui Tam": a person says who they are, in capitals as names are written. */
const introduction =
  /(?<=(?<!\p{L})(?:[Ee]m|[Tt][ôo]i|[Mm][ìi]nh|[Cc]h[áa]u|[Cc]on|[Tt][êe]n)(?: t[êe]n)?(?: l[àa])? )(?<=(?:l[àa]|t[êe]n) )\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+){1,4}/gu;
const emailPattern = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gu;

/**
 * Takes personal data out of a text: citizen numbers (12 digits, or 9 of the old card), Vietnamese phone numbers, e-mail addresses and
 * bank cards (13–19 digits that pass the Luhn check), and names by which people introduce themselves. Public short numbers (113, 18001096) stay.
 */
export function maskPersonalData(text: string): { masked: string; found: PersonalDataKind[] } {
  const found: PersonalDataKind[] = [];
  const mask = (kind: PersonalDataKind): string => {
    found.push(kind);
    return masks[kind];
  };
  const masked = text
    .replace(introduction, () => mask("name"))
    .replace(emailPattern, () => mask("email"))
    .replace(digitRun, (run, offset: number, whole: string) => maskRun(run, whole.slice(0, offset), whole.slice(offset + run.length), mask))
    // The sign of "+84" belongs to the number.
    .replace(/\+(?=\[số điện thoại đã che\])/gu, "");
  return { masked, found };
}

/** A masked text without the masks and the words that led to them: what is left is the question. */
export function withoutMasks(masked: string): string {
  return masked.includes("[") ? masked.replace(leadToMask, " ") : masked;
}

const person = "(?:em|tôi|toi|mình|minh|cháu|chau|con)";
/** What people write before a number of theirs, with or without marks: "số điện thoại của em:", "cccd toi la". */
const leads = [
  "(?:căn cước|can cuoc)(?: công dân| cong dan)?",
  "cccd|cmnd|cc|số|so|sđt|sdt|đt|dt|điện thoại|dien thoai|e?mail|thư điện tử|thẻ ngân hàng|the ngan hang|tài khoản|tai khoan|tk|stk|vietcombank|agribank|vietinbank|bidv",
  `(?:của|cua) ${person}`,
  `${person}(?: tên| ten)? (?:là|la)`,
  `tên(?: là)?|ten(?: la)?|${person}(?= *(?:là |la |: *)?\\[)`,
].join("|");
const leadToMask = new RegExp(`(?:(?<!\\p{L})(?:${leads})[\\s:]*){0,5}\\[[^\\]]*đã che\\](?:[\\s,]*(?:của|cua) ${person})?`, "giu");

/** Masks the numbers of persons among the groups of a run: a whole group before several, and more groups before fewer. */
function maskRun(run: string, before: string, after: string, mask: (kind: PersonalDataKind) => string): string {
  const groups = Array.from(run.matchAll(/\d+/gu), ({ 0: digits, index }) => ({ start: index, end: index + digits.length }));
  let result = "";
  let copied = 0;
  for (let first = 0; first < groups.length;) {
    const start = groups[first]?.start ?? 0;
    const other = dateOrCode.exec(run.slice(start))?.[0];
    const inReach = groups.slice(first).filter(({ end }) => run.slice(start, end).replace(/\D/gu, "").length <= 19);
    const [single, ...longer] = inReach;
    let end = other === undefined ? undefined : start + other.length;
    if (end === undefined) {
      for (const candidate of single === undefined ? [] : [single, ...longer.reverse()]) {
        const kind = kindOfTyped(run.slice(start, candidate.end), before + run.slice(0, start), run.slice(candidate.end) + after);
        if (kind === undefined) continue;
        result += run.slice(copied, start) + mask(kind);
        copied = end = candidate.end;
        break;
      }
      if (end === undefined) {
        const amount = amountAtStart(run.slice(start), after);
        if (amount !== undefined) end = start + amount.length;
      }
    }
    const resume = end ?? groups[first]?.end ?? 0;
    const next = groups.findIndex((group) => group.start >= resume);
    if (next === -1) break;
    first = next;
  }
  return result + run.slice(copied);
}

function amountAtStart(rest: string, after: string): string | undefined {
  const spaced = spacedAmount.exec(rest)?.[0];
  if (spaced !== undefined && moneyFollows.test((rest.slice(spaced.length) + after).normalize("NFC"))) return spaced;
  return dottedAmount.exec(rest)?.[0];
}

/** The kind of a number as it was typed, unless its groups or what stands around it say that it is an amount, a list of years or of hotlines. */
function kindOfTyped(typed: string, before: string, after: string): PersonalDataKind | undefined {
  const kind = kindOfNumber(typed.replace(/\D/gu, ""));
  const grouped = /\D/u.test(typed);
  if (kind === "citizen_id" && !typed.startsWith("0")) {
    if (moneyFollows.test(after.normalize("NFC"))) return undefined;
    return grouped && !oldCardPrecedes.test(before.normalize("NFC")) ? undefined : kind;
  }
  if (!grouped || kind === undefined) return kind;
  if (amountInThousands.test(typed.replace(/\s+/gu, " ")) && moneyFollows.test(after.normalize("NFC"))) return undefined;
  const separators = new Set((typed.match(/\D+/gu) ?? []).map((separator) => separator.replace(/\s+/gu, " ")));
  // "07.30-11.30 13.30" are hours.
  if (separators.size > 1 && /^(?!84)\d{1,2}\D/u.test(typed)) return undefined;
  if (kind === "bank_card" && (/^[0178]/u.test(typed) || amountInThousands.test(typed.replace(/\s+/gu, " ")) || yearsOnly.test(typed))) return undefined;
  return kind;
}

function kindOfNumber(digits: string): PersonalDataKind | undefined {
  if (/^0[2-9]\d{8,9}$/u.test(digits) || /^840?[2-9]\d{8,9}$/u.test(digits)) return "phone";
  if (/^\d{12}$/u.test(digits) || /^\d{9}$/u.test(digits)) return "citizen_id";
  if (digits.length >= 13 && digits.length <= 19 && passesLuhn(digits)) return "bank_card";
  return undefined;
}

/** ISO/IEC 7812-1, annex B: every second digit from the right is doubled, and the sum is a multiple of ten. */
function passesLuhn(digits: string): boolean {
  const sum = Array.from(digits, Number)
    .reverse()
    .reduce((total, digit, place) => {
      const doubled = place % 2 === 1 ? digit * 2 : digit;
      return total + (doubled > 9 ? doubled - 9 : doubled);
    }, 0);
  return sum % 10 === 0;
}
