import { Fragment, type JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { Citation } from "../direct-line/activity.js";
import type { Source } from "../text/group-sources.js";
import { markQuote } from "../text/mark-quote.js";
import { readableDate } from "../text/readable-date.js";
import { siteName } from "../text/site-name.js";
import { wording } from "../wording.js";
import { Icon } from "./icon.js";
import { WebLink } from "./web-link.js";

interface SourcePanelProps {
  /** All of one source. */
  places: Source["places"];
  /** The answer that rests on the source; its sentences are marked in the quote. */
  answer: string;
  onClose: () => void;
}

/** The quoted passages in their places: what they say, where that stands, of when it is, whether it holds. */
export function SourcePanel({ places, answer, onClose }: SourcePanelProps): JSX.Element {
  const citations = places.flatMap((place) => place.citations);
  const { title, issued } = places[0].citations[0];
  const codes = [...new Set(citations.flatMap((citation) => citation.codes))];
  const { url = "" } = citations.find((citation) => citation.url !== "") ?? {};
  const { validity = "" } = citations.find((citation) => citation.validity !== "") ?? {};
  const heading = useRef<HTMLHeadingElement>(null);

  useLayoutEffect(() => {
    heading.current?.focus({ preventScroll: true });
    heading.current?.closest(".source-panel")?.scrollIntoView({ block: "nearest" });
  }, []);

  return (
    <section class="source-panel" aria-label={wording.sourcePanel}>
      <h2 ref={heading} tabIndex={-1}>
        {title}
      </h2>
      {validity !== "" && (
        <p class="validity">
          <Icon name="warning" />
          {validity}
        </p>
      )}
      {places.map((place) => (
        <Fragment key={place.section}>
          {place.section !== "" && <h3>{wording.place(place.section)}</h3>}
          {place.citations.map((citation, index) => (
            <Quote key={index} citation={citation} answer={answer} saysKind={citation.quoteKind !== (place.citations[index - 1]?.quoteKind ?? "")} />
          ))}
        </Fragment>
      ))}
      <dl>
        {issued !== "" && <Fact name={wording.date} value={readableDate(issued)} />}
        {codes.length > 0 && <Fact name={wording.codes} value={codes.join(", ")} />}
      </dl>
      <div class="source-actions">
        {url !== "" && <WebLink href={url}>{wording.openSource(siteName(url))}</WebLink>}
        <button type="button" class="quiet-button" onClick={onClose}>
          {wording.closeSource}
        </button>
      </div>
    </section>
  );
}

/** @param saysKind whether it is told whose words these are: once for quotes of one kind in a row. */
function Quote({ citation, answer, saysKind }: { citation: Citation; answer: string; saysKind: boolean }): JSX.Element {
  return (
    <>
      {saysKind && citation.quoteKind !== "" && <p class="quote-kind">{wording.quoteKinds[citation.quoteKind]}</p>}
      <blockquote>
        {markQuote(citation, answer).map(({ text, isFound }, index) =>
          isFound ? (
            <mark key={index}>
              <span class="hidden-text">{wording.quotedFrom} </span>
              {text}
              <span class="hidden-text"> {wording.quoteEnds} </span>
            </mark>
          ) : (
            text
          ),
        )}
      </blockquote>
    </>
  );
}

function Fact({ name, value }: { name: string; value: string }): JSX.Element {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
