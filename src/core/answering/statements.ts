/** A whole sentence or list line, and the heading that it stands under. */
export interface Statement {
  /** The line ending in a colon that the sentence belongs to; "" where it stands by itself. */
  under: string;
  text: string;
  /** Index of its line in the text. */
  line: number;
}

/** How far a heading reaches: over the line after it, or over the list after it. */
type Reach = "next" | "dashes" | "numbers";

const dash = /^[-•]\s+/u;
const number = /^\d{1,2}[.)]\s+/u;
/** Where a sentence ends. A full stop inside a number or an address has no space behind it; one before a small letter ends nothing. */
const sentenceEnd = /(?<=[.!?…]["”)]?)(?<!(?<!\p{L})(?:TP|Tp|TX|GS|TS|ThS|PGS|BS)\.)\s+(?=[^\p{Ll}\s])/u;

/**
 * What a text states, sentence by sentence, in order. A sentence keeps its heading, so that a paper of one case is not a paper of another,
 * and its number in a list; the dash of a list line is left out. Two texts are read alike, so that their statements can be compared as they are.
 */
export function statementsOf(text: string): Statement[] {
  const statements: Statement[] = [];
  let heading = "";
  let reach: Reach = "next";
  for (const [line, raw] of text.split("\n").entries()) {
    const whole = raw.normalize("NFC").replace(/\s+/gu, " ").trim();
    if (whole === "") continue;
    const kind: Reach = dash.test(whole) ? "dashes" : number.test(whole) ? "numbers" : "next";
    const own = whole.replace(dash, "");
    const isHeading = kind === "next" && own.endsWith(":");
    const isUnder = heading !== "" && (reach === "next" || reach === kind);
    // A heading itself stands by itself: of several cases under one another, an answer may leave some out.
    for (const part of sentences(own)) statements.push({ under: isUnder && !(isHeading && own.endsWith(part)) ? heading : "", text: part, line });
    if (isHeading) [heading, reach] = [own, "next"];
    else if (isUnder && kind !== "next") reach = kind;
    else heading = "";
  }
  return statements;
}

/** One string for a statement, equal for equal ones: its heading and its sentence. */
export function keyOf({ under, text }: Pick<Statement, "under" | "text">): string {
  return `${under}\n${text}`;
}

function sentences(line: string): string[] {
  const mark = number.exec(line)?.[0] ?? "";
  const [first = "", ...others] = line.slice(mark.length).split(sentenceEnd);
  return [mark + first, ...others];
}
