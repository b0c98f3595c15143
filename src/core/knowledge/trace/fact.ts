import { tokenise } from "../../text/tokenise.js";
import { quantitiesOf } from "../../text/quantities.js";
import { figuresOfFact, inOneForm } from "./figure-forms.js";

/** A line of the collected facts, of an official document, or of the register, that can bear out a figure. */
export interface Fact {
  /** `nq57-va-luat.md`, `thu-tuc.jsonl`, `documents/ket-luan-26-12-2024.md`. */
  file: string;
  /** From 1. */
  line: number;
  text: string;
  /** Addresses of what it comes from, as far as the line names them; the first is the one to show. */
  urls: readonly string[];
  /** Nobody proved it, or sources differ: it bears out nothing that is asserted. */
  isDoubtful: boolean;
  /** The unit that it was collected for: `service/…`; the code of a procedure; the id of an official document. Facts of other lines may be used by all. */
  owner?: string | undefined;
  figures: ReadonlySet<string>;
  quantities: ReadonlySet<string>;
  words: ReadonlySet<string>;
}

/** A fact with all that is computed from its text. */
export function factOf(given: Pick<Fact, "file" | "line" | "text" | "urls" | "isDoubtful" | "owner">): Fact {
  const { text } = given;
  return { ...given, figures: figuresOfFact(text), quantities: new Set(quantitiesOf(inOneForm(text))), words: wordsOf(text) };
}

/** Content words in one form: those of three letters and more. */
export function wordsOf(text: string): Set<string> {
  return new Set(tokenise(text).filter((word) => word.length >= 3 && !/\d/u.test(word)));
}
