import type { JSX, RefObject } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Suggester } from "../suggestions/create-suggester.js";
import { useSuggestions } from "../suggestions/use-suggestions.js";
import { wording } from "../wording.js";
import { Icon } from "./icon.js";
import { SuggestionList, suggestionId } from "./suggestion-list.js";

interface ComposerProps {
  input: RefObject<HTMLTextAreaElement | null>;
  draft: string;
  maxChars: number;
  /** undefined where nothing is suggested while typing. */
  suggester: Suggester | undefined;
  onAsk: (text: string) => void;
  /** The person is typing: a question will come. */
  onBegin: () => void;
}

const listId = "suggestion-list";
/** The counter comes when so many characters are left. */
const counterFromChars = 100;
/** What a browser reports while an input method has the key (UI Events, section 7.3.1). */
const composingKeyCode = 229;

/**
 * The input. The browser owns its text: nothing here writes into it while an input method (Telex, VNI) is composing,
 * no key means anything then, and no suggestion comes.
 *
 * With its list it follows the combobox pattern of WAI-ARIA. Its role stays that of a text box, for HTML allows no other
 * on a `textarea` and a combobox has one line; the count of suggestions is announced instead of `aria-expanded`.
 */
export function Composer({ input, draft, maxChars, suggester, onAsk, onBegin }: ComposerProps): JSX.Element {
  const [length, setLength] = useState(draft.trim().length);
  const isComposing = useRef(false);
  const suggestions = useSuggestions(suggester);
  const { items, active } = suggestions;
  const charsLeft = maxChars - length;
  const canSend = length > 0 && charsLeft >= 0;

  useLayoutEffect(() => {
    if (input.current === null || draft === "") return;
    input.current.value = draft;
    fitHeight(input.current);
  }, [input, draft]);

  function readInput(): void {
    const element = input.current;
    if (element === null) return;
    onBegin();
    fitHeight(element);
    setLength(element.value.trim().length);
    if (isComposing.current) suggestions.close();
    else suggestions.lookUp(element.value);
  }

  function ask(text: string): void {
    suggestions.close();
    const element = input.current;
    if (element !== null) {
      element.value = "";
      fitHeight(element);
      if (matchMedia("(pointer: coarse)").matches) element.blur();
      else element.focus();
    }
    setLength(0);
    onAsk(text);
  }

  function send(): void {
    const text = input.current?.value.trim() ?? "";
    if (text !== "" && text.length <= maxChars) ask(text);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.isComposing || event.keyCode === composingKeyCode) return;
    const act = actionOf(event);
    if (act === undefined) return;
    event.preventDefault();
    act();
  }

  function actionOf({ key, shiftKey, altKey }: KeyboardEvent): (() => void) | undefined {
    const chosen = items[active];
    if (key === "Enter" && !shiftKey && !altKey) return chosen === undefined ? send : () => ask(chosen);
    if (items.length === 0) return undefined;
    if (key === "ArrowDown") return () => suggestions.move(1);
    if (key === "ArrowUp") return () => suggestions.move(-1);
    return key === "Escape" ? suggestions.close : undefined;
  }

  return (
    <form
      class="composer"
      aria-label={wording.askLabel}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <SuggestionList id={listId} items={items} active={active} onChoose={ask} />
      <p class="hidden-text" role="status">
        {items.length > 0 && wording.suggestionCount(items.length)}
      </p>
      <div class="composer-row">
        <label class="hidden-text" for="question">
          {wording.inputLabel}
        </label>
        <textarea
          ref={input}
          id="question"
          rows={1}
          placeholder={wording.placeholder}
          enterkeyhint="send"
          autocomplete="off"
          aria-describedby="chars-left"
          aria-invalid={charsLeft < 0}
          aria-autocomplete={suggester === undefined ? undefined : "list"}
          aria-haspopup={suggester === undefined ? undefined : "listbox"}
          aria-controls={suggester === undefined ? undefined : listId}
          aria-activedescendant={active === -1 ? undefined : suggestionId(listId, active)}
          onInput={readInput}
          onBlur={suggestions.close}
          onKeyDown={onKeyDown}
          onCompositionStart={() => {
            isComposing.current = true;
            suggestions.close();
          }}
          onCompositionEnd={() => {
            isComposing.current = false;
            readInput();
          }}
        />
        <button type="submit" class="send-button" disabled={!canSend}>
          <Icon name="send" />
          <span>{wording.send}</span>
        </button>
      </div>
      <p id="chars-left" class={charsLeft < 0 ? "counter is-over" : "counter"} role="status">
        {charsLeft < 0 ? wording.charsOver(-charsLeft) : charsLeft <= counterFromChars ? wording.charsLeft(charsLeft) : ""}
      </p>
    </form>
  );
}

/** As high as its text; the style sheet stops it at five lines. */
function fitHeight(element: HTMLTextAreaElement): void {
  element.style.height = "auto";
  element.style.height = `${element.scrollHeight + element.offsetHeight - element.clientHeight}px`;
}
