import { yearsOf } from "../text/figures.js";
import { normalise } from "../text/normalise.js";
import { tokenise } from "../text/tokenise.js";
import { addressesIn } from "./language-model.js";
import type { Tools } from "./tools.js";

/** What the proof works with. */
export type ProofTools = Pick<Tools, "checker"> & { retriever: Pick<Tools["retriever"], "contentWords"> };

/** A sentence of a source, under what it is said of. */
export interface Passage {
  text: string;
  heading: string;
}

/** Least share of a sentence's content words that its source has. */
const leastShare = 0.6;
/** Most content words in a row that its source does not have: more are a claim of their own. */
const mostNewInARow = 2;
const words = (list: string): ReadonlySet<string> => new Set(list.split(" "));
/** Words that turn or bind a statement: as many as in the source, each with so many words after it as there. */
const binding: ReadonlyMap<string, number> = new Map(
  Object.entries({ không: 2, chưa: 2, chẳng: 2, chớ: 2, đừng: 2, cấm: 1, trừ: 2, miễn: 1, chỉ: 2, nếu: 2, khi: 2, phải: 1 }),
);
/** Words that decide between one office, way, person or case and another. As numbers do, each keeps a neighbour that it has in the source. */
const deciding = words(
  "xã phường trấn huyện quận tỉnh thành phố bộ sở ban cục chi trung ương quốc gia ubnd ủy công an tòa thuế ngân hàng trường viện doanh nghiệp " +
    "trực tuyến tiếp bưu mạng online miễn tự mọi tất cả bắt buộc ngay trẻ em vợ chồng cha mẹ bên bán mua mất hỏng đổi lại mới cũ tăng giảm trước sau trong ngoài cao thấp thêm hoặc " +
    "một hai ba bốn sáu bảy tám chín mười mươi chục trăm nghìn ngàn triệu tỷ nửa rưỡi gấp đôi",
);
/** Words before a figure that change it. */
const bounds = words("khoảng gần trên dưới hơn thiểu đa nhất quá từ đến tới hết trước sau mỗi thêm còn đủ vượt tròn xỉ cỡ ngót tăng giảm");
const beforeFigure = words("ngày năm tháng mức số");
const units = words("đồng nghìn ngàn triệu tỷ ngày tuần tháng năm giờ phút tuổi lần bản trang điểm phần km m2 mbps gdp grdp hộ xã phường người");

/** One statement of a sentence, and the year that the statements before it speak of. */
interface Statement {
  text: string;
  year: string;
}

/** What keeps a model's sentence from standing for the passages that it cites; undefined where nothing does. */
export function faultOf(sentence: string, passages: readonly Passage[], { checker, retriever }: ProofTools): string | undefined {
  const sources = passages.map(({ heading, text }) => `${heading}. ${text}`);
  if ((sentence.match(/[^\P{N}0-9]|[^\P{L}\p{Script=Latin}]/gu) ?? []).some((letter) => !sources.join("").includes(letter))) return "foreign letters";
  if (!isWithin(addressesIn(sentence), sources.flatMap(addressesIn))) return "link";
  if (checker.checkFree(sentence, sources) !== undefined) return "figures";
  const content = (text: string): string[] => [...new Set(retriever.contentWords(tokenise(text)))];
  const sourceStatements = passages.flatMap((passage) => statementsOf(passage.text).map((source) => ({ source, heading: passage.heading, content })));
  const wholes = passages.map(({ text, heading }) => ({ source: { text, year: "" }, heading, content }));
  const statements = statementsOf(sentence);
  for (const statement of statements) {
    const faults = [...closest(statement, sourceStatements), ...(statements.length === 1 ? wholes : [])].map((against) => statementFault(statement, against));
    if (!faults.includes(undefined)) return faults[0];
  }
  return undefined;
}

/** The statements that have most words in common with one, figures aside: nothing else in the source can be what it says. */
function closest<T extends { source: Statement }>({ text }: Statement, candidates: readonly T[]): T[] {
  const said = new Set(tokenise(text).filter((word) => !/\d/u.test(word)));
  const shared = candidates.map(({ source }) => [...new Set(tokenise(source.text))].filter((word) => said.has(word)).length);
  return candidates.filter((_, index) => shared[index] === Math.max(...shared));
}

function statementsOf(sentence: string): Statement[] {
  return sentence.split(/;\s+/u).map((text, index, all) => ({ text, year: yearsOf(all.slice(0, index).join(" ")).at(-1) ?? "" }));
}

/** What a statement is compared with. */
interface Against {
  source: Statement;
  heading: string;
  content: (text: string) => string[];
}

function statementFault(statement: Statement, { source, heading, content }: Against): string | undefined {
  const said = tokenise(statement.text);
  const known = tokenise(source.text);
  const withHeading = [...tokenise(heading), "·", ...known];
  const all = new Set(withHeading);
  const told = content(statement.text);
  if (told.length === 0) return said.join(" ") === known.join(" ") ? undefined : "new words";
  const isNew = (word: string | undefined): boolean => word !== undefined && told.includes(word) && !all.has(word);
  if (told.filter(isNew).length > (1 - leastShare) * told.length) return "new words";
  if (said.some((_, index) => said.slice(index, index + mostNewInARow + 1).filter(isNew).length > mostNewInARow)) return "new words";
  if (
    !isAmongItsWords(said, withHeading) ||
    !isWithin(
      said.filter((word) => deciding.has(word)),
      withHeading,
    )
  )
    return "other words around";
  if (!isBoundAlike(said, known)) return "conditions";
  if (!isWithin(figurePhrases(said), figurePhrases(withHeading))) return "bounds";
  if (!haveYearsAlike(statement, source, yearsOf(heading))) return "years";
  return isAtItsPlace(statement.text, source.text, content) ? undefined : "figures in another place";
}

/** Whether numbers and deciding words stand beside a word that they stand beside in the source, and days are of the same kind. */
function isAmongItsWords(said: readonly string[], known: readonly string[]): boolean {
  const pairs = new Set(known.map((word, index) => `${word} ${known[index + 1] ?? ""}`));
  return said.every((word, index) => {
    const before = index > 0 && pairs.has(`${said[index - 1] ?? ""} ${word}`);
    const after = pairs.has(`${word} ${said[index + 1] ?? ""}`);
    if (word === "ngày" && !/\d/u.test(said[index + 1] ?? "")) return after;
    return before || after || !(/\d/u.test(word) || deciding.has(word) || (word === "năm" && units.has(said[index + 1] ?? "")));
  });
}

/** Whether negations and conditions are as many, and of the same things. */
function isBoundAlike(said: readonly string[], known: readonly string[]): boolean {
  const phrases = (tokens: readonly string[]): string[] =>
    tokens.flatMap((token, index) => (binding.has(token) ? [tokens.slice(index, index + 1 + (binding.get(token) ?? 0)).join(" ")] : []));
  return phrases(said).length === phrases(known).length && isWithin(phrases(said), phrases(known));
}

/** Whether a list holds nothing that another does not hold as often. */
function isWithin(part: readonly string[], whole: readonly string[]): boolean {
  const count = (list: readonly string[], item: string): number => list.filter((one) => one === item).length;
  return part.every((item) => count(part, item) <= count(whole, item));
}

/** Each number with the bound before it and the unit after it: "tối thiểu 20% GRDP" → `thiểu 20% grdp`. */
function figurePhrases(tokens: readonly string[]): string[] {
  return tokens.flatMap((token, index) => {
    if (!/\d/u.test(token)) return [];
    const before = tokens.slice(0, index).findLast((word) => !beforeFigure.has(word)) ?? "";
    const after = tokens.slice(index + 1, index + 4);
    const unit = yearsOf(token).length === 0 && units.has(after[0] ?? "") ? after.slice(0, after.join(" ") === "ngày làm việc" ? 3 : 1).join(" ") : "";
    return [`${bounds.has(before) ? before : ""} ${token} ${unit}`];
  });
}

/** Whether each figure is said of the year that the source says it of. Where that cannot be told, the numbers must stand in the same order. */
function haveYearsAlike(statement: Statement, source: Statement, headingYears: readonly string[]): boolean {
  const stated = yearsOfFigures(statement);
  const known = yearsOfFigures(source);
  if (stated === undefined || known === undefined) return numbersOf(statement.text).join(" ") === numbersOf(source.text).join(" ");
  const onlyYear = new Set(headingYears).size === 1 ? headingYears[0] : undefined;
  return stated.every(([figure, year]) => known.some(([other, its]) => other === figure && (its === year || (its === "" && year === onlyYear))));
}

/** Each figure with its year: the one before it where years come first, the one after it where they come last; undefined where neither holds. */
function yearsOfFigures({ text, year }: Statement): [figure: string, year: string][] | undefined {
  const numbers = numbersOf(text);
  const isYear = (number: string | undefined): boolean => number !== undefined && yearsOf(number).length > 0;
  const years = [...new Set(numbers.filter(isYear))];
  const figures = numbers.filter((number) => !isYear(number));
  if (years.length < 2) return figures.map((figure) => [figure, years[0] ?? year]);
  const comeFirst = isYear(numbers[0]);
  if (comeFirst === isYear(numbers.at(-1)) || numbers.some((number, index) => isYear(number) && isYear(numbers[index + 1]))) return undefined;
  return numbers.flatMap((number, index): [string, string][] => {
    if (isYear(number)) return [];
    const its = comeFirst ? numbers.slice(0, index).findLast(isYear) : numbers.slice(index).find(isYear);
    return [[number, its ?? ""]];
  });
}

function numbersOf(text: string): string[] {
  return tokenise(text).filter((token) => /\d/u.test(token));
}

/** Whether figures come in the order of the source, each among the words that have it there rather than among those that have another. */
function isAtItsPlace(statement: string, source: string, content: (text: string) => string[]): boolean {
  const places = partsOf(source);
  const known = new Set(figuresIn(source));
  if (!isInOrder(figuresIn(statement), figuresIn(source))) return false;
  if (known.size < 2) return true;
  return partsOf(statement).every((part) => {
    const figures = figuresIn(part).filter((figure) => known.has(figure));
    if (figures.length === 0) return true;
    const told = content(part).filter((word) => !/\d/u.test(word));
    const shared = places.map((place) => told.filter((word) => content(place).includes(word)).length);
    const most = Math.max(...shared);
    return places.some((place, index) => shared[index] === most && figures.every((figure) => figuresIn(place).includes(figure)));
  });
}

/** Whether items that both lists have come in the same order. */
function isInOrder(part: readonly string[], whole: readonly string[]): boolean {
  let from = 0;
  return part.filter((item) => whole.includes(item)).every((item) => (from = whole.indexOf(item, from) + 1) > 0);
}

/** A text cut where it goes on to another thing; what has no figure belongs to the figure that follows. */
function partsOf(text: string): string[] {
  const parts: string[] = [];
  let label = "";
  for (const part of normalise(text).split(/[,;:()]+(?:\s|$)|\s(?:\(|(?:và|còn|hoặc|nhưng|riêng)\s)/u)) {
    label = `${label} ${part}`;
    if (figuresIn(part).length === 0) continue;
    parts.push(label);
    label = "";
  }
  return parts;
}

function figuresIn(text: string): string[] {
  return numbersOf(text).filter((number) => yearsOf(number).length === 0);
}
