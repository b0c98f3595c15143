import type { Article, Knowledge, KnowledgeDocument } from "../knowledge/load-knowledge.js";
import type { RegisterUnit } from "../knowledge/merge-variants.js";
import type { Register } from "../knowledge/register.js";
import type { Service } from "../knowledge/schema.js";
import { Abbreviations } from "../retrieval/expand.js";
import { normalise } from "../text/normalise.js";
import { textOfField } from "../retrieval/units-of-knowledge.js";
import type { Unit } from "../retrieval/unit.js";
import { readableDate } from "../wording/dates.js";
import { procedureSentences } from "../wording/procedures.js";
import type { SourceText } from "./mismatch.js";

/** How many texts are kept once made: those of some conversations. */
const keptTexts = 200;

/** The text of a source, read and put into normal form when it is first looked at. */
class TextWhenNeeded implements SourceText {
  #read: Pick<SourceText, "text" | "about"> | undefined;
  #plain: string | undefined;

  constructor(
    readonly unit: Unit,
    readonly read: () => Pick<SourceText, "text" | "about">,
    readonly inNormalForm: (text: string) => string,
  ) {}

  get text(): string {
    return (this.#read ??= this.read()).text;
  }

  get about(): string {
    return (this.#read ??= this.read()).about;
  }

  get plain(): string {
    return (this.#plain ??= this.inNormalForm(`${this.unit.title} ${this.text}`));
  }
}

/** Gives the full source behind a unit. */
export class SourceLibrary {
  readonly #documents: Map<string, KnowledgeDocument>;
  readonly #articles: Map<string, Article>;
  readonly #services: Map<string, Service>;
  readonly #register: Register;
  readonly #abbreviations: Abbreviations;
  readonly #texts = new Map<string, SourceText>();

  constructor(knowledge: Knowledge) {
    this.#abbreviations = new Abbreviations(knowledge.lexicon);
    this.#documents = new Map(knowledge.documents.map((document) => [document.id, document]));
    this.#articles = new Map(knowledge.articles.map((article) => [article.id, article]));
    this.#services = new Map(knowledge.services.map((service) => [`service/${service.id}`, service]));
    this.#register = knowledge.register;
  }

  document(id: string): KnowledgeDocument {
    return found(this.#documents.get(id), id);
  }

  article(id: string): Article {
    return found(this.#articles.get(id), id);
  }

  /** What a button calls an article or a service; undefined where there is none of that id. */
  labelOf(unitId: string): string | undefined {
    const everyday = this.#services.get(unitId)?.everyday;
    return everyday === undefined ? this.#articles.get(unitId)?.title : everyday.charAt(0).toUpperCase() + everyday.slice(1);
  }

  service(unitId: string): Service {
    return found(this.#services.get(unitId), unitId);
  }

  /** All of them. */
  get services(): readonly Service[] {
    return [...this.#services.values()];
  }

  procedure(unitId: string): RegisterUnit {
    return found(this.#register.unit(unitId), unitId);
  }

  /** All that may be asserted from a unit, for constraints. Most questions name nothing that needs its text, which is made only when it is looked at. */
  textOf(unit: Unit): SourceText {
    const kept = this.#texts.get(unit.id);
    if (kept !== undefined) return kept;
    const source = new TextWhenNeeded(
      unit,
      () => this.#readText(unit),
      (text) => this.#spelledOut(text),
    );
    this.#texts.set(unit.id, source);
    const [oldest] = this.#texts.keys();
    if (this.#texts.size > keptTexts && oldest !== undefined) this.#texts.delete(oldest);
    return source;
  }

  /** In normal form, abbreviations spelled out: questions are read so too. */
  #spelledOut(text: string): string {
    return this.#abbreviations.expandText(normalise(text));
  }

  #readText(unit: Unit): Pick<SourceText, "text" | "about"> {
    switch (unit.kind) {
      case "document": {
        const document = this.document(unit.documentId);
        return {
          text: [unit.title, ...unit.passages.map((passage) => passage.text)].join("\n"),
          about: `${document.title} ${document.number ?? ""} ${readableDate(document.issued)}`,
        };
      }
      case "article": {
        const article = this.article(unit.id);
        return {
          text: [article.title, ...article.sections.flatMap((section) => [...section.headingPath, section.text])].join("\n"),
          about: [
            ...article.questions,
            ...article.sources.flatMap((source) => [source.title, source.document === undefined ? "" : this.document(source.document).title]),
          ].join("\n"),
        };
      }
      case "service": {
        const service = this.service(unit.id);
        const fields = [...Object.values(service.fields), ...service.variants.flatMap((variant) => Object.values(variant.fields ?? {}))];
        const variants = service.variants.flatMap((variant) => [variant.name, variant.difference]);
        return {
          text: [
            service.name,
            service.summary,
            ...fields.map(textOfField),
            ...variants,
            ...[...service.mistakes, ...service.details].map((statement) => statement.text),
          ].join("\n"),
          about: "",
        };
      }
      case "procedure": {
        const { name, variants } = this.procedure(unit.id);
        return {
          text: [name, ...variants.flatMap((variant) => [variant.name, ...Object.values(procedureSentences(variant)), ...(variant.legal ?? [])])].join("\n"),
          about: variants.map((variant) => variant.decision ?? "").join(" "),
        };
      }
      case "foreign":
        return { text: [unit.title, ...unit.passages.map((passage) => passage.text)].join("\n"), about: "" };
    }
  }
}

function found<T>(value: T | undefined, id: string): T {
  if (value === undefined) throw new Error(`the index names "${id}", which the knowledge does not have`);
  return value;
}
