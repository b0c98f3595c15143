import type { ComponentChildren, JSX } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { wording } from "../wording.js";
import { Icon } from "./icon.js";

/** Shown at first; the style sheet cuts at the same number of lines. */
const maxLines = 12;

/**
 * Text that is cut after twelve lines, as they fall on this screen, with a button for the rest. A screen reader reads
 * all of it, and a focus that enters the cut part opens it.
 */
export function LongText({ children }: { children: ComponentChildren }): JSX.Element {
  const frame = useRef<HTMLDivElement>(null);
  const [isLong, setIsLong] = useState(false);
  const [isOpen, setIsOpen] = useState(false);

  useLayoutEffect(() => {
    const element = frame.current;
    if (element === null) return undefined;
    const measure = (): void => setIsLong(isLongerThan(element, maxLines));
    measure();
    if (typeof ResizeObserver === "undefined") return undefined;
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [children]);

  const isCut = isLong && !isOpen;
  return (
    <>
      <div ref={frame} class={isCut ? "long-text is-cut" : "long-text"} onFocusIn={() => setIsOpen(true)}>
        {children}
      </div>
      {isLong && (
        <button type="button" class="quiet-button" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
          {isOpen ? wording.showLess : wording.showMore}
          <Icon name={isOpen ? "less" : "more"} />
        </button>
      )}
    </>
  );
}

function isLongerThan(element: HTMLElement, lines: number): boolean {
  return element.scrollHeight > parseFloat(getComputedStyle(element).lineHeight) * (lines + 0.5);
}
