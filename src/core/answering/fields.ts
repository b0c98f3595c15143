import type { Lexicon } from "../knowledge/lexicon.js";
import type { RegisterField } from "../knowledge/register-fields.js";
import { PhraseList } from "../text/phrases.js";
import { normalise } from "../text/normalise.js";

/** What is asked of a whole field of the register. */
export interface FieldQuestion {
  field: RegisterField;
  asksOnline: boolean;
  ofCommune: boolean;
  /** Page of the register's names; undefined where the field as a whole is asked for. */
  page?: number;
}

type FramePart = "procedures" | "list" | "whole" | "online" | "onlineFrame" | "commune";

/** Recognises questions about a whole field: "thủ tục đất đai có những gì". */
export class FieldFinder {
  readonly #fields: ReadonlyMap<string, RegisterField>;
  readonly #topics: PhraseList;
  readonly #frame: PhraseList<FramePart>;
  readonly #onePaper: PhraseList;
  readonly #weakWords: ReadonlySet<string>;

  constructor({ fields: words, weakWords }: Pick<Lexicon, "fields" | "weakWords">, fields: readonly RegisterField[]) {
    this.#fields = new Map(fields.map((field) => [field.id, field]));
    this.#topics = new PhraseList(Object.fromEntries(words.topics.map(({ id, name, say }) => [id, [...say, name]])));
    const { procedures, list, whole, online, onlineFrame, commune, onePaper } = words;
    this.#frame = new PhraseList({ procedures, list, whole, online, onlineFrame, commune });
    this.#onePaper = new PhraseList({ onePaper });
    this.#weakWords = new Set(weakWords.map(normalise));
  }

  /** Undefined where the question names a single procedure, another place, a year, or anything else beside one field. */
  find(tokens: readonly string[]): FieldQuestion | undefined {
    const { rest: withoutPage, page } = pageIn(tokens);
    const { names, rest } = this.#topics.find(withoutPage);
    const [id] = names;
    const field = names.length === 1 && id !== undefined ? this.#fields.get(id) : undefined;
    if (field === undefined) return undefined;
    const frame = this.#frame.find(rest);
    const says = (part: FramePart): boolean => frame.names.includes(part);
    const asksOnline = says("online");
    const isOfWhole = says("procedures") || (asksOnline && says("whole"));
    if (!isOfWhole || this.#onePaper.has(frame.rest) || frame.rest.some((token) => !this.#weakWords.has(token))) return undefined;
    return { field, asksOnline, ofCommune: says("commune"), ...(page === undefined ? {} : { page }) };
  }
}

function pageIn(tokens: readonly string[]): { rest: readonly string[]; page?: number } {
  const [word, number = ""] = tokens.slice(-2);
  return word === "trang" && /^\d{1,3}$/u.test(number) ? { rest: tokens.slice(0, -2), page: Number(number) } : { rest: tokens };
}
