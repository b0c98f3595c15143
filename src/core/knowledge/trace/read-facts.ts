import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { readPlacedDocuments, textsOfYaml, type PlacedText } from "../check/placed-texts.js";
import { readProcedures } from "../load-knowledge.js";
import type { Procedure } from "../schema.js";
import { factOf, type Fact } from "./fact.js";

/**
 * All that figures can be traced to: the official documents and the register of the knowledge folder, and, where there is one, the folder of
 * collected facts.
 */
export async function readFacts(knowledgeFolder: string, factsFolder: string): Promise<Fact[]> {
  const own = [...(await factsOfDocuments(knowledgeFolder)), ...(await factsOfRegister(join(knowledgeFolder, "register/procedures.jsonl")))];
  if (!existsSync(factsFolder)) return own;
  const names = (await readdir(factsFolder)).sort();
  const collected = names.map(async (name) => {
    const raw = (await readFile(join(factsFolder, name), "utf8")).normalize("NFC");
    if (name.endsWith(".md")) return factsOfNotes(name, raw);
    if (name.endsWith(".yaml")) return factsOfServices(name, raw);
    return name === "thu-tuc-chi-tiet.jsonl" ? factsOfDetails(name, raw) : [];
  });
  return [...own, ...(await Promise.all(collected)).flat()];
}

async function factsOfDocuments(folder: string): Promise<Fact[]> {
  const texts = await readPlacedDocuments(folder);
  const urls = new Map(texts.filter(({ path }) => path[0] === "sourceUrl").map(({ unit, text }) => [unit, text]));
  return texts
    .filter(({ path }) => path[0] === "body" || path[0] === "title" || path[0] === "issued")
    .map(({ unit, line, path, text }) => factOf({ file: `documents/${unit}.md`, line, text: [...path.slice(1), text].join(" "), urls: [urls.get(unit) ?? []].flat(), isDoubtful: false, owner: unit }));
}

async function factsOfRegister(path: string): Promise<Fact[]> {
  const procedures = await readProcedures(path);
  return procedures.map((procedure, index) =>
    factOf({ file: "register/procedures.jsonl", line: index + 1, text: textOfProcedure(procedure), urls: procedure.url === undefined ? [] : [procedure.url], isDoubtful: false, owner: procedure.code }),
  );
}

/** What a row of the register says, in words. The day of the snapshot holds for every row. */
function textOfProcedure({ code, name, field, agency = "", decision = "", submit, documentCount, legal = [] }: Procedure): string {
  const ways = submit.map(({ via, time = "", fee = [] }) => [via, time, ...fee.map((amount) => `${dotted(amount)} đồng`)].join(" "));
  return [code, name, field, agency, decision, ...ways, documentCount === undefined ? "" : `${documentCount} giấy tờ`, ...legal, "bản ngày 18–19/7/2026, 18/7/2026, 19/7/2026, 7/2026"].join("; ");
}

function dotted(amount: number): string {
  return String(amount).replace(/\B(?=(\d{3})+(?!\d))/gu, ".");
}

/** Notes in Markdown: a line each, marked ✔, •, ? or ○. What the notes call a source short is spelled out in the same file. */
function factsOfNotes(file: string, raw: string): Fact[] {
  const lines = raw.split("\n");
  const sources = new Map<string, string>();
  for (const line of lines) {
    const [, name, address] = /^(?:- \[([^\]]+)\] = |(?:\d+)\. )?(https?:\/\/\S+)/u.exec(line) ?? [];
    const number = /^(\d+)\. https?:/u.exec(line)?.[1];
    if (address !== undefined && (name ?? number) !== undefined) sources.set(name ?? number ?? "", address);
  }
  let heading = "";
  let before: string[] = [];
  return lines.flatMap((text, index) => {
    if (text.startsWith("#")) heading = text.replace(/^#+\s*/u, "");
    if (text.trim() === "") return [];
    const named = [...text.matchAll(/\[([^\][]+)\]/gu)].flatMap(([, name = ""]) => sources.get(name) ?? []);
    const written = text.match(/https?:\/\/[^\s;,*\]]+/gu) ?? [];
    // Where a line names its source short, or as the one before, the line above it spells it out.
    const urls = [...written, ...named].length > 0 ? [...written, ...named] : before;
    before = urls;
    return [factOf({ file, line: index + 1, text: text.startsWith("#") ? text : `${text} – ${heading}`, urls, isDoubtful: isDoubtful(text) })];
  });
}

/** A line is doubtful where its mark says so and it has no mark of proof beside it. */
function isDoubtful(line: string): boolean {
  const marks = line.match(/(?<=[,([\s-])(?:[✔•?○])(?=[\s\])/;,.]|$)/gu) ?? [];
  return marks.length > 0 && marks.every((mark) => mark === "?" || mark === "○");
}

/** Collected services: a list of entries with an id; what stands under `unverified` is doubtful. */
function factsOfServices(file: string, raw: string): Fact[] {
  const entries = parse(raw) as { id: string; url?: string; confidence?: string }[];
  return textsOfYaml({ file, unit: file }, raw, 1).flatMap(({ line, path, text }) => {
    const entry = typeof path[0] === "number" ? entries[path[0]] : undefined;
    if (entry === undefined || path[1] === "aliases") return [];
    const isUnproved = path[1] === "unverified" || /\((?:hiểu biết nền|chưa xác minh)\)/u.test(text);
    return [factOf({ file, line, text, urls: [/^https?:/u.test(text) ? text : (entry.url ?? [])].flat(), isDoubtful: isUnproved, owner: `service/${entry.id}` })];
  });
}

/** What articles and services say of their own sources: title and day. It bears out when something was reported. */
export function factsOfOwnSources(texts: readonly PlacedText[]): Fact[] {
  const sources = new Map<string, PlacedText[]>();
  for (const text of texts)
    if (text.path[0] === "sources" && text.path.length === 3) sources.set(`${text.unit} ${text.path[1] ?? ""}`, [...(sources.get(`${text.unit} ${text.path[1] ?? ""}`) ?? []), text]);
  return [...sources.values()].flatMap((parts) => {
    const part = (key: string): string => parts.find(({ path }) => path[2] === key)?.text ?? "";
    const [first] = parts;
    if (first === undefined) return [];
    return [factOf({ file: first.file, line: first.line, text: `${part("title")}, ${part("date")}`, urls: part("url") === "" ? [] : [part("url")], isDoubtful: false, owner: `sources of ${first.unit}` })];
  });
}

const detail = z.looseObject({ code: z.string() });

/** Details of procedures: a line each, taken apart into its sentences, which stand too far from each other to be read as one. */
function factsOfDetails(file: string, raw: string): Fact[] {
  return raw.split("\n").flatMap((json, index) => {
    if (json.trim() === "") return [];
    const { code, ...rest } = detail.parse(JSON.parse(json));
    return partsOf(rest).map((text) => factOf({ file, line: index + 1, text, urls: [], isDoubtful: false, owner: code }));
  });
}

function partsOf(value: unknown): string[] {
  if (typeof value === "string") return value.split(/\n+/u).filter((part) => part.trim() !== "");
  if (Array.isArray(value)) return value.flatMap(partsOf);
  if (typeof value !== "object" || value === null) return [];
  const { vnd, note, ...others } = value as Record<string, unknown>;
  const amount = typeof vnd === "number" ? [`${dotted(vnd)} đồng ${typeof note === "string" ? note : ""}`] : partsOf(note);
  return [...amount, ...Object.values(others).flatMap(partsOf)];
}
