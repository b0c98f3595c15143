/** What stands behind a button: Telegram keeps at most 64 bytes with it and sends them when it is pressed. */
export type Pressed =
  | { readonly kind: "suggestion"; readonly text: string }
  /** A suggestion that is too long: its words are on the button itself. */
  | { readonly kind: "button_text" }
  | { readonly kind: "rating"; readonly rating: "up" | "down"; readonly answerId: string };

const maxBytes = 64;
const form = /^(?:s:(?<text>[^]+)|(?<button>i):\d+|f:(?<rating>up|down):(?<answerId>.+))$/u;

/** The suggestion itself where it fits, else its place in the row of buttons: no two buttons may be the same. */
export function dataOfSuggestion(text: string, index: number): string {
  const whole = `s:${text}`;
  return fits(whole) ? whole : `i:${index}`;
}

/** `undefined` if the answer's name is too long to be kept with a button. */
export function dataOfRating(rating: "up" | "down", answerId: string): string | undefined {
  const data = `f:${rating}:${answerId}`;
  return fits(data) ? data : undefined;
}

/** `undefined` for data that no button of ours has. */
export function pressedIn(data: string): Pressed | undefined {
  const groups = form.exec(data)?.groups;
  if (groups?.text !== undefined) return { kind: "suggestion", text: groups.text };
  if (groups?.button !== undefined) return { kind: "button_text" };
  if (groups?.answerId === undefined) return undefined;
  return { kind: "rating", rating: groups.rating === "up" ? "up" : "down", answerId: groups.answerId };
}

function fits(data: string): boolean {
  return Buffer.byteLength(data) <= maxBytes;
}
