import { figuresOf } from "../../text/figures.js";
import { normalise } from "../../text/normalise.js";
import { quantitiesOf } from "../../text/quantities.js";

/** A document called by its number alone: Nghị quyết 57, QĐ 785. */
const shortName =
  /(?<!\p{L})(?:nghị quyết|nq|quyết định|qđ|kế hoạch|kh|chỉ thị|ct|công văn|cv|thông báo|tb|đề án|kết luận|nghị định|nđ|thông tư|chương trình hành động) (?:số )?0*(\d{1,4})(?![\p{L}\d]|\.\d|[-–/][\p{L}\d]| (?:ngày|giờ|tháng|năm)(?!\p{L}| \d))/gu;

/** A text with its days, amounts and ranges written in one way, so that figures of different writers can be compared. */
export function inOneForm(text: string): string {
  return (
    normalise(text)
      .replace(/(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)/gu, (_, year: string, month: string, day: string) => `${Number(day)}/${Number(month)}/${year}`)
      .replace(/(?<!\d)((?:19|20)\d{2})-(0\d|1[0-2])(?!\d)/gu, (_, year: string, month: string) => `${Number(month)}/${year}`)
      .replace(/(\d{1,2}) tháng (\d{1,2}) năm (\d{4})/gu, "$1/$2/$3")
      .replace(/tháng (\d{1,2}) năm (\d{4})/gu, "tháng $1/$2")
      .replace(/(\d) ?(?:%|phần trăm)/gu, "$1%")
      // One sign for several shares: 10 → 20%.
      .replace(/(\d) ?(→|đến|–|-) ?(\d+(?:,\d+)?)%/gu, "$1% $2 $3%")
      .replace(/(?<!\d)(\d{1,2})h(?:00)?(?![\p{L}\d])/gu, "$1 giờ")
      .replace(/(?<![\d/])24\/7(?![\d/])/gu, "24 giờ 7 ngày")
      .replace(/(\d) ?x ?(\d)/gu, "$1 x $2")
      .replace(/(\d)(cm|m|km|ha)(?![\p{L}])/gu, "$1 $2")
      .replace(/(?<![\d/])(\d{1,2}) ?[–-] ?(\d{1,2})\/(\d{1,2})\/(\d{4})/gu, "$1/$3/$4 đến $2/$3/$4")
      .replace(/(\d)(?:đồng|đ)(?![\p{L}\d])/gu, "$1 đồng")
      .replace(/(\d{4}) ?[-–—] ?(\d{4})/gu, "$1–$2")
      .replace(/(\d)-(\d)/gu, "$1–$2")
      .replace(shortName, "văn bản số-$1")
      // Zeros before a number say nothing: 01/7/2025, 05 ngày.
      .replace(/(?<![\p{L}\d.,])0+(?=\d)/gu, "")
      .replace(/\/0+(?=\d)/gu, "/")
  );
}

/** The figures and internet addresses of a text, each once, in one form. */
export function figuresInOneForm(text: string): Set<string> {
  return new Set(figuresOf(inOneForm(text)).filter((figure) => !isGenericName(figure)));
}

/** The figures of a fact: documents also by their number alone, as people call them, days and documents also by their year. */
export function figuresOfFact(text: string): Set<string> {
  const figures = figuresInOneForm(text);
  const numbers = [...figures].flatMap((figure) => /^(\d+)(?:\/\d{4})?[-/]\p{L}/u.exec(figure)?.[1] ?? []);
  const years = [...figures].flatMap((figure) => /\/(\d{4})(?=$|\/)/u.exec(figure)?.[1] ?? []);
  return new Set([...figures, ...years, ...numbers.map((number) => `số-${number}`)]);
}

/** Names with a digit in them are no figures: 5G, and what stands before a dot of an address. */
function isGenericName(figure: string): boolean {
  return /^(?:\d+g|gov\.vn)$/u.test(figure);
}

/** A figure as it must be traced: a small number means nothing without what it counts, so that goes with it. */
export interface StatedFigure {
  figure: string;
  /** The figure with its unit, `3 ngày làm việc`; the figure alone where it has none. */
  stated: string;
}

/** A number to call or to write to says which number it is, whatever else stands in the sentence. */
const telephone = /(?:gọi|nhắn tới|nhắn|tổng đài|đầu số)\s(?:số\s)?$/u;

const plainNumber = /^\d{1,3}(?:,\d+)?$/u;

/** The figures that a sentence states, each once. */
export function statedFigures(sentence: string): StatedFigure[] {
  const text = inOneForm(sentence);
  const quantities = quantitiesOf(text);
  return [...figuresInOneForm(sentence)].map((figure) => {
    if (plainNumber.test(figure) && telephone.test(text.slice(0, text.indexOf(figure)))) return { figure, stated: `số máy ${figure}` };
    const counted = plainNumber.test(figure) ? quantities.find((quantity) => quantity.startsWith(`${figure.replace(",", ".")} `)) : undefined;
    return { figure, stated: counted ?? figure };
  });
}

/** Whether a figure would hardly be the same by chance: a day, the number of a document, a telephone, an amount, an address. */
export function isDistinctive({ figure, stated }: StatedFigure): boolean {
  if (stated.startsWith("số máy ")) return true;
  return /\/\d{4}|[\p{L}]{2}|\d[.,]\d|\d{4,}/u.test(figure) && !figure.startsWith("số-") && !/^(?:19|20)\d{2}$/u.test(figure);
}

/** Whether two spellings name one document: `148/2025/qh15` is also called `148/2025`, and the register cuts `22/2025/qđ-ttg` short. */
export function areSameFigure(a: string, b: string): boolean {
  const [shorter, longer] = a.length < b.length ? [a, b] : [b, a];
  return shorter === longer || (/^\d+\/\d{4}(?:\/|$)/u.test(shorter) && longer.startsWith(shorter) && /^(?:\/|$|\p{L}$)/u.test(longer.slice(shorter.length)));
}
