import { load, type CheerioAPI } from "cheerio";
import type { ReadBlock } from "./draft.js";
import { htmlDepth } from "./html-depth.js";
import { IngestError } from "./ingest-error.js";
import { rowsOfTable } from "./table-rows.js";

type Selected = ReturnType<CheerioAPI>;

/** What is not part of the text that a page is about. */
const beside = "script,style,noscript,template,iframe,object,embed,svg,nav,header,footer,aside,form,button,select,dialog,[hidden],[aria-hidden=true]";
const textBlocks = new Set("p div section article main blockquote pre ul ol li dl dt dd table h1 h2 h3 h4 h5 h6 figure figcaption address center".split(" "));

/** Pages that people make nest some 30 deep; those of tools that never close an element, some hundred. */
const maxDepth = 1_000;

/** A page as it was read. */
export interface HtmlText {
  title?: string | undefined;
  blocks: ReadBlock[];
  /** Lists whose numbers are not part of their text. */
  hasAutomaticNumbers: boolean;
  images: number;
}

/**
 * Headings, paragraphs, list items and rows of tables, in order. Nothing is fetched and nothing is run.
 * @throws IngestError `damaged` where elements nest without end.
 */
export function blocksOfHtml(html: string): HtmlText {
  if (htmlDepth(html) > maxDepth) throw new IngestError("damaged");
  const $ = load(html);
  const titleOfPage = $("title").first().text().trim();
  $(beside).remove();
  $("[style]").each((_, element) => {
    if (/display\s*:\s*none|visibility\s*:\s*hidden/iu.test($(element).attr("style") ?? "")) $(element).remove();
  });
  const root = [$("main").first(), $("[role=main]").first(), $("article").first(), $("body")].find((one) => one.text().trim() !== "") ?? $("body");
  const first = root.find("h1").first().text().trim();
  const title = first === "" ? titleOfPage : first;
  return {
    ...(title !== "" && { title: oneLine(title) }),
    blocks: new Walk($).blocksIn(root).filter((block) => !(block.kind === "heading" && block.level === 1 && block.text === oneLine(title))),
    hasAutomaticNumbers: root.find("ol > li").length > 0,
    images: root.find("img").length,
  };
}

class Walk {
  readonly #$: CheerioAPI;
  readonly #blocks: ReadBlock[] = [];
  /** Elements with blocks inside, however deep: found once for all, from each block upwards. */
  readonly #holdBlocks = new Set<unknown>();
  /** Words that stand in no block of their own yet. */
  #loose = "";

  constructor($: CheerioAPI) {
    this.#$ = $;
    for (const block of $([...textBlocks].join(",")).toArray())
      for (let above = block.parent; above !== null && !this.#holdBlocks.has(above); above = above.parent) this.#holdBlocks.add(above);
  }

  blocksIn(root: Selected): ReadBlock[] {
    this.#enter(root, "paragraph");
    return this.#blocks;
  }

  #enter(element: Selected, kind: "paragraph" | "item"): void {
    for (const node of element.contents().toArray()) {
      if (node.type === "text") this.#loose += node.data;
      else if (node.type === "tag") this.#enterTag(this.#$(node), node.name, kind);
    }
    this.#finish(kind);
  }

  #enterTag(element: Selected, name: string, kind: "paragraph" | "item"): void {
    if (name === "br") return this.#finish(kind);
    if (!textBlocks.has(name) && !this.#holdBlocks.has(element[0])) {
      this.#loose += element.find("br").length === 0 ? element.text() : (element.find("br").replaceWith("\n"), element.text());
      return;
    }
    this.#finish(kind);
    if (/^h[1-6]$/u.test(name)) this.#add({ kind: "heading", level: Number(name.slice(1)), text: element.text() });
    else if (name === "table") this.#addTable(element);
    else this.#enter(element, name === "li" || name === "dd" ? "item" : kind);
  }

  #addTable(table: Selected): void {
    const own = table.find("tr").filter((_, row) => this.#$(row).closest("table").is(table));
    const cells = own.toArray().map((row) =>
      this.#$(row)
        .children("th,td")
        .toArray()
        .flatMap((cell) => [this.#textOfCell(this.#$(cell)), ...Array.from({ length: spanOf(this.#$(cell)) - 1 }, () => "")]),
    );
    for (const text of rowsOfTable(cells)) this.#add({ kind: cells.length === 1 ? "paragraph" : "row", text });
  }

  /** Paragraphs of a cell stay apart by a space. */
  #textOfCell(cell: Selected): string {
    cell.find("br").replaceWith(" ");
    cell.find("p,li,div").append(" ");
    return cell.text();
  }

  #finish(kind: "paragraph" | "item"): void {
    for (const line of this.#loose.split("\n\n")) this.#add({ kind, text: line });
    this.#loose = "";
  }

  #add(block: ReadBlock): void {
    const text = oneLine(block.text);
    if (text !== "") this.#blocks.push({ ...block, text });
  }
}

/** How many columns a cell takes. */
function spanOf(cell: Selected): number {
  const span = Number(cell.attr("colspan") ?? "1");
  return Number.isInteger(span) && span > 1 && span <= 50 ? span : 1;
}

function oneLine(text: string): string {
  return text.replace(/\s+/gu, " ").trim();
}
