/** Elements without content, and those whose end may be left out: they do not nest by themselves. */
const shallow = new Set(
  "area base br col embed hr img input link meta param source track wbr p li dt dd tr td th thead tbody tfoot option optgroup html head body colgroup".split(
    " ",
  ),
);

/** How deep the elements of a page stand in each other, at most, as far as its tags tell. Parsers take time by the square of it. */
export function htmlDepth(html: string): number {
  let depth = 0;
  let deepest = 0;
  for (const [, slash, name = ""] of html.matchAll(/<(\/?)([a-z][a-z0-9-]*)/giu)) {
    if (shallow.has(name.toLowerCase())) continue;
    depth = Math.max(0, depth + (slash === "/" ? -1 : 1));
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}
