import type { Answer, Citation } from "../core/answering/answer.js";

/** Between sections, of which a source line names the first as "phần …". */
const joint = " và phần ";

/** An answer whose source line names every title once, with all the sections that are cited of it. */
export function nameTitlesOnce(answer: Answer): Answer {
  const cited = new Map<string, Citation>();
  for (const citation of answer.citations) {
    const key = `${citation.title}\n${citation.issued}`;
    const known = cited.get(key);
    cited.set(key, known === undefined ? citation : { ...known, section: addSection(known.section, citation.section) });
  }
  return { ...answer, citations: [...cited.values()] };
}

function addSection(sections: string, added: string): string {
  if (sections === "") return added;
  return added === "" || sections.split(joint).includes(added) ? sections : `${sections}${joint}${added}`;
}
