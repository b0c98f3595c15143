import type { RefObject } from "preact";
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";

interface News {
  /** Grows when the person asks. */
  asked: number;
  /** Grows when the bot speaks. */
  replied: number;
}

interface FollowNews {
  hasNewsBelow: boolean;
  showNews: () => void;
  onScroll: () => void;
}

/** Still "at the end" for somebody who has not scrolled away on purpose, in CSS pixels. */
const nearEndPx = 120;
const marginPx = 12;

/**
 * Scrolls to what is new without taking the page away from a reader: a question goes to the end; a reply is shown from
 * its beginning, below the question; who reads further up stays there and is told.
 */
export function useFollowNews(scroller: RefObject<HTMLElement | null>, { asked, replied }: News): FollowNews {
  const [hasNewsBelow, setHasNewsBelow] = useState(false);
  const isNearEnd = useRef(true);
  const last = useRef({ asked, replied });

  const showNews = useCallback(() => {
    const element = scroller.current;
    if (element === null) return;
    const question = [...element.querySelectorAll<HTMLElement>(".question")].at(-1);
    const end = element.scrollHeight - element.clientHeight;
    const top = question === undefined ? 0 : question.offsetTop - marginPx;
    element.scrollTop = Math.min(end, top);
    isNearEnd.current = true;
    setHasNewsBelow(false);
  }, [scroller]);

  useLayoutEffect(() => {
    const hasAsked = asked > last.current.asked;
    const hasReply = replied > last.current.replied;
    last.current = { asked, replied };
    if (hasAsked || isNearEnd.current) showNews();
    else if (hasReply) setHasNewsBelow(true);
  }, [asked, replied, showNews]);

  useEffect(() => {
    if (typeof ResizeObserver === "undefined" || scroller.current === null) return undefined;
    const observer = new ResizeObserver(() => isNearEnd.current && showNews());
    observer.observe(scroller.current);
    return () => observer.disconnect();
  }, [scroller, showNews]);

  const onScroll = useCallback(() => {
    const element = scroller.current;
    if (element === null) return;
    isNearEnd.current = element.scrollHeight - element.clientHeight - element.scrollTop < nearEndPx;
    if (isNearEnd.current) setHasNewsBelow(false);
  }, [scroller]);

  return { hasNewsBelow, showNews, onScroll };
}
