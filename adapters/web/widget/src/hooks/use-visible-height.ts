import { useEffect } from "preact/hooks";

/**
 * Keeps the page as high as what can be seen of it. Where a keyboard covers the page instead of shrinking it (iOS),
 * only `visualViewport` knows, and without this the input would lie under the keyboard.
 */
export function useVisibleHeight(): void {
  useEffect(() => {
    const viewport = window.visualViewport;
    if (!viewport) return undefined;
    const page = document.documentElement;
    const update = (): void => {
      const isZoomed = viewport.scale > 1.01;
      if (isZoomed) return;
      page.style.setProperty("--visible-height", `${Math.round(viewport.height)}px`);
      if (viewport.offsetTop > 0) window.scrollTo(0, 0);
    };
    update();
    viewport.addEventListener("resize", update);
    return () => viewport.removeEventListener("resize", update);
  }, []);
}
