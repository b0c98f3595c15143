import type { JSX } from "preact";
import type { Welcome } from "../chat/chat-state.js";
import { wording } from "../wording.js";
import { Icon } from "./icon.js";
import { LinkedText } from "./linked-text.js";

interface WelcomeSectionProps {
  welcome: Welcome;
  /** Nothing has been asked yet: the topics can be chosen. */
  isFirst: boolean;
  onAsk: (text: string) => void;
}

/** Who this is and what can be asked. */
export function WelcomeSection({ welcome, isFirst, onAsk }: WelcomeSectionProps): JSX.Element {
  return (
    <section class="welcome">
      {welcome.text.split("\n").map((line, index) => (
        <p key={index}>
          <LinkedText text={line} />
        </p>
      ))}
      {isFirst && (
        <>
          <h2 class="topics-label">{wording.topicsLabel}</h2>
          <ul class="topics">
            {welcome.topics.map(({ label, message }) => (
              <li key={label}>
                <button type="button" class="topic" onClick={() => onAsk(message)}>
                  {label}
                  <Icon name="next" />
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
