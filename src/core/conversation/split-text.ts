/**
 * A text in parts of at most `maxLength` code units, cut at the last line break, sentence end or space that fits, and
 * never inside a character. A text that fits is one part; an empty one too.
 */
export function splitText(text: string, maxLength: number): string[] {
  const parts: string[] = [];
  let rest = text;
  while (rest.length > maxLength) {
    const cut = lastCut(rest, maxLength);
    parts.push(rest.slice(0, cut).trimEnd());
    rest = rest.slice(cut).trimStart();
  }
  return rest === "" && parts.length > 0 ? parts : [...parts, rest];
}

/** Where to cut: as late as possible, but at the best kind of place that lies in the second half. */
function lastCut(text: string, maxLength: number): number {
  const window = text.slice(0, maxLength + 1);
  for (const separator of ["\n", ". ", " "]) {
    const position = window.lastIndexOf(separator, maxLength - separator.trimEnd().length);
    if (position >= maxLength / 2) return position + separator.trimEnd().length;
  }
  const isInsidePair = /[\ud800-\udbff]/.test(text.charAt(maxLength - 1));
  return isInsidePair && maxLength > 1 ? maxLength - 1 : maxLength;
}
