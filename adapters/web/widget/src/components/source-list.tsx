import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Citation } from "../direct-line/activity.js";
import { readableDate } from "../text/readable-date.js";
import { wording } from "../wording.js";
import { Icon } from "./icon.js";
import { SourcePanel } from "./source-panel.js";

interface SourceListProps {
  citations: Citation[];
  answer: string;
  /** Begins the ids of the page's elements. */
  answerKey: string;
  /** Id of the one source that is open on the page, if any. */
  openSource: string | undefined;
  onToggle: (sourceId: string) => void;
}

const shownAtFirst = 2;

/** The source line of an answer: each source is a button that opens the quoted passage under it. */
export function SourceList({ citations, answer, answerKey, openSource, onToggle }: SourceListProps): JSX.Element | null {
  const [showsAll, setShowsAll] = useState(false);
  if (citations.length === 0) return null;
  const shown = showsAll ? citations : citations.slice(0, shownAtFirst);
  const hidden = citations.length - shown.length;
  return (
    <div class="sources" aria-live="off">
      {shown.map((citation, index) => {
        const id = `source-${answerKey}-${index}`;
        const isOpen = openSource === id;
        return (
          <div key={id}>
            <button id={id} type="button" class="source-line" aria-expanded={isOpen} aria-controls={`${id}-panel`} onClick={() => onToggle(id)}>
              <span>
                <span class="source-word">{wording.source} </span>
                {sourceName(citation)}
              </span>
              <Icon name={isOpen ? "less" : "more"} />
            </button>
            <div id={`${id}-panel`} hidden={!isOpen}>
              {isOpen && <SourcePanel citation={citation} answer={answer} onClose={() => onToggle(id)} />}
            </div>
          </div>
        );
      })}
      {hidden > 0 && (
        <button type="button" class="quiet-button" onClick={() => setShowsAll(true)}>
          {wording.moreSources(hidden)}
          <Icon name="more" />
        </button>
      )}
    </div>
  );
}

/** Title, section and day, each once. */
function sourceName({ title, section, issued }: Citation): string {
  const date = readableDate(issued);
  return [title, section === "" ? "" : wording.section(section), title.includes(date) ? "" : date].filter((part) => part !== "").join(", ");
}
