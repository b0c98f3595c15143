import type { Citation } from "../direct-line/activity.js";
import { wording } from "../wording.js";
import { readableDate } from "./readable-date.js";

/** What is cited from one place inside a source. */
export interface Place {
  /** "" where the source has no sections. */
  section: string;
  citations: [Citation, ...Citation[]];
}

/** Citations that a reader takes for one source, under the name that the source line gives it. */
export interface Source {
  name: string;
  places: [Place, ...Place[]];
}

/** Gathers citations by source and, within it, by place, in the order of their first mention: a title is named once. */
export function groupSources(citations: readonly Citation[]): Source[] {
  return groupBy(citations, ({ title, issued }) => `${title}\n${issued}`).map((own) => {
    const places = groupBy(own, ({ section }) => section).map((cited): Place => ({ section: cited[0].section, citations: cited })) as Source["places"];
    return { name: nameOf(own[0], places), places };
  });
}

function groupBy(citations: readonly Citation[], keyOf: (citation: Citation) => string): [Citation, ...Citation[]][] {
  const groups = new Map<string, [Citation, ...Citation[]]>();
  for (const citation of citations) {
    const known = groups.get(keyOf(citation));
    if (known === undefined) groups.set(keyOf(citation), [citation]);
    else known.push(citation);
  }
  return [...groups.values()];
}

/** Title, places and day, each once. The place inside a service is what was asked, so it is left out. */
function nameOf({ documentId, title, issued }: Citation, places: readonly Place[]): string {
  const isService = /^(?:service|procedure)\//u.test(documentId);
  const date = readableDate(issued);
  const sections = isService ? [] : places.map(({ section }) => section).filter((section) => section !== "");
  const day = title.includes(date) ? "" : isService ? wording.copiedOn(date) : date;
  return [title, wording.sections(sections), day].filter((part) => part !== "").join(", ");
}
