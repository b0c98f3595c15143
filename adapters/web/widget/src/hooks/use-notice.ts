import { useEffect, useState } from "preact/hooks";
import { isRecord, textOf } from "../platform/unknown-data.js";
import type { JsonStore } from "../platform/json-store.js";

/** What the operator tells everybody who opens the chat. */
export interface Notice {
  /** Another one has another id. */
  id: string;
  text: string;
}

const address = "/notice";
const askEveryMs = 60_000;

/**
 * The notice that is in force, asked for anew each minute while the page is looked at; `undefined` where there is none, or
 * the person has closed it. @returns with it, what closes it: on this device it does not come back
 */
export function useNotice(first: Notice | undefined, closed: JsonStore): [Notice | undefined, () => void] {
  const [notice, setNotice] = useState(first);
  const [closedId, setClosedId] = useState(() => textOf(closed.read()));

  useEffect(() => {
    const ask = async (): Promise<void> => {
      if (document.visibilityState !== "visible") return;
      const response = await fetch(address);
      if (response.ok) setNotice(noticeIn(await response.json()));
    };
    // Whoever is offline is told so elsewhere; the next minute asks again.
    const timer = setInterval(() => void ask().catch(() => undefined), askEveryMs);
    return () => clearInterval(timer);
  }, []);

  const close = (): void => {
    if (notice === undefined) return;
    closed.write(notice.id);
    setClosedId(notice.id);
  };
  return [notice?.id === closedId ? undefined : notice, close];
}

function noticeIn(data: unknown): Notice | undefined {
  const [id, text] = isRecord(data) ? [textOf(data.id), textOf(data.text)] : ["", ""];
  return id === "" || text === "" ? undefined : { id, text };
}
