/** A line of a text, and the heading that it stands under. */
export interface Line {
  /** The line ending in a colon that this one belongs to; "" where it stands by itself. */
  under: string;
  /** Without the dash of a list line; the number of a numbered one stays. */
  text: string;
}

/** How far a heading reaches: over the line after it, or over the list after it. */
type Reach = "next" | "dashes" | "numbers";

const dash = /^[-•]\s+/u;
const number = /^\d{1,2}[.)]\s+/u;
/** Where a sentence ends. A full stop inside a number or an address has no space behind it; one before a small letter ends nothing. */
const sentenceEnd = /(?<=[.!?…]["”)]?)(?<!(?<!\p{L})(?:TP|Tp|TX|GS|TS|ThS|PGS|BS)\.)\s+(?=[^\p{Ll}\s])/u;

/**
 * The lines of a text, in order, empty ones left out. A line keeps its heading, so that a paper of one case is not a paper of another.
 * A heading has none: of several cases, an answer may leave some out. Two texts are read alike, so that their lines can be compared as they are.
 */
export function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  let heading = "";
  let reach: Reach = "next";
  for (const raw of text.split("\n")) {
    const whole = raw.normalize("NFC").replace(/\s+/gu, " ").trim();
    if (whole === "") continue;
    const kind: Reach = dash.test(whole) ? "dashes" : number.test(whole) ? "numbers" : "next";
    const own = whole.replace(dash, "");
    const isHeading = kind === "next" && own.endsWith(":");
    const isUnder = heading !== "" && !isHeading && (reach === "next" || reach === kind);
    lines.push({ under: isUnder ? heading : "", text: own });
    if (isHeading) [heading, reach] = [own, "next"];
    else if (isUnder && kind !== "next") reach = kind;
    else heading = "";
  }
  return lines;
}

/** The sentences of a line, in order; the number of a list line belongs to the first. */
export function sentencesOfLine(line: string): string[] {
  const mark = number.exec(line)?.[0] ?? "";
  const [first = "", ...others] = line.slice(mark.length).split(sentenceEnd);
  return [mark + first, ...others];
}

/** One string for a line or a sentence of one, equal for equal ones. */
export function keyOf({ under, text }: Line): string {
  return `${under}\n${text}`;
}
