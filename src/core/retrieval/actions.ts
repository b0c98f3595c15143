import type { Lexicon } from "../knowledge/lexicon.js";
import { PhraseList } from "../text/phrases.js";
import { tokenise } from "../text/tokenise.js";
import type { Unit } from "./unit.js";

/** Actions by which a paper first comes into being; someone who names no action means one of these. */
const firstActions = new Set(["issue", "register", "confirm", "support", "transfer", "exempt", "refund"]);
/** Actions on a paper that exists already. */
const actionsOnPapers = new Set(["reissue", "exchange", "renew", "revoke", "delete"]);
/** Words that join actions in a name: "Cấp, cấp lại và gia hạn …". */
const joiningWords = new Set(["và", "hoặc", "thủ", "tục", "đề", "nghị", "giải", "quyết"]);

/**
 * Tells what is done to the object of a procedure: issued, reissued, renewed, withdrawn. Five thousand names are near-alike
 * ("Cấp lại giấy …"), so that the action is half of what a procedure is.
 */
export class ActionFinder {
  readonly #said: PhraseList;
  readonly #asking: PhraseList;
  readonly #actionsOfUnit: readonly ReadonlySet<string>[];

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
    this.#actionsOfUnit = units.map((unit) =>
      unit.kind === "procedure" || unit.kind === "service" ? actionsAtHead(tokenise(unit.title), named) : new Set<string>(),
    );
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

  /** How well the action of a unit fits those asked: another than the one named, or one that nobody means without naming it. */
  fit(asked: ReadonlySet<string>, unit: number): "fits" | "differs" | "unasked" {
    const own = this.#actionsOfUnit[unit] ?? new Set<string>();
    if (own.size === 0) return "fits";
    if (asked.size > 0) return [...asked].some((action) => own.has(action)) ? "fits" : "differs";
    return [...own].some((action) => firstActions.has(action)) ? "fits" : "unasked";
  }
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
