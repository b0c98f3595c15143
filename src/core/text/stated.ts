import { containsPhrase } from "./phrases.js";
import { quantitiesOf } from "./quantities.js";
import { tokenise } from "./tokenise.js";

/** Whether a text states a figure, day or name: as whole words and numbers ("15 ngày" is not in "115 ngày"), or the same amount in another form. */
export function isStated(text: string, said: string): boolean {
  const amounts = quantitiesOf(said);
  return containsPhrase(tokenise(text), tokenise(said)) || (amounts.length > 0 && amounts.every((amount) => quantitiesOf(text).includes(amount)));
}
