import type { Article, Knowledge, KnowledgeDocument } from "../knowledge/load-knowledge.js";
import type { RegisterUnit } from "../knowledge/merge-variants.js";
import { fieldNames, type Detail, type Service, type ServiceField } from "../knowledge/schema.js";
import type { Passage, Unit } from "./unit.js";

/** Everything that can be asked for, in a fixed order; what operators added comes last. */
export function unitsOfKnowledge(knowledge: Knowledge): Unit[] {
  const documentIds = new Set(knowledge.documents.map(({ id }) => id));
  return [
    ...knowledge.documents.filter(({ isAdded }) => isAdded !== true).flatMap((document) => unitsOfDocument(document, documentIds)),
    ...knowledge.articles.map(unitOfArticle),
    ...knowledge.services.map((service) => unitOfService(service, knowledge.servedNames)),
    ...Array.from(knowledge.register, unitOfProcedure),
    ...knowledge.documents.filter(({ isAdded }) => isAdded === true).flatMap((document) => unitsOfDocument(document, documentIds)),
  ];
}

/** Each section of a document is a unit, each paragraph or list line of it a passage. */
function unitsOfDocument(document: KnowledgeDocument, documentIds: ReadonlySet<string>): Unit[] {
  const { supersededBy = "" } = document;
  const name = document.number !== undefined && document.shortTitle.includes(document.number) ? document.shortTitle : "";
  const first = document.sections.findIndex(({ tags }) => !tags.includes("added"));
  return document.sections.map((section, index) => {
    const heading = section.headingPath.map(headingText);
    return {
      id: `${document.id}#${index}`,
      kind: "document",
      documentId: document.id,
      title: heading.join(" – "),
      // Who names a document by its number asks for one of its headings, or, naming none, for what it begins with.
      aliases: name === "" ? [] : [...(index === first ? [name] : []), `${name} ${nameOfHeading(heading.at(-1) ?? "")}`],
      keywords: [document.shortTitle],
      passages: paragraphsOf(section.text).map((text) => ({ heading, text })),
      territory: document.territory,
      related: [],
      ...(document.isAdded === true && { isAdded: true as const }),
      ...(documentIds.has(supersededBy) && { supersededBy }),
    };
  });
}

function unitOfArticle(article: Article): Unit {
  return {
    id: article.id,
    kind: "article",
    documentId: article.id,
    title: article.title,
    aliases: article.questions,
    keywords: [],
    passages: article.sections.map((section) => ({
      heading: section.headingPath.map(headingText),
      text: section.text,
      questions: section.headingPath.length === 0 ? article.questions : (article.sectionQuestions[section.headingPath.at(-1) ?? ""] ?? []),
      sourceIds: section.tags.length > 0 ? section.tags : (article.leadSources ?? [article.sources[0]?.id ?? ""]),
    })),
    territory: article.territory,
    related: article.related,
  };
}

function unitOfService(service: Service, servedNames: ReadonlyMap<string, string>): Unit {
  const codes = [...service.codes, ...service.variants.flatMap((variant) => variant.codes)];
  const officialNames = [...new Set(codes.flatMap((code) => servedNames.get(code) ?? []))];
  const passages: Passage[] = fieldNames.flatMap((name) => {
    const field = service.fields[name];
    return field === undefined || field.state === "unverified" ? [] : [{ heading: [], text: textOfField(field), field: name }];
  });
  return {
    id: `service/${service.id}`,
    kind: "service",
    documentId: `service/${service.id}`,
    title: service.name,
    aliases: [
      service.everyday,
      ...service.aliases,
      ...service.situations,
      ...service.variants.flatMap((variant) => [variant.name, ...variant.aliases]),
      ...officialNames,
    ],
    openQuestions: service.unknown.flatMap(({ asks }) => asks),
    keywords: [],
    passages: [
      { heading: [], text: service.summary },
      ...passages,
      ...service.variants.map((variant) => ({ heading: [variant.name], text: variant.difference })),
      ...service.mistakes.filter((mistake) => mistake.state !== "unverified").map((mistake) => ({ heading: [], text: mistake.text })),
      ...statedDetails(service).map(({ asks, text }) => ({ heading: [], text, questions: asks })),
    ],
    territory: "toan-quoc",
    related: service.related.map((id) => `service/${id}`),
  };
}

/** The narrow questions about a service that a source answers. */
export function statedDetails({ details }: Service): Detail[] {
  return details.filter(({ state }) => state !== "unverified");
}

function unitOfProcedure(unit: RegisterUnit): Unit {
  const first = unit.variants[0];
  return {
    id: unit.id,
    kind: "procedure",
    documentId: unit.id,
    title: unit.name,
    aliases: unit.aliases,
    keywords: first === undefined ? [] : [first.field],
    passages: [],
    territory: "toan-quoc",
    related: [],
  };
}

/** All that a field says, as one text. */
export function textOfField(field: ServiceField): string {
  const cases = (field.cases ?? []).flatMap((one) => (one.case === "" ? one.items : [`${one.case}: ${one.items.join("; ")}`]));
  return [field.text, field.temporary?.text, ...cases, ...(field.steps ?? []), field.conflict].filter((part) => part !== undefined).join("\n");
}

/** Paragraphs and list lines, list dashes kept away. */
export function paragraphsOf(text: string): string[] {
  return text
    .split(/\n\s*\n|\n(?=- )/u)
    .map((paragraph) =>
      paragraph
        .replace(/^- /u, "")
        .replace(/\s*\n\s*/gu, " ")
        .trim(),
    )
    .filter((paragraph) => paragraph !== "");
}

/** A heading without its number. */
function nameOfHeading(heading: string): string {
  return heading.replace(/^(?:Điều \d+[a-zđ]?|[IVX]+|\d+)[.:-]\s*/u, "");
}

function headingText(heading: string): string {
  return heading.replace(/:$/u, "");
}
