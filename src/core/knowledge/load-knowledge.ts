import { readdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { parse } from "yaml";
import type { z } from "zod";
import { CodedError } from "../../errors.js";
import { normalise } from "../text/normalise.js";
import { loadPlaces, type Places } from "../places/load-places.js";
import { loadLexicon, type Lexicon } from "./lexicon.js";
import { splitFrontMatter, splitSections, type MarkdownSection } from "./markdown.js";
import { mergeVariants } from "./merge-variants.js";
import { registerFields, type RegisterField } from "./register-fields.js";
import { Register } from "./register.js";
import { articleMeta, documentMeta, procedure, procedureAliases, service, withdrawnProcedures, type ArticleMeta, type DocumentMeta, type Procedure, type Service } from "./schema.js";

/** An official text and its sections. */
export interface KnowledgeDocument extends DocumentMeta {
  sections: MarkdownSection[];
  /** An operator added it to what stands in the folder. */
  isAdded?: true;
}

/** An explanation of ours: its lead (the section without heading) and further sections. */
export interface Article extends ArticleMeta {
  sections: MarkdownSection[];
}

/** All that the bot knows, checked. */
export interface Knowledge {
  documents: KnowledgeDocument[];
  articles: Article[];
  services: Service[];
  /** Procedures that belong to no service, variants merged. */
  register: Register;
  /** Names in the register of the procedures that belong to a service, by code. */
  servedNames: Map<string, string>;
  /** What the register records of each field, those procedures included that belong to a service. */
  fields: RegisterField[];
  lexicon: Lexicon;
  /** The communes and wards of the province, and what they were. */
  places: Places;
}

/**
 * Reads and checks everything under a knowledge folder.
 * @throws CodedError `knowledge_invalid` naming the file and the first faults.
 */
export async function loadKnowledge(folder: string): Promise<Knowledge> {
  const documents = await loadDocuments(folder);
  const articles = await loadMarkdown(join(folder, "articles"), articleMeta);
  const services = await loadServices(join(folder, "services"));
  const lexicon = await loadLexicon(join(folder, "lexicon"));
  const procedures = await loadProcedures(join(folder, "register"), lexicon.places.provinces);
  checkReferences(documents, articles, services);
  const places = await loadPlaces(folder);
  const { served, register } = mergeVariants(procedures, services, await loadProcedureAliases(join(folder, "register", "aliases")));
  return {
    documents,
    articles,
    services,
    register: Register.of(register),
    servedNames: new Map(served.map(({ code, name }) => [code, name])),
    fields: registerFields(lexicon.fields.topics, { procedures, services, units: register }),
    lexicon: withCommunes(
      lexicon,
      places.communes.map(({ name }) => name),
    ),
    places,
  };
}

/** The official texts of a knowledge folder, checked. @throws CodedError `knowledge_invalid` */
export async function loadDocuments(folder: string): Promise<KnowledgeDocument[]> {
  return loadMarkdown(join(folder, "documents"), documentMeta);
}

async function loadMarkdown<T extends { id: string }>(folder: string, schema: z.ZodType<T>): Promise<(T & { sections: MarkdownSection[] })[]> {
  return readEach(folder, ".md", (raw, path) => {
    const { meta, body } = splitFrontMatter(raw);
    if (/^\s*---\r?\n/u.test(body)) throw new Error("a second front matter after the first");
    const checked = check(schema, meta, path);
    requireIdOfFile(checked.id, path, ".md");
    return { ...checked, sections: splitSections(body) };
  });
}

/** Our services, checked. @throws CodedError `knowledge_invalid` */
export async function loadServices(folder: string): Promise<Service[]> {
  return readEach(folder, ".yaml", (raw, path) => {
    const checked = check(service, parse(raw.normalize("NFC")), path);
    requireIdOfFile(checked.id, path, ".yaml");
    return checked;
  });
}

/** The register without its rows that must not be used here, and without the names of other provinces' and of districts' offices. */
async function loadProcedures(folder: string, otherProvinces: readonly string[]): Promise<Procedure[]> {
  const path = join(folder, "procedures.jsonl");
  const withdrawnPath = join(folder, "withdrawn.yaml");
  const withdrawn = check(withdrawnProcedures, parse(await readFile(withdrawnPath, "utf8")), withdrawnPath);
  const isWithdrawn = ({ code, field }: Procedure): boolean => withdrawn.some((rule) => ("codes" in rule ? rule.codes.includes(code) : code.startsWith(rule.prefix) && field === rule.field));
  const procedures = await readProcedures(path);
  return procedures.filter((one) => !isWithdrawn(one)).map((one) => withoutForeignAgency(one, otherProvinces));
}

/**
 * The rows of a copy of the register, one JSON object a line.
 * @throws CodedError `knowledge_invalid` naming the file, the line and the fault.
 */
export async function readProcedures(path: string): Promise<Procedure[]> {
  const lines = (await readFile(path, "utf8")).normalize("NFC").split("\n");
  return lines.flatMap((line, index) => (line.trim() === "" ? [] : [check(procedure, parsed(line, `${path}:${index + 1}`), `${path}:${index + 1}`)]));
}

function parsed(json: string, place: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    throw invalid(place, error instanceof Error ? error.message : String(error));
  }
}

/** Communes are places that people say like the former districts; those that bear a province's name are left to it. */
function withCommunes(lexicon: Lexicon, communes: readonly string[]): Lexicon {
  const names = communes.map(normalise).filter((name) => !lexicon.places.own.includes(name));
  return { ...lexicon, places: { ...lexicon.places, ownDistricts: [...new Set([...lexicon.places.ownDistricts, ...names])] } };
}


/** Citizens' ways of asking, by code, from every file of the folder. */
async function loadProcedureAliases(folder: string): Promise<Record<string, string[]>> {
  const parts = await readEach(folder, ".yaml", (raw, path) => check(procedureAliases, parse(raw.normalize("NFC")), path));
  return Object.fromEntries(parts.flatMap((part) => Object.entries(part)));
}

/** Some rows name the office of the province that entered them, or of a district, a level that is gone: for our citizens that office is unknown. */
function withoutForeignAgency(one: Procedure, otherProvinces: readonly string[]): Procedure {
  const agency = normalise(one.agency ?? "");
  // Whole words: "huế" stands in "thuế" too.
  const names = (place: string): boolean => new RegExp(`(?<!\\p{L})${place}(?!\\p{L})`, "u").test(agency);
  if (![...otherProvinces, "huyện", "quận", "thị xã"].some(names)) return one;
  const { agency: _foreign, ...rest } = one;
  return rest;
}

async function readEach<T>(folder: string, extension: string, read: (raw: string, path: string) => T): Promise<T[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(extension)).sort();
  return Promise.all(
    names.map(async (name) => {
      const path = join(folder, name);
      try {
        return read(await readFile(path, "utf8"), path);
      } catch (error) {
        if (error instanceof CodedError) throw error;
        throw invalid(path, error instanceof Error ? error.message : String(error));
      }
    }),
  );
}

function check<T>(schema: z.ZodType<T>, value: unknown, path: string): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw invalid(path, result.error.issues.slice(0, 3).map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; "));
}

function requireIdOfFile(id: string, path: string, extension: string): void {
  if (basename(path, extension) !== id) throw invalid(path, `id "${id}" differs from the file's name`);
}

function checkReferences(documents: readonly KnowledgeDocument[], articles: readonly Article[], services: readonly Service[]): void {
  const headings = new Map(documents.map((document) => [document.id, new Set(document.sections.flatMap((section) => section.headingPath))]));
  for (const article of articles) {
    const sourceIds = new Set(article.sources.map((source) => source.id));
    for (const source of article.sources) {
      if (source.document === undefined) continue;
      const known = headings.get(source.document);
      if (known === undefined) throw invalid(`articles/${article.id}.md`, `unknown document "${source.document}"`);
      if (source.section !== undefined && !known.has(source.section)) throw invalid(`articles/${article.id}.md`, `unknown section "${source.section}"`);
    }
    for (const tag of [...(article.leadSources ?? []), ...article.sections.flatMap((section) => section.tags)])
      if (!sourceIds.has(tag)) throw invalid(`articles/${article.id}.md`, `unknown source "${tag}"`);
    const ownHeadings = new Set(article.sections.map(({ headingPath }) => headingPath.at(-1)));
    for (const heading of Object.keys(article.sectionQuestions))
      if (!ownHeadings.has(heading)) throw invalid(`articles/${article.id}.md`, `questions for an unknown section "${heading}"`);
    if (article.sections[0]?.headingPath.length !== 0) throw invalid(`articles/${article.id}.md`, "no lead before the first heading");
  }
  for (const one of services) {
    const sourceIds = new Set(one.sources.map((source) => source.id));
    const used = [...Object.values(one.fields), ...one.variants.flatMap((variant) => [variant, ...Object.values(variant.fields ?? {})]), ...one.mistakes, ...one.details];
    for (const { source } of used) if (source !== undefined && !sourceIds.has(source)) throw invalid(`services/${one.id}.yaml`, `unknown source "${source}"`);
  }
}

function invalid(path: string, detail: string): CodedError {
  return new CodedError("knowledge_invalid", `${path}: ${detail}`);
}
