import { escapeHtml } from "../../adapters/shared/html.js";

/** Tokens of `ui.md`, for a page that works without script from 320 px on. */
const style = `
:root { color-scheme: light dark; --surface: #ffffff; --surface-soft: #faf7f2; --text: #1c1b1a; --text-soft: #5b5650; --line: #8a857d; --brand: #a4161a; --on-brand: #ffffff; --link: #0b5394 }
@media (prefers-color-scheme: dark) { :root { --surface: #171614; --surface-soft: #23211e; --text: #f3f0ea; --text-soft: #b8b1a7; --line: #7d776d; --brand: #ff8f87; --on-brand: #171614; --link: #8ec5ff } }
body { max-width: 44rem; margin: 0 auto; padding: 1rem; font: 1.0625rem/1.55 system-ui, sans-serif; color: var(--text); background: var(--surface); overflow-wrap: anywhere }
h1 { font-size: 1.5rem; line-height: 1.3 } h2 { font-size: 1.25rem; margin: 2rem 0 .5rem } h3 { font-size: 1.0625rem; margin: 1.5rem 0 .5rem }
a { color: var(--link) } a:focus-visible, .scroll:focus-visible { outline: 3px solid #ffbf47; outline-offset: 2px; box-shadow: 0 0 0 2px var(--text) }
.act { display: inline-block; min-height: 44px; padding: .5rem 1rem; box-sizing: border-box; border-radius: 4px; background: var(--brand); color: var(--on-brand); text-decoration: none }
.soft { color: var(--text-soft); font-size: .875rem } nav a, nav span { display: inline-block; min-height: 44px; line-height: 44px; margin-right: 1rem } nav [aria-current] { font-weight: 600 }
.scroll { overflow-x: auto } table { border-collapse: collapse; width: 100%; overflow-wrap: normal } th, td { padding: .5rem .75rem .5rem 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line) }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums } tbody tr:nth-child(even) { background: var(--surface-soft) } caption { text-align: left; padding-bottom: .5rem; color: var(--text-soft); font-size: .875rem }
`;

/** A page around its main part, which is HTML. */
export function pageFrame(title: string, main: string): string {
  return `<!doctype html>
<html lang="vi">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
<main>
${main}
</main>
</html>
`;
}

/** A table as HTML under a name that is heard, and a caption that is read unless it is "". Columns that hold numbers stand to the right. */
export function tableHtml(
  { name, caption = "" }: { readonly name: string; readonly caption?: string },
  columns: readonly { readonly head: string; readonly isNumber?: boolean }[],
  rows: readonly (readonly (string | number)[])[],
): string {
  const kind = (index: number): string => (columns[index]?.isNumber === true ? ' class="number"' : "");
  const head = columns.map((column, index) => `<th scope="col"${kind(index)}>${escapeHtml(column.head)}</th>`).join("");
  const body = rows.map((row) => `<tr>${row.map((cell, index) => `<td${kind(index)}>${escapeHtml(String(cell))}</td>`).join("")}</tr>`).join("\n");
  return `<div class="scroll" tabindex="0" role="region" aria-label="${escapeHtml(name)}"><table>${caption === "" ? "" : `<caption>${escapeHtml(caption)}</caption>`}<thead><tr>${head}</tr></thead><tbody>
${body}
</tbody></table></div>`;
}
