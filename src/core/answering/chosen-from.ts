import { fold } from "../text/fold.js";
import { normalise } from "../text/normalise.js";

/** Which of the choices a message means, by its number or its words, with marks or without; `undefined` if none. */
export function chosenFrom<Offered extends { readonly label: string }>(choices: readonly Offered[], message: string): Offered | undefined {
  const said = fold(normalise(message));
  const number = /^(?:so |cau |chon )?(\d)\.?$/u.exec(said)?.[1];
  return number === undefined ? choices.find(({ label }) => fold(normalise(label)) === said) : choices[Number(number) - 1];
}
