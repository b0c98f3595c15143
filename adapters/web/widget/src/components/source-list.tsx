import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Citation } from "../direct-line/activity.js";
import { groupSources } from "../text/group-sources.js";
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
  const sources = groupSources(citations);
  const shown = showsAll ? sources : sources.slice(0, shownAtFirst);
  const hidden = sources.length - shown.length;
  return (
    <div class="sources" aria-live="off">
      {shown.map((source, index) => {
        const id = `source-${answerKey}-${index}`;
        const isOpen = openSource === id;
        return (
          <div key={id}>
            <button id={id} type="button" class="source-line" aria-expanded={isOpen} aria-controls={`${id}-panel`} onClick={() => onToggle(id)}>
              <span>
                <span class="source-word">{wording.source} </span>
                {source.name}
              </span>
              <Icon name={isOpen ? "less" : "more"} />
            </button>
            <div id={`${id}-panel`} hidden={!isOpen}>
              {isOpen && <SourcePanel places={source.places} answer={answer} onClose={() => onToggle(id)} />}
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
