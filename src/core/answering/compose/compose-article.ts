import type { Article } from "../../knowledge/load-knowledge.js";
import { paragraphsOf } from "../../retrieval/units-of-knowledge.js";
import type { Passage, Unit } from "../../retrieval/unit.js";
import { figuresOf } from "../../text/figures.js";
import { tokenise } from "../../text/tokenise.js";
import type { Citation } from "../answer.js";
import type { Choice, Draft } from "../context.js";
import type { SourceLibrary } from "../source-library.js";
import { shorten } from "./shorten.js";

const maxSources = 2;
/** Quotes of one official text. */
const maxQuotes = 3;

/** An answer from an article: the passages as they are written, and its standing today. */
export function composeArticle(unit: Unit, passages: readonly [Passage, ...Passage[]], library: SourceLibrary): Draft {
  const article = library.article(unit.id);
  const lines = passages.flatMap(({ text }) => shorten(text));
  if (article.validity !== undefined) lines.push(article.validity);
  const citations = passages.flatMap((passage) => citationsOf(article, passage, library));
  return {
    status: "answered_article",
    lines,
    citations: citations as [Citation, ...Citation[]],
    subject: article.title,
    suggestions: suggestionsOf(article, passages, library),
  };
}

function citationsOf(article: Article, passage: Passage, library: SourceLibrary): Citation[] {
  const ids = new Set(passage.sourceIds ?? []);
  const sources = article.sources.filter((source) => ids.has(source.id)).slice(0, maxSources);
  return sources.flatMap((source) => {
    const official = source.document === undefined ? undefined : library.document(source.document);
    const own: Citation = {
      documentId: article.id,
      title: source.title,
      section: source.section ?? "",
      quote: [passage.text, article.validity ?? ""].filter((part) => part !== "").join("\n"),
      quoteKind: "summary",
      url: source.url ?? official?.sourceUrl ?? "",
      issued: source.date,
    };
    if (official === undefined) return [own];
    const quotes = closestParagraphs(passage.text, paragraphsIn(official.sections, source.section));
    return [
      own,
      ...quotes.map((quote): Citation => ({
        documentId: official.id,
        title: official.shortTitle,
        section: source.section ?? "",
        quote,
        quoteKind: "verbatim",
        url: official.sourceUrl,
        issued: official.issued,
      })),
    ];
  });
}

function paragraphsIn(sections: Article["sections"], heading: string | undefined): string[] {
  return sections.filter((section) => heading === undefined || section.headingPath.includes(heading)).flatMap((section) => paragraphsOf(section.text));
}

/** The paragraph that shares most with a text, figures counting most; then those with figures of the text that the ones before do not hold. */
function closestParagraphs(text: string, paragraphs: readonly string[]): string[] {
  const words = new Set(tokenise(text));
  const unproved = new Set(figuresOf(text));
  const newFigures = (paragraph: string): number => new Set(figuresOf(paragraph).filter((figure) => unproved.has(figure))).size;
  const likeness = (paragraph: string): number => {
    const tokens = new Set(tokenise(paragraph));
    return 5 * newFigures(paragraph) + [...tokens].filter((token) => words.has(token)).length / Math.sqrt(tokens.size || 1);
  };
  const closest: string[] = [];
  while (closest.length < maxQuotes) {
    const candidates = paragraphs.filter((paragraph) => !closest.includes(paragraph) && (closest.length === 0 || newFigures(paragraph) > 0));
    if (candidates.length === 0) break;
    const next = candidates.reduce((best, paragraph) => (likeness(paragraph) > likeness(best) ? paragraph : best));
    closest.push(next);
    for (const figure of figuresOf(next)) unproved.delete(figure);
  }
  return closest;
}

function suggestionsOf(article: Article, passages: readonly Passage[], library: SourceLibrary): Choice[] {
  const shown = new Set(passages.map(({ heading }) => heading.at(-1)));
  const sections = article.sections.filter((section) => section.headingPath.length > 0 && !shown.has(section.headingPath.at(-1)));
  const own = sections.slice(0, 2).map((section) => {
    const heading = section.headingPath.at(-1) ?? "";
    return { label: heading, question: `${article.title} ${heading}`, unitId: article.id };
  });
  const related = article.related.flatMap((id) => {
    const label = library.labelOf(id);
    return label === undefined ? [] : [{ label, question: label, unitId: id }];
  });
  const services = related.filter(({ unitId }) => unitId.startsWith("service/"));
  return [...services, ...own, ...related.filter((one) => !services.includes(one))].slice(0, 3);
}
