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

/** A run of digits that may be broken by single spaces, dots or dashes, not part of a longer one, a date or an amount. */
const digitRun = /(?<![\d./-])\d(?:[ .-]?\d){8,18}(?![\d./-]?\d)/gu;
/** "Em là Trần Thị Hoa": a person says who they are, in capitals as names are written. */
const introduction = /(?<=(?<!\p{L})(?:[Ee]m|[Tt]ôi|[Mm]ình|[Cc]háu|[Cc]on|[Tt]ên)(?: tên)? là )\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+){1,4}/gu;
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
    .replace(digitRun, (run) => {
      const kind = kindOfNumber(run.replace(/\D/gu, ""));
      return kind === undefined ? run : mask(kind);
    })
    .replace(/\+84(?:[ .-]?\d){9}(?!\d)/gu, () => mask("phone"));
  return { masked, found };
}

/** A masked text without the masks and the words that led to them: what is left is the question. */
export function withoutMasks(masked: string): string {
  return masked.replace(/(?:(?:căn cước(?: công dân)?|cccd|cmnd|số|sđt|điện thoại|email|thẻ(?: ngân hàng)?|tài khoản|stk|(?:em|tôi|mình|cháu|con)(?: tên)? là|tên(?: là)?|của (?:em|tôi|mình|cháu))[\s:]*){0,4}\[[^\]]*đã che\](?:[\s,]*của (?:em|tôi|mình|cháu))?/giu, " ");
}

function kindOfNumber(digits: string): PersonalDataKind | undefined {
  if (/^0[2-9]\d{8,9}$/u.test(digits) || /^84[2-9]\d{8}$/u.test(digits)) return "phone";
  if (/^\d{12}$/u.test(digits) || /^\d{9}$/u.test(digits)) return "citizen_id";
  if (digits.length >= 13 && passesLuhn(digits)) return "bank_card";
  return undefined;
}

/** ISO/IEC 7812-1, annex B: every second digit from the right is doubled, and the sum is a multiple of ten. */
function passesLuhn(digits: string): boolean {
  const sum = Array.from(digits, Number).reverse().reduce((total, digit, place) => {
    const doubled = place % 2 === 1 ? digit * 2 : digit;
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return sum % 10 === 0;
}
