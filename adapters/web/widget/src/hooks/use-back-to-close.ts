import { useCallback, useEffect, useRef } from "preact/hooks";

/**
 * Lets the phone's Back close what is open, as people expect, instead of leaving the page.
 *
 * @returns how to close it from the page: it goes back, so that no empty step remains in the history.
 */
export function useBackToClose(isOpen: boolean, onClose: () => void): () => void {
  const latest = useRef(onClose);
  latest.current = onClose;

  useEffect(() => {
    if (!isOpen) return undefined;
    history.pushState({ isOpen: true }, "");
    const close = (): void => latest.current();
    addEventListener("popstate", close, { once: true });
    return () => removeEventListener("popstate", close);
  }, [isOpen]);

  return useCallback(() => history.back(), []);
}
