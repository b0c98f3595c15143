import { readdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { isPair, isScalar, LineCounter, parseDocument, visit } from "yaml";

/** One stretch of text of an article or a service, and where it stands. */
export interface PlacedText {
  /** As a person opens it: `knowledge/articles/kinh-te-so.md`. */
  file: string;
  /** From 1. */
  line: number;
  /** Id of the article; `service/` and the id of a service. */
  unit: string;
  /** Keys and numbers that lead to it, outermost first; for the body of an article `body` and the headings above it. */
  path: (string | number)[];
  text: string;
}

/** Every text of the articles and services of a knowledge folder, file by file. */
export async function readPlacedTexts(folder: string): Promise<PlacedText[]> {
  const articles = await textsOfFiles(join(folder, "articles"), ".md", textsOfArticle);
  const services = await textsOfFiles(join(folder, "services"), ".yaml", (file, raw) => textsOfYaml({ file, unit: `service/${basename(file, ".yaml")}` }, raw, 1));
  return [...articles, ...services];
}

/** Every text of the official documents of a knowledge folder. */
export function readPlacedDocuments(folder: string): Promise<PlacedText[]> {
  return textsOfFiles(join(folder, "documents"), ".md", textsOfArticle);
}

async function textsOfFiles(folder: string, extension: string, read: (file: string, raw: string) => PlacedText[]): Promise<PlacedText[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(extension)).sort();
  const files = await Promise.all(names.map(async (name) => ({ file: join(folder, name), raw: (await readFile(join(folder, name), "utf8")).normalize("NFC") })));
  return files.flatMap(({ file, raw }) => read(file, raw));
}

/** The texts of an article: of its front matter, then of each line of its body. */
export function textsOfArticle(file: string, raw: string): PlacedText[] {
  const place = { file, unit: basename(file, ".md") };
  const [, frontMatter = "", body = ""] = /^---\r?\n(.*?\r?\n)---\r?\n(.*)$/su.exec(raw) ?? [];
  const linesAbove = frontMatter.split("\n").length + 1;
  let headings: string[] = [];
  const lines = body.split(/\r?\n/u).flatMap((line, index) => {
    const heading = /^(#{2,5})\s+(.*?)\s*(?:\{[^}]*\})?\s*$/u.exec(line);
    if (heading !== null) headings = [...headings.slice(0, (heading[1] ?? "").length - 2), heading[2] ?? ""];
    const text = (heading?.[2] ?? line).replace(/^\s*(?:[-•]|\d{1,2}\.)\s+/u, "").trim();
    return text === "" ? [] : [{ ...place, line: linesAbove + index + 1, path: ["body", ...headings], text }];
  });
  return [...textsOfYaml(place, frontMatter, 2), ...lines];
}

/** The texts of a YAML file, or of the part of one that begins at a line. */
export function textsOfYaml({ file, unit }: Pick<PlacedText, "file" | "unit">, raw: string, firstLine: number): PlacedText[] {
  const lineCounter = new LineCounter();
  const document = parseDocument(raw, { lineCounter });
  const texts: PlacedText[] = [];
  visit(document, {
    Scalar(key, { value, range }, ancestors) {
      if (key === "key" || (typeof value !== "string" && typeof value !== "number")) return;
      const path = [...ancestors, { at: key }].flatMap((above, depth): (string | number)[] => {
        if (isPair(above) && isScalar(above.key)) return [String(above.key.value)];
        if ("at" in above) return typeof above.at === "number" ? [above.at] : [];
        // A member of a list below this one is the next of the ancestors.
        const next = ancestors[depth + 1];
        const items = (above as { items?: unknown[] }).items;
        const position = items === undefined || next === undefined || isPair(next) ? -1 : items.indexOf(next);
        return position < 0 ? [] : [position];
      });
      texts.push({ file, unit, line: firstLine - 1 + lineCounter.linePos(range?.[0] ?? 0).line, path, text: String(value).normalize("NFC") });
    },
  });
  return texts;
}

/** What programs read: ids, states, dates, codes, addresses. */
const machineKeys = new Set("id url date checked state source sources leadSources document section territory codes main area related validUntil until document".split(" "));
/** How people ask. */
const askedKeys = new Set(["questions", "sectionQuestions", "aliases", "situations", "asks", "everyday"]);

const hasKey = (keys: ReadonlySet<string>, { path }: PlacedText): boolean => path.some((key) => typeof key === "string" && keys.has(key));

/** Whether people read it in an answer. The body's headings are free text, and never taken for keys. */
export function isSaid(text: PlacedText): boolean {
  if (text.path[0] === "body") return true;
  return !hasKey(machineKeys, text) && !hasKey(askedKeys, text);
}

/** Whether it is one of the ways in which people ask. */
export function isAsked(text: PlacedText): boolean {
  return text.path[0] !== "body" && hasKey(askedKeys, text);
}
