import type { Lexicon } from "../knowledge/lexicon.js";
import type { FieldName, Territory } from "../knowledge/schema.js";
import { agesIn } from "../text/ages.js";
import { datesOf, percentagesOf, yearsOf } from "../text/figures.js";
import { normalise } from "../text/normalise.js";
import { PhraseList } from "../text/phrases.js";
import { money } from "../wording/procedures.js";
import { countedIn, pointsIn, type Point } from "./points.js";

/** A document as a question names it: `nghị quyết` + `57`, or a whole number such as `57-nq/tw`. */
export interface NamedDocument {
  /** The kind in words, where it is said. */
  kind: string;
  number: string;
}

/** What a question names: a source must be about the same, or it is not the answer. */
export interface Slots {
  years: string[];
  dates: string[];
  documents: NamedDocument[];
  /** Provinces and countries that the bot does not serve. */
  otherPlaces: string[];
  /** Those among them where something is said to be done: "ở Hà Nội", "của tỉnh Sơn La". */
  placesOfDoing: string[];
  /** Years and places of what is told beside the question: "tốt nghiệp năm 2005, xin bản sao ở đâu". */
  told: { years: string[]; places: string[] };
  /** Former or present own provinces. */
  ownTerritories: Exclude<Territory, "toan-quoc">[];
  bodies: string[];
  /** Those among them that are said to have issued a document: "nghị quyết 57 của Quốc hội". */
  issuers: string[];
  /** Groups of people named, each with all that it is called, the words of the question first. */
  groups: string[][];
  ages: number[];
  /** Actions in the register's own words, that only some papers have: "cấp lại", "gia hạn". */
  namedActions: string[];
  /** Numbered grades of things: "3 sao", "2 hạng". */
  grades: string[];
  /** Kinds of political documents, with or without a number: "kết luận", "nghị quyết". */
  policies: string[];
  /** Laws and decrees of which something is asked that only they have: when they hold, how many articles they have. */
  lawsAsked: string[];
  /** The district level, which is gone since 1/7/2025. */
  namesDistrict: boolean;
  percentages: string[];
  /** Amounts of money and terms that the question states: `300.000 đồng`, `15 ngày`. */
  amounts: string[];
  fields: FieldName[];
  /** What is asked for that is no field: a term of duty, an amount to receive, how long a paper holds, a fine. */
  points: Point[];
  /** What the number of is asked: "điều", "khu". */
  counted: string[];
  /** Kinds of paper that the question wants to have, where people call few papers so: "xin cấp thẻ …". */
  papers: string[];
  /** Trades named that the law forbids: no registration of a trade is one of theirs. */
  forbiddenTrades: string[];
  /** "… đúng không": the question states something and asks whether it holds. */
  asksConfirmation: boolean;
}

/** Actions that a paper has or has not; others are put in too many ways to tell by words. */
const tellingActions = ["cấp lại", "gia hạn", "cấp đổi", "thu hồi", "trả lại thẻ"];

const documentKinds = "nghị quyết|quyết định|nghị định|thông tư|luật|kế hoạch|chỉ thị|công văn|kết luận|chương trình hành động|thông báo";
const namedDocument = new RegExp(
  `(?<![\\p{L}])(${documentKinds})(?: số)? (\\d[\\p{L}\\d/-]*)(?![\\p{L}\\d]|[.,]?\\d| *(?:tuổi|%|ngày(?! \\d)|điều|chương))`,
  "gu",
);
const fullNumber = /(?<![\p{L}\d/-])\d+(?:\/\d{4})?[-/]\p{L}[\p{L}\d]*(?:[-/]\p{L}[\p{L}\d]*)*/gu;
const territoryNames: Record<string, Exclude<Territory, "toan-quoc">> = { "hòa bình": "hoa-binh", "phú thọ": "phu-tho", "vĩnh phúc": "vinh-phuc" };

const paperWanted =
  /(?<!\p{L})(?:xin|cấp|cấp lại|cấp đổi|làm|làm lại|đổi|gia hạn|lấy) (?:cái |tấm |chiếc |một )?(thẻ|chứng chỉ|hộ chiếu|trích lục|bản sao|con dấu|biển số)(?!\p{L})/gu;

const lawAsked =
  /(?<!\p{L})((?:bộ luật|luật|nghị định|thông tư) [\p{L}\d ]{2,50}?) (?:này )?(?:(?:sẽ |đã |bắt đầu )?có hiệu lực|được thông qua|thông qua (?:ngày|khi)|ban hành (?:ngày|khi|năm)|(?:có|gồm) (?:bao nhiêu|mấy) (?:điều|chương|mục))/gu;

/** Finds what a question names. Works on the question as understood, with its marks put back. */
export class SlotFinder {
  readonly #fields: PhraseList<FieldName>;
  readonly #otherPlaces: PhraseList;
  readonly #notPlaces: PhraseList;
  readonly #bodies: PhraseList;
  readonly #groups: readonly string[][];
  readonly #confirmation: PhraseList;
  readonly #forbiddenTrades: PhraseList;

  constructor(lexicon: Lexicon) {
    this.#fields = new PhraseList(lexicon.intents);
    this.#otherPlaces = new PhraseList({ place: [...lexicon.places.provinces, ...lexicon.places.countries] });
    this.#notPlaces = new PhraseList({ none: lexicon.places.notPlaces });
    this.#bodies = new PhraseList({ body: lexicon.bodies });
    this.#groups = lexicon.groups;
    this.#forbiddenTrades = new PhraseList({ trade: lexicon.reactions.forbidden_trade?.say ?? [] });
    this.#confirmation = new PhraseList({ confirmation: lexicon.reactions.confirmation?.say ?? [] });
  }

  /** @param story words among them that only tell how it came about. */
  find(tokens: readonly string[], story: readonly string[] = []): Slots {
    const text = tokens.join(" ");
    const bodies = this.#bodies.phrasesIn(tokens);
    const otherPlaces = [...this.#otherPlaces.phrasesIn(this.#notPlaces.find(tokens).rest), ...urbanDistrictsIn(text)];
    return {
      years: yearsOf(text).filter((year) => !new RegExp(`(?:sinh|sn|đời|model)(?: năm)? ${year}`, "u").test(text)),
      dates: datesOf(text),
      documents: documentsIn(text),
      otherPlaces,
      placesOfDoing: otherPlaces.filter((place) =>
        new RegExp(`(?:ở|tại|của|tỉnh|thành phố|tp|công an|ủy ban|ủy ban nhân dân) (?:tỉnh |thành phố )?${place}`, "u").test(text),
      ),
      told: { years: yearsOf(story.join(" ")), places: this.#otherPlaces.phrasesIn(story) },
      ownTerritories: Object.entries(territoryNames)
        .filter(([name]) => text.includes(name))
        .map(([, territory]) => territory),
      bodies,
      issuers: bodies.filter((body) => new RegExp(`(?:${documentKinds})[\\p{L}\\d/ -]{0,25} (?:của|do) ${body}`, "u").test(text)),
      groups: this.#groups.flatMap((names) => {
        const said = names.find((name) => ` ${text} `.includes(` ${name} `));
        return said === undefined ? [] : [[said, ...names]];
      }),
      ages: agesIn(text),
      namedActions: tellingActions.filter((action) => text.includes(action)),
      grades: gradesIn(text),
      policies: policiesIn(text),
      lawsAsked: [...text.matchAll(lawAsked)].map(([, law = ""]) => law.trim()),
      namesDistrict: /(?<!\p{L})(?:cấp |công an |ủy ban nhân dân |ủy ban |bảo hiểm xã hội |một cửa |lên |ở |tại |phòng [\p{L} ]{2,25} )huyện(?!\p{L})/u.test(
        text,
      ),
      percentages: percentagesOf(text),
      amounts: amountsIn(text),
      fields: this.#fields.find(tokens).names,
      points: pointsIn(text),
      counted: countedIn(text),
      papers: [...text.matchAll(paperWanted)].map(([, paper = ""]) => paper),
      forbiddenTrades: this.#forbiddenTrades.phrasesIn(tokens),
      asksConfirmation: this.#confirmation.has(tokens),
    };
  }

  /** The fields that words ask for. */
  fieldsIn(tokens: readonly string[]): FieldName[] {
    return this.#fields.find(tokens).names;
  }

  /** A question without the phrases that ask for a field: what is left names the matter. */
  withoutFields(tokens: readonly string[]): string[] {
    return this.#fields.find(tokens).rest;
  }
}

/** "Quận Đống Đa", "quận 7": the province never had an urban district. */
function urbanDistrictsIn(text: string): string[] {
  return [...text.matchAll(/(?<!\p{L})quận (?!huyện|nào|hay|khác|cũ|mới)(?:\d{1,2}|\p{L}+ \p{L}+)(?!\p{L})/gu)].map(([district]) => district);
}

/** "Bao lâu thì có kết luận" waits for an outcome, and speaks of no document. */
function policiesIn(text: string): string[] {
  const named = text.replace(/(?<!\p{L})(?:có|ra|đưa ra|chờ|nhận|được) kết luận(?! \d)/gu, "");
  return ["kết luận", "nghị quyết", "chương trình hành động"].filter((policy) => named.includes(policy));
}

function documentsIn(text: string): NamedDocument[] {
  const numbered = [...text.matchAll(namedDocument)]
    .map(([, kind, number]) => ({ kind: kind ?? "", number: number ?? "" }))
    .filter(({ number }) => !/^(?:\d{1,2}\/\d{1,2}(?:\/\d{4})?|20[0-3]\d)$/u.test(number));
  const known = new Set(numbered.map(({ number }) => number));
  const alone = (text.match(fullNumber) ?? []).filter((number) => !known.has(number)).map((number) => ({ kind: "", number }));
  return [...numbered, ...alone];
}

/** "3 sao", "hạng 2", "loại 1", always with the number first. */
export function gradesIn(text: string): string[] {
  const before = [...text.matchAll(/(?<![\d.,/])(\d{1,2}) (sao|hạng)(?!\p{L})/gu)].map(([, number = "", thing = ""]) => `${Number(number)} ${thing}`);
  const after = [...text.matchAll(/(?<!\p{L})(hạng|loại|cấp độ) (\d{1,2})(?![\d.,/])/gu)].map(
    ([, thing = "", number = ""]) => `${Number(number)} ${thing.split(" ")[0] ?? ""}`,
  );
  return [...new Set([...before, ...after])];
}

/** Money in đồng, whatever way it is typed (`500 nghìn`, `300k`), and terms in days, months or hours. */
function amountsIn(text: string): string[] {
  const sums = [...text.matchAll(/(?<![\p{L}\d./])(\d[\d.,]*) ?(đồng|nghìn|ngàn|k|triệu|tr)(?!\p{L})/gu)].map(([, number = "", unit = ""]) => {
    const value = Number(number.replace(/[.,]/gu, "")) * (unitValues[unit] ?? 1);
    return money(value);
  });
  const terms = [...text.matchAll(/(?<![\p{L}\d./])(\d{1,3}) (ngày|tháng|giờ)(?! \d)/gu)].map(([, number = "", unit = ""]) => `${Number(number)} ${unit}`);
  return [...sums, ...terms];
}

const unitValues: Record<string, number> = { nghìn: 1000, ngàn: 1000, k: 1000, triệu: 1_000_000, tr: 1_000_000 };

/** Whether a text names a document, whatever zeros stand before its number and however it is written. */
export function namesDocument(text: string, document: NamedDocument): boolean {
  const plain = normalise(text);
  if (/\p{L}/u.test(document.number)) return new RegExp(`(?<![\\d/-])0*${document.number.replace(/^0+/u, "")}(?![\\p{L}\\d])`, "u").test(plain);
  const number = document.number.replace(/^0+/u, "");
  const [head = "", ...rest] = number.split("/");
  const initials = initialsOfKind[document.kind];
  const year = rest.length > 0 ? `/${rest.join("/")}` : "(?:/\\d{4})?";
  const coded = initials === undefined ? "" : `|(?<!\\d)0*${head}${year}[-/]${initials}`;
  return new RegExp(`${document.kind}(?: số)? 0*${head}${rest.length > 0 ? year : ""}(?!\\d)${coded}`, "u").test(plain);
}

const initialsOfKind: Record<string, string> = {
  "nghị quyết": "nq",
  "quyết định": "qđ",
  "nghị định": "nđ",
  "thông tư": "tt",
  luật: "qh",
  "kế hoạch": "kh",
  "chỉ thị": "ct",
  "công văn": "cv",
  "kết luận": "kl",
  "chương trình hành động": "ctr",
  "thông báo": "tb",
};
