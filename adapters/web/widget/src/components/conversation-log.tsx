import type { JSX } from "preact";
import type { ChatState, Entry, Rating } from "../chat/chat-state.js";
import { isHeldUp } from "../chat/is-held-up.js";
import { wording } from "../wording.js";
import { QuestionBubble } from "./question-bubble.js";
import { ReplyBubble } from "./reply-bubble.js";

export interface ConversationActions {
  onAsk: (text: string) => void;
  onRetry: (clientId: string) => void;
  onEdit: (clientId: string) => void;
  onRate: (answerId: string, rating: Rating, comment: string) => Promise<boolean>;
  onToggleSource: (sourceId: string) => void;
}

interface ConversationLogProps {
  state: ChatState;
  openSource: string | undefined;
  voice: SpeechSynthesisVoice | undefined;
  actions: ConversationActions;
}

/** All that was said, oldest first. Screen readers hear what is added, but not the past that a reload brings back. */
export function ConversationLog({ state, openSource, voice, actions }: ConversationLogProps): JSX.Element {
  const { log, outgoing, ratings, isResuming } = state;
  const lastKey = outgoing.length === 0 ? log.at(-1)?.key : undefined;

  function draw(entry: Entry): JSX.Element {
    switch (entry.kind) {
      case "question":
        return <QuestionBubble key={entry.key} text={entry.text} delivery="sent" />;
      case "reply":
        return (
          <ReplyBubble
            key={entry.key}
            reply={entry}
            isLast={entry.key === lastKey}
            rating={ratings[entry.answerId]}
            openSource={openSource}
            voice={voice}
            onAsk={actions.onAsk}
            onRate={actions.onRate}
            onToggleSource={actions.onToggleSource}
          />
        );
      case "ending":
        return (
          <p key={entry.key} class="ending">
            {wording.ended}
          </p>
        );
    }
  }

  return (
    <div role="log" aria-label={wording.conversation} aria-live={isResuming ? "off" : "polite"} aria-relevant="additions">
      {log.map(draw)}
      {outgoing.map(({ clientId, text, delivery }) => (
        <QuestionBubble
          key={clientId}
          text={text}
          delivery={delivery}
          isHeldUp={isHeldUp(state)}
          onRetry={() => actions.onRetry(clientId)}
          onEdit={() => actions.onEdit(clientId)}
        />
      ))}
    </div>
  );
}
