import type { Finding } from "./finding.js";
import type { PlacedText } from "./placed-texts.js";
import { checkWording as say } from "./wording.js";

/**
 * After so many days a text must be looked at again. Fees, times and offices of services change most often; the words of an official text
 * never do, only whether it is in force.
 */
export const mostDaysUnchecked = { service: 180, article: 365, document: 730 } as const;

/** Texts that were checked too long ago, and statements whose last day is past. @param today `YYYY-MM-DD` */
export function expiredDates(texts: readonly PlacedText[], today: string): Finding[] {
  return texts.flatMap(({ file, line, unit, path, text }) => {
    const at = (message: string): Finding[] => [{ kind: "date", file, line, about: `${unit}: ${path.join("/")} ${text}`, message }];
    const key = path.at(-1);
    if (key === "checked" && path.length === 1) {
      const days = daysBetween(text, today);
      const most = mostDaysUnchecked[kindOf(file)];
      if (days < 0) return at(say.checkedInFuture(text));
      return days > most ? at(say.checkedLongAgo(text, days, most)) : [];
    }
    const isLastDay = key === "validUntil" || key === "until";
    return isLastDay && text < today ? at(say.expired(text)) : [];
  });
}

function kindOf(file: string): keyof typeof mostDaysUnchecked {
  if (/[/\\]services[/\\]/u.test(file)) return "service";
  return /[/\\]documents[/\\]/u.test(file) ? "document" : "article";
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}
