import type { JSX } from "preact";
import type { Suggestion } from "../direct-line/activity.js";
import { wording } from "../wording.js";

interface SuggestionButtonsProps {
  suggestions: Suggestion[];
  /** Only the last answer's suggestions still fit the conversation; older ones stay as words. */
  isLast: boolean;
  onAsk: (text: string) => void;
}

/** What to ask next. Not read aloud by itself: the answer comes first. */
export function SuggestionButtons({ suggestions, isLast, onAsk }: SuggestionButtonsProps): JSX.Element | null {
  if (suggestions.length === 0) return null;
  return (
    <div class="suggestions" aria-live="off">
      {isLast ? (
        <ul aria-label={wording.nextLabel}>
          {suggestions.map(({ label, message }) => (
            <li key={label}>
              <button type="button" class="suggestion" onClick={() => onAsk(message)}>
                {label}
              </button>
            </li>
          ))}
        </ul>
      ) : (
        <p class="older-suggestions">{wording.olderSuggestions(suggestions.map(({ label }) => label))}</p>
      )}
    </div>
  );
}
