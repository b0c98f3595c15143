import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { wording } from "../wording.js";

/** After how long what is said, in milliseconds from the question. */
const stages = [
  { afterMs: 300, text: "" },
  { afterMs: 4_000, text: wording.slow },
  { afterMs: 30_000, text: wording.verySlow },
];

/**
 * Says that an answer is being looked for. An answer that comes at once needs no such word, and dots that do not move
 * disturb nobody.
 *
 * @param since when the question was asked; undefined while nothing is awaited.
 */
export function ThinkingNote({ since }: { since: number | undefined }): JSX.Element {
  const stage = useStage(since);
  const text = stages[stage]?.text;
  return (
    <div role="status" class="thinking">
      {text !== undefined && (
        <p>
          {text === "" && <span class="hidden-text">{wording.thinking}</span>}
          <span class="dots" aria-hidden="true">
            <i />
            <i />
            <i />
          </span>
          {text}
        </p>
      )}
    </div>
  );
}

/** Index of the stage that has been reached; -1 before the first. */
function useStage(since: number | undefined): number {
  const [stage, setStage] = useState(-1);
  useEffect(() => {
    setStage(-1);
    if (since === undefined) return undefined;
    const elapsed = Date.now() - since;
    const timers = stages.map(({ afterMs }, index) => setTimeout(() => setStage(index), Math.max(0, afterMs - elapsed)));
    return () => timers.forEach(clearTimeout);
  }, [since]);
  return since === undefined ? -1 : stage;
}
