import { isRecord, textOf } from "../platform/unknown-data.js";

/** Ways of asking that match what stands in the input. */
export interface Suggester {
  /** @param signal ends the request when the text has changed again. */
  suggest(text: string, signal: AbortSignal): Promise<string[]>;
}

const minChars = 2;
/** A long text is a question already. */
const maxChars = 80;
const maxShown = 5;
const cacheSize = 50;

/** Asks the server, and remembers: who deletes a letter sees the list at once. A failure suggests nothing. */
export function createSuggester(url: string, fetchFrom: typeof fetch): Suggester {
  const remembered = new Map<string, string[]>();
  return {
    async suggest(text, signal) {
      const query = text.trim().replace(/\s+/gu, " ");
      if (query.length < minChars || query.length > maxChars || text.includes("\n")) return [];
      const known = remembered.get(query);
      if (known !== undefined) return known;
      const found = await ask(query, signal);
      if (found === undefined) return [];
      if (remembered.size >= cacheSize) remembered.clear();
      remembered.set(query, found);
      return found;
    },
  };

  async function ask(query: string, signal: AbortSignal): Promise<string[] | undefined> {
    try {
      const response = await fetchFrom(`${url}?q=${encodeURIComponent(query)}`, { credentials: "omit", signal });
      return response.ok ? readSuggestions(await response.json(), query) : undefined;
    } catch {
      return undefined;
    }
  }
}

/** Reads `{"suggestions": ["…", {"text": "…"}]}`. What a person has typed already is no suggestion. */
function readSuggestions(data: unknown, query: string): string[] {
  const list = isRecord(data) && Array.isArray(data.suggestions) ? data.suggestions : [];
  const texts = list.map((item) => (isRecord(item) ? textOf(item.text) : textOf(item)));
  return [...new Set(texts)].filter((text) => text !== "" && text !== query).slice(0, maxShown);
}
