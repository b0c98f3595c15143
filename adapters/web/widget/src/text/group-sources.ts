import type { Citation } from "../direct-line/activity.js";
import { wording } from "../wording.js";
import { readableDate } from "./readable-date.js";

/** Citations that a reader takes for one source, under the name that the source line gives it. */
export interface Source {
  name: string;
  citations: [Citation, ...Citation[]];
}

/** Gathers citations of the same place in the same source, in the order of their first mention. */
export function groupSources(citations: readonly Citation[]): Source[] {
  const sources = new Map<string, Source>();
  for (const citation of citations) {
    const name = nameOf(citation);
    const known = sources.get(name);
    if (known === undefined) sources.set(name, { name, citations: [citation] });
    else known.citations.push(citation);
  }
  return [...sources.values()];
}

/** Title, place and day, each once. The place inside a service is what was asked, so it is left out. */
function nameOf({ documentId, title, section, issued }: Citation): string {
  const isService = /^(?:service|procedure)\//u.test(documentId);
  const date = readableDate(issued);
  const place = section === "" || isService ? "" : wording.section(section);
  const day = title.includes(date) ? "" : isService ? wording.copiedOn(date) : date;
  return [title, place, day].filter((part) => part !== "").join(", ");
}
