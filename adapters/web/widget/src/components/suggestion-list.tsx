import type { JSX } from "preact";
import { wording } from "../wording.js";

interface SuggestionListProps {
  id: string;
  items: string[];
  active: number;
  onChoose: (text: string) => void;
}

/** Id of an option, which the input names as the active one. */
export function suggestionId(listId: string, index: number): string {
  return `${listId}-${index}`;
}

/** The list of a combobox. Focus stays in the input, so a press must not take it away. */
export function SuggestionList({ id, items, active, onChoose }: SuggestionListProps): JSX.Element {
  return (
    <ul
      id={id}
      class="suggestion-list"
      role="listbox"
      aria-label={wording.suggestionsLabel}
      hidden={items.length === 0}
      onMouseDown={(event) => event.preventDefault()}
    >
      {items.map((text, index) => (
        <li key={text} id={suggestionId(id, index)} role="option" aria-selected={index === active} onClick={() => onChoose(text)}>
          {text}
        </li>
      ))}
    </ul>
  );
}
