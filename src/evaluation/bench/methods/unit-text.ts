import type { Unit } from "../../../core/retrieval/unit.js";
import { fold } from "../../../core/text/fold.js";
import { normalise } from "../../../core/text/normalise.js";

/** All that a unit says besides its name and aliases, for methods that know no passages. */
export function textOfUnit({ keywords, passages }: Unit): string {
  return [...keywords, ...passages.flatMap(({ heading, text }) => [...heading, text])].join("\n");
}

/** Text in the form in which we compare words whose marks are missing: one tone placement, lower case, no marks. */
export function folded(text: string): string {
  return fold(normalise(text));
}
