import type { Article, Knowledge, KnowledgeDocument } from "../knowledge/load-knowledge.js";
import type { RegisterUnit } from "../knowledge/merge-variants.js";
import type { Register } from "../knowledge/register.js";
import type { RegisterField } from "../knowledge/register-fields.js";
import { fieldNames, type Procedure, type Service } from "../knowledge/schema.js";
import type { PlacesSource } from "../places/load-places.js";
import { PlaceHistory } from "../places/place-history.js";
import { paragraphsOf } from "../retrieval/units-of-knowledge.js";
import { fieldLabel, say } from "../wording/answers.js";
import { bot } from "../wording/bot.js";
import { registerDate, registerTitle, registerUrl } from "../wording/procedures.js";
import { browsing, fieldSentences } from "../wording/register-fields.js";
import type { Citation } from "./answer.js";
import { quoteOfProcedure, quoteOfVariant } from "./compose/compose-procedure.js";
import { quoteOfField } from "./compose/field-quote.js";
import { keyOf, linesOf, sentencesOfLine } from "./statements.js";

/** A source as a citation names it. */
interface Source {
  /** What a question is understood to be about, where it is answered from here; of a document, its sections have the titles. */
  title?: string;
  /** Our own sentences, by `keyOf`. */
  summary: ReadonlySet<string>;
  /** Paragraphs of an official text, word for word, with the headings that they stand under. */
  paragraphs: ReadonlyMap<string, ReadonlySet<string>>;
  /** Lines that state nothing but what the source lacks. */
  lacks: readonly string[];
  /** Titles, addresses and days by which it may be cited, by `referenceOf`. */
  references: ReadonlySet<string>;
}

type Reference = Pick<Citation, "title" | "url" | "issued">;

/** Tells whether a citation quotes what stands in its source, by looking into the knowledge itself. */
export class CitedSources {
  readonly #documents: ReadonlyMap<string, KnowledgeDocument>;
  readonly #articles: ReadonlyMap<string, Article>;
  readonly #services: ReadonlyMap<string, Service>;
  readonly #register: Register;
  readonly #placesSource: PlacesSource;
  readonly #placeHistory: PlaceHistory;
  readonly #fields: ReadonlyMap<string, RegisterField>;
  /** The unit that each procedure belongs to, by `procedure/<code>`; made when a procedure is first cited. */
  #unitOfProcedure: ReadonlyMap<string, string> | undefined;
  /** Kept once read: few sources are cited again and again. */
  readonly #read = new Map<string, Source>();

  constructor({
    documents,
    articles,
    services,
    register,
    fields,
    places,
  }: Pick<Knowledge, "documents" | "articles" | "services" | "register" | "fields" | "places">) {
    this.#documents = new Map(documents.map((document) => [document.id, document]));
    this.#articles = new Map(articles.map((article) => [article.id, article]));
    this.#services = new Map(services.map((service) => [`service/${service.id}`, service]));
    this.#register = register;
    this.#placesSource = places.source;
    this.#placeHistory = new PlaceHistory(places.communes);
    this.#fields = new Map(fields.map((field) => [`register/${field.id}`, field]));
  }

  /**
   * Whether a citation is true: its quote is a whole paragraph of an official text under that heading, or whole sentences of ours, and the
   * source has that title, address and day.
   */
  holds({ documentId, section, quote, quoteKind, ...reference }: Citation): boolean {
    const source = this.#source(documentId);
    if (source?.references.has(referenceOf(reference)) !== true) return false;
    if (quoteKind === "verbatim") return source.paragraphs.get(quote)?.has(section) === true;
    const sentences = sentenceKeys(quote);
    return sentences.length > 0 && sentences.every((key) => source.summary.has(key));
  }

  /** The lines around what a source says that may stand in an answer from it: how the question was understood, and what is not known. */
  linesAround({ documentId, section }: Citation): string[] {
    const source = this.#source(documentId);
    const title = source?.title ?? section;
    return source === undefined ? [] : [...source.lacks, ...(title === "" ? [] : [bot.understoodAs(title)])];
  }

  #source(documentId: string): Source | undefined {
    const kept = this.#read.get(documentId);
    if (kept !== undefined) return kept;
    const source = this.#readSource(documentId);
    if (source !== undefined) this.#read.set(documentId, source);
    return source;
  }

  #readSource(documentId: string): Source | undefined {
    const document = this.#documents.get(documentId);
    if (document !== undefined) return sourceOfDocument(document);
    const article = this.#articles.get(documentId);
    if (article !== undefined) return this.#sourceOfArticle(article);
    const service = this.#services.get(documentId);
    if (service !== undefined) return sourceOfService(service);
    const field = this.#fields.get(documentId);
    if (field !== undefined) return sourceOfField(field);
    const history = this.#placeHistory.textOf(documentId);
    if (history !== undefined) return this.#sourceOfPlace(history);
    this.#unitOfProcedure ??= new Map([...this.#register].flatMap(({ id, variants }) => variants.map(({ code }) => [`procedure/${code}`, id] as const)));
    const unit = this.#register.unit(this.#unitOfProcedure.get(documentId) ?? "");
    const procedure = unit?.variants.find(({ code }) => documentId === `procedure/${code}`);
    return unit === undefined || procedure === undefined ? undefined : sourceOfProcedure(unit, procedure);
  }

  #sourceOfPlace(history: string): Source {
    const { title: name, url, issued } = this.#placesSource;
    const { title: _, ...source } = ownSource("", [history], [{ title: name, url, issued }]);
    return source;
  }

  #sourceOfArticle({ title, sections, validity = "", sources }: Article): Source {
    const references = sources.map(({ title: name, url, document = "", date }) => ({
      title: name,
      url: url ?? this.#documents.get(document)?.sourceUrl ?? "",
      issued: date,
    }));
    return ownSource(title, [...sections.map(({ text }) => text), validity], references);
  }
}

function referenceOf({ title, url, issued }: Reference): string {
  return [title, url, issued].join("\n");
}

function sentenceKeys(text: string): string[] {
  return linesOf(text).flatMap((line) => sentencesOfLine(line.text).map((sentence) => keyOf({ ...line, text: sentence })));
}

function ownSource(title: string, texts: readonly string[], references: readonly Reference[], lacks: readonly string[] = []): Source {
  return {
    title,
    summary: new Set(texts.flatMap(sentenceKeys)),
    paragraphs: new Map(),
    lacks,
    references: new Set(references.map(referenceOf)),
  };
}

function sourceOfDocument({ sections, validity = "", shortTitle, sourceUrl, issued }: KnowledgeDocument): Source {
  const paragraphs = new Map<string, Set<string>>();
  for (const { headingPath, text } of sections)
    for (const paragraph of paragraphsOf(text)) {
      const headings = paragraphs.get(paragraph) ?? new Set([""]);
      for (const heading of [...headingPath, headingPath.map((one) => one.replace(/:$/u, "")).join(" – ")]) headings.add(heading);
      paragraphs.set(paragraph, headings);
    }
  return {
    summary: new Set(sentenceKeys(validity)),
    paragraphs,
    lacks: [],
    references: new Set([referenceOf({ title: shortTitle, url: sourceUrl, issued })]),
  };
}

function sourceOfService(service: Service): Source {
  const fields = [service.fields, ...service.variants.map((variant) => variant.fields ?? {})];
  const stated = fields.flatMap((some) => Object.values(some)).filter(({ state }) => state !== "unverified");
  const statements = [...service.mistakes, ...service.details].filter(({ state }) => state !== "unverified").map(({ text }) => text);
  const lacking = fieldNames.filter((name) => service.fields[name] === undefined || fields.some((some) => some[name]?.state === "unverified"));
  return ownSource(
    service.name,
    [service.summary, ...stated.map(quoteOfField), ...service.variants.map(({ difference }) => difference), ...statements],
    service.sources.map(({ title, url, date }) => ({ title, url, issued: date })),
    [
      ...lacking.map((name) => say.unverifiedField(fieldLabel[name], service.everyday, service.url)),
      ...(stated.some(({ cases = [] }) => cases.length > 1) ? [say.moreCases] : []),
      ...(stated.some(({ temporary }) => temporary !== undefined) ? [say.reductionOver] : []),
    ],
  );
}

function sourceOfProcedure(unit: RegisterUnit, procedure: Procedure): Source {
  const reference = { title: registerTitle, url: procedure.url ?? registerUrl, issued: registerDate };
  return ownSource(unit.name, [quoteOfProcedure(unit, procedure), quoteOfVariant(procedure)], [reference]);
}

/** A field's sentences are made from its counts in the knowledge; the lines that lead to the names below state nothing of it. */
function sourceOfField(field: RegisterField): Source {
  const { ours, notOnline, some } = browsing;
  const pages = field.entries.map((_, index) => index + 1);
  const leads = pages.flatMap((last) => pages.slice(0, last).map((page) => browsing.page(page, last)));
  return ownSource(
    field.name,
    Object.values(fieldSentences(field)),
    [{ title: registerTitle, url: registerUrl, issued: registerDate }],
    [ours, notOnline, some, ...leads],
  );
}
