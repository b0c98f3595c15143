export interface Entity {
  type: string;
  /** In UTF-16 code units of the text. */
  offset: number;
  length: number;
  url?: string;
}

/** What the Bot API says of markup that it cannot read. */
export class UnreadableMarkup extends Error {}

const entityTypes: Readonly<Record<string, string>> = {
  a: "text_link",
  b: "bold",
  strong: "bold",
  i: "italic",
  em: "italic",
  u: "underline",
  ins: "underline",
  s: "strikethrough",
  strike: "strikethrough",
  del: "strikethrough",
  span: "spoiler",
  "tg-spoiler": "spoiler",
  code: "code",
  pre: "pre",
  blockquote: "blockquote",
};
const characters: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"' };
const reference = /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]+));?/giu;
const openingTag = /^<([^\s>]*)([^>]*)>/u;
const closingTag = /^<\/([^\s>]*)\s*>/u;
const attribute = /\s*([^\s=>/"']+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([a-z0-9.-]+)))?/giy;

/**
 * Text and entities of `parse_mode` HTML as the Bot API reads it (https://core.telegram.org/bots/api#html-style).
 * @throws UnreadableMarkup with the Bot API's words
 */
export function parseHtml(html: string): { text: string; entities: Entity[] } {
  let text = "";
  const entities: Entity[] = [];
  const open: { tag: string; offset: number; href: string | undefined }[] = [];
  let place = 0;

  while (place < html.length) {
    if (html[place] !== "<") {
      const next = html.indexOf("<", place);
      const end = next < 0 ? html.length : next;
      text += withoutReferences(html.slice(place, end));
      place = end;
      continue;
    }
    const at = `at byte offset ${Buffer.byteLength(html.slice(0, place))}`;
    const rest = html.slice(place);
    if (rest.startsWith("</")) {
      const top = open.pop();
      if (top === undefined) throw new UnreadableMarkup(`Unexpected end tag ${at}`);
      const [whole, name = ""] = closingTag.exec(rest) ?? [];
      if (whole === undefined) throw new UnreadableMarkup(`Unclosed end tag ${at}`);
      if (name !== "" && name.toLowerCase() !== top.tag)
        throw new UnreadableMarkup(`Unmatched end tag ${at}, expected "</${top.tag}>", found "</${name.toLowerCase()}>"`);
      addEntity(top);
      place += whole.length;
    } else {
      const [whole, name = "", attributes = ""] = openingTag.exec(rest) ?? [];
      if (whole === undefined) throw new UnreadableMarkup(`Unclosed start tag ${at}`);
      const tag = name.toLowerCase();
      if (!Object.hasOwn(entityTypes, tag)) throw new UnreadableMarkup(`Unsupported start tag "${tag}" ${at}`);
      const values = readAttributes(attributes, tag, at);
      if (tag === "span" && values.get("class") !== "tg-spoiler") throw new UnreadableMarkup(`Tag "span" must have class "tg-spoiler" ${at}`);
      open.push({ tag, offset: text.length, href: values.get("href") });
      place += whole.length;
    }
  }
  const left = open.pop();
  if (left !== undefined) throw new UnreadableMarkup(`Can't find end tag corresponding to start tag "${left.tag}"`);
  return { text, entities: entities.sort((a, b) => a.offset - b.offset || b.length - a.length) };

  function addEntity({ tag, offset, href }: (typeof open)[number]): void {
    const length = text.length - offset;
    const type = entityTypes[tag] ?? "";
    if (length === 0) return;
    if (tag !== "a") return void entities.push({ type, offset, length });
    const url = href === undefined || href === "" ? text.slice(offset) : href;
    // Telegram drops links that it does not take for one, and keeps their text.
    if (/^(?:https?|tg|mailto|tel):/iu.test(url)) entities.push({ type, offset, length, url });
  }
}

function withoutReferences(text: string): string {
  return text.replace(reference, (whole, hex: string | undefined, decimal: string | undefined, name: string | undefined) => {
    if (name !== undefined) return characters[name] ?? whole;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code > 0 && code < 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

function readAttributes(text: string, tag: string, at: string): Map<string, string> {
  const values = new Map<string, string>();
  attribute.lastIndex = 0;
  let end = 0;
  for (let match = attribute.exec(text); match !== null; match = attribute.exec(text)) {
    values.set(match[1] ?? "", withoutReferences(match[2] ?? match[3] ?? match[4] ?? ""));
    end = attribute.lastIndex;
  }
  if (text.slice(end).trim() !== "") throw new UnreadableMarkup(`Empty attribute name in the tag "${tag}" ${at}`);
  return values;
}
