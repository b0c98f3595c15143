import type { Knowledge } from "../knowledge/load-knowledge.js";
import { readableDate } from "../wording/dates.js";
import type { SourcePlace } from "./course-schema.js";

type Sources = Pick<Knowledge, "documents" | "articles" | "services">;

/** What a source line calls the places that cards and proofs name: title and day of each source that bears them out. */
export function sourceTitles({ documents, articles, services }: Sources): (place: SourcePlace) => string[] {
  return ({ id, section }) => {
    const document = documents.find((one) => one.id === id);
    if (document !== undefined) return [dated(document.shortTitle, document.issued)];
    const service = services.find((one) => `service/${one.id}` === id);
    if (service !== undefined) {
      const field = section !== undefined && section in service.fields ? service.fields[section as keyof typeof service.fields] : undefined;
      const source = service.sources.find((one) => one.id === field?.source) ?? service.sources[0];
      return source === undefined ? [] : [dated(source.title, source.date)];
    }
    const article = articles.find((one) => one.id === id);
    const tags = article?.sections.find(({ headingPath }) => headingPath.at(-1) === section)?.tags ?? [];
    const ids = tags.length > 0 ? tags : (article?.leadSources ?? [article?.sources[0]?.id ?? ""]);
    return (article?.sources ?? []).filter((source) => ids.includes(source.id)).map((source) => dated(source.title, source.date));
  };
}

function dated(title: string, date: string): string {
  const day = readableDate(date);
  return title.includes(day) ? title : `${title}, ${day}`;
}
