import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { Suggester } from "./create-suggester.js";

export interface Suggestions {
  items: string[];
  /** Index of the one that the arrow keys have reached; -1 while the person's own text stands. */
  active: number;
  /** The text has changed: look again, a moment later. */
  lookUp(text: string): void;
  /** @param step 1 for the next, -1 for the one before; past either end is the person's own text. */
  move(step: 1 | -1): void;
  close(): void;
}

/** Typing pauses longer than this are a reason to look. */
const debounceMs = 150;

/** The list under construction while somebody types. Only the newest text counts; `undefined` suggests nothing. */
export function useSuggestions(suggester: Suggester | undefined): Suggestions {
  const [items, setItems] = useState<string[]>([]);
  const [active, setActive] = useState(-1);
  const stopLooking = useRef<() => void>(() => undefined);

  const close = useCallback(() => {
    stopLooking.current();
    setItems([]);
    setActive(-1);
  }, []);

  const lookUp = useCallback(
    (text: string) => {
      stopLooking.current();
      setActive(-1);
      if (suggester === undefined || text.trim() === "") return close();
      const abort = new AbortController();
      const timer = setTimeout(() => {
        void suggester.suggest(text, abort.signal).then((found) => {
          if (!abort.signal.aborted) setItems(found);
        });
      }, debounceMs);
      stopLooking.current = () => {
        clearTimeout(timer);
        abort.abort();
      };
    },
    [suggester, close],
  );

  const move = useCallback(
    (step: 1 | -1) => {
      const places = items.length + 1;
      setActive((from) => ((from + 1 + step + places) % places) - 1);
    },
    [items],
  );

  useEffect(() => close, [suggester, close]);

  return { items, active, lookUp, move, close };
}
