import { siteName } from "./site-name.js";

/** A stretch of text, with what it leads to. */
export interface TextPart {
  /** What is shown: of a web address, the name of its site. */
  text: string;
  /** undefined for plain text. */
  href?: string;
  /** Whether it leaves this page, so that a link must say so. */
  isWeb?: boolean;
}

const candidate = new RegExp(
  [
    /https?:\/\/[^\s<>"“”]+/, // a whole address
    /(?:[a-z0-9-]+\.)+gov\.vn(?:\/[^\s<>"“”]*)?/, // a government site by its bare name
    /(?:\+84|0\d{2,3})(?:[ .-]?\d{1,4}){2,5}/, // a telephone number with its area
    /1[89]00(?:[ .-]?\d{2,4}){1,3}/, // a paid or free service number
    /\d{3,4}/, // perhaps a short number such as 113
  ]
    .map(({ source }) => source)
    .join("|"),
  "giu",
);

const shortNumbers = new Set(["111", "112", "113", "114", "115", "116", "117", "156", "1022"]);
/** Words that make a short number one to call: "điều 113" is none, "gọi 113 hoặc 114" are. */
const callWords = /(?:gọi(?! tắt| là| chung)|tổng đài|đường dây nóng|đầu số|hotline|số máy)[^.;!?\n]*$/iu;

/**
 * Splits a text into plain stretches, web addresses and telephone numbers. A bare domain becomes a link only under
 * `gov.vn`: an answer that warns of a fraudulent site must not lead there.
 */
export function linkParts(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const { 0: found, index } of text.matchAll(candidate)) {
    const link = linkOf(found, text.slice(0, index), text.slice(index + found.length));
    if (link === undefined) continue;
    if (index > end) parts.push({ text: text.slice(end, index) });
    const { length, ...part } = link;
    parts.push(part);
    end = index + length;
  }
  if (end < text.length) parts.push({ text: text.slice(end) });
  return parts;
}

type Link = TextPart & { /** How much of the text it takes. */ length: number };

function linkOf(found: string, before: string, after: string): Link | undefined {
  if (/[a-z]/iu.test(found)) return webLink(found, before, after);
  const digits = found.replace(/\D/gu, "");
  if (/[\p{L}\d/_+.,-]$/u.test(before) || /^(?:[\p{L}\d/_%]|[.,-]\d)/u.test(after)) return undefined;
  const isWhole = found.startsWith("1") ? digits.length >= 8 && digits.length <= 10 : isSubscriberNumber(found, digits);
  const isShort = shortNumbers.has(found) && callWords.test(before.slice(-60));
  return isWhole || isShort ? { text: found, href: `tel:${found.replace(/[^\d+]/gu, "")}`, length: found.length } : undefined;
}

/** Ten digits with the leading zero (mobile) or eleven (fixed line); +84 stands for the zero. */
function isSubscriberNumber(found: string, digits: string): boolean {
  const count = found.startsWith("+84") ? digits.length - 1 : digits.length;
  return /^[+0]/u.test(found) && (count === 10 || count === 11);
}

function webLink(found: string, before: string, after: string): Link | undefined {
  if (/[\p{L}\d@./_-]$/u.test(before) || /^[.-]?[\p{L}\d@_]/u.test(after)) return undefined;
  const address = withoutTrailingMarks(found);
  try {
    const url = new URL(/^https?:/iu.test(address) ? address : `https://${address}`);
    return { text: siteName(url.href), href: url.href, isWeb: true, length: address.length };
  } catch {
    return undefined;
  }
}

/** The marks that end a sentence or a bracket around the address do not belong to it. */
function withoutTrailingMarks(address: string): string {
  const trimmed = address.replace(/[.,;:!?…'’]+$/u, "");
  const opened = trimmed.split("(").length;
  const closed = trimmed.split(")").length;
  return trimmed.endsWith(")") && closed > opened ? withoutTrailingMarks(trimmed.slice(0, -1)) : trimmed;
}
