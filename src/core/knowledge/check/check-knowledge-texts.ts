import type { Knowledge } from "../load-knowledge.js";
import { contradictions } from "./check-contradictions.js";
import { expiredDates } from "./check-dates.js";
import { deadLinks, missingSources, unreachedArticles } from "./check-references.js";
import { duplicates, longSentences, unknownAbbreviations } from "./check-texts.js";
import type { Finding } from "./finding.js";
import { isSaid, type PlacedText } from "./placed-texts.js";

export interface KnowledgeTextsCheck {
  knowledge: Pick<Knowledge, "articles" | "services" | "lexicon">;
  /** Texts of articles and services. */
  texts: readonly PlacedText[];
  /** Texts of official documents, which are compared with, and not held to our own rules of writing. */
  documentTexts: readonly PlacedText[];
  /** Ids of units that the development questions expect to be cited. */
  asked: ReadonlySet<string>;
  /** `YYYY-MM-DD` */
  today: string;
}

/** Everything wrong with the content of articles, services and documents that have the right form. */
export function checkKnowledgeTexts({ knowledge, texts, documentTexts, asked, today }: KnowledgeTextsCheck): Finding[] {
  const { articles, services, lexicon } = knowledge;
  const all = [...documentTexts, ...texts];
  return [
    ...missingSources({ articles, services }, texts),
    ...expiredDates(all, today),
    ...contradictions(
      all.filter((text) => isSaid(text)),
      {
        weakWords: new Set(lexicon.weakWords),
        places: [...lexicon.places.own, ...lexicon.places.provinces],
        subjects: new Map(services.map(({ id, name }) => [`service/${id}`, name])),
        codes: new Map(services.map(({ id, codes, variants }) => [`service/${id}`, [...codes, ...variants.flatMap((variant) => variant.codes)]])),
      },
    ),
    ...deadLinks(all),
    ...duplicates(texts),
    ...unknownAbbreviations(texts, new Set(Object.keys(lexicon.abbreviations))),
    ...longSentences(texts),
    ...unreachedArticles(texts, asked),
  ];
}
