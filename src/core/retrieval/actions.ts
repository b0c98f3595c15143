import type { Lexicon } from "../knowledge/lexicon.js";
import { PhraseList } from "../text/phrases.js";
import { tokenise } from "../text/tokenise.js";
import type { Unit } from "./unit.js";

/** Actions by which a paper first comes into being; someone who names no action means one of these. */
const firstActions = new Set(["issue", "register", "confirm", "support", "transfer", "exempt", "refund"]);
/** Actions on a paper that exists already. */
const actionsOnPapers = new Set(["reissue", "exchange", "renew", "revoke", "withdraw", "delete"]);
/** How the action of a unit fits those that a question names. */
export type ActionFit = "fits" | "differs" | "unasked";
/** Words that join actions in a name: "Cấp, cấp lại và gia hạn …". */
const joiningWords = new Set(["và", "hoặc", "thủ", "tục", "đề", "nghị", "giải", "quyết"]);

/**
 * Tells what is done to the object of a procedure: issued, reissued, renewed, withdrawn. Five thousand names are near-alike
 * ("Cấp lại giấy …"), so that the action is half of what a procedure is.
 */
export class ActionFinder {
  readonly #said: PhraseList;
  readonly #asking: PhraseList;
  /** The few sets of actions that names have; units are thousands. */
  readonly #actionSets: readonly ReadonlySet<string>[];
  readonly #setOfUnit: Uint16Array;
  readonly #factors: Float64Array;

  constructor(lexicon: Lexicon, units: readonly Unit[]) {
    this.#said = new PhraseList(Object.fromEntries(Object.entries(lexicon.actions).map(([name, action]) => [name, action.say])));
    this.#asking = new PhraseList({
      asking: Object.values(lexicon.intents)
        .flat()
        .filter((phrase) => phrase.includes(" ")),
    });
    const named = Object.entries(lexicon.actions)
      .flatMap(([action, words]) => words.names.map((phrase) => ({ action, phrase: tokenise(phrase) })))
      .sort((a, b) => b.phrase.length - a.phrase.length);
    const sets = new Map<string, ReadonlySet<string>>([["", new Set()]]);
    const keys = units.map((unit) => {
      if (unit.kind !== "procedure" && unit.kind !== "service") return "";
      const own = actionsAtHead(tokenise(unit.title), named);
      const key = [...own].join(" ");
      sets.set(key, own);
      return key;
    });
    const places = new Map([...sets.keys()].map((key, place) => [key, place]));
    this.#actionSets = [...sets.values()];
    this.#setOfUnit = Uint16Array.from(keys, (key) => places.get(key) ?? 0);
    this.#factors = new Float64Array(units.length);
  }

  /** The actions that a question names. Words that only ask ("mất bao lâu") are set aside first. */
  askedIn(tokens: readonly string[]): ReadonlySet<string> {
    const named = new Set(this.#said.find(this.#asking.find(tokens).rest).names);
    // "Đăng ký xe bị mất, xin cấp lại": the registration is the paper there, not what is to be done.
    if ([...named].some((action) => actionsOnPapers.has(action))) named.delete("register");
    return named;
  }

  without(tokens: readonly string[]): string[] {
    return this.#said.find(tokens).rest;
  }

  /** Whether a unit does nothing but what is done to a paper that exists already, and the question names none of it: "Trả lại giấy phép …". */
  isOnlyLater(asked: ReadonlySet<string>, unit: number): boolean {
    const own = this.#actionSets[this.#setOfUnit[unit] ?? 0] ?? new Set();
    return own.size > 0 && [...own].every((action) => !firstActions.has(action) && !asked.has(action));
  }

  /** How well the action of a unit fits those asked: another than the one named, or one that nobody means without naming it. */
  fit(asked: ReadonlySet<string>, unit: number): ActionFit {
    return fitOf(asked, this.#actionSets[this.#setOfUnit[unit] ?? 0] ?? new Set());
  }

  /** The same for every unit: what its fit is worth, in a buffer that the next call overwrites. */
  fitFactors(asked: ReadonlySet<string>, worth: Record<ActionFit, number>): Float64Array {
    const factors = Float64Array.from(this.#actionSets, (own) => worth[fitOf(asked, own)]);
    for (let unit = 0; unit < this.#setOfUnit.length; unit++) this.#factors[unit] = factors[this.#setOfUnit[unit] as number] as number;
    return this.#factors;
  }
}

function fitOf(asked: ReadonlySet<string>, own: ReadonlySet<string>): ActionFit {
  if (own.size === 0) return "fits";
  if (asked.size > 0) return [...asked].some((action) => own.has(action)) ? "fits" : "differs";
  return [...own].some((action) => firstActions.has(action)) ? "fits" : "unasked";
}

/** The actions at the head of a name: "Cấp, cấp lại giấy …" has two. */
function actionsAtHead(name: readonly string[], phrases: readonly { action: string; phrase: string[] }[]): ReadonlySet<string> {
  const found = new Set<string>();
  let position = 0;
  while (position < name.length) {
    const match = phrases.find(({ phrase }) => phrase.every((token, offset) => name[position + offset] === token));
    if (match !== undefined) {
      found.add(match.action);
      position += match.phrase.length;
    } else if (joiningWords.has(name[position] as string)) position++;
    else break;
  }
  return found;
}
