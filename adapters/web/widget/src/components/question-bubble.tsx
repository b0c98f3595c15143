import type { JSX } from "preact";
import type { Delivery } from "../chat/outbox.js";
import { wording } from "../wording.js";
import { Icon } from "./icon.js";

interface QuestionBubbleProps {
  text: string;
  /** "sent" for all that the conversation has. */
  delivery: Delivery;
  onRetry?: () => void;
  onEdit?: () => void;
}

/** What the person asked, and what became of it on its way. */
export function QuestionBubble({ text, delivery, onRetry, onEdit }: QuestionBubbleProps): JSX.Element {
  return (
    <div class="question">
      <p class="question-text">
        <span class="hidden-text">{wording.youAsked} </span>
        {text}
      </p>
      {(delivery === "waiting" || delivery === "sending") && (
        <p class="delivery">
          <Icon name="clock" />
          {delivery === "waiting" ? wording.waiting : wording.sending}
        </p>
      )}
      {(delivery === "failed" || delivery === "refused") && (
        <div class="delivery is-failed" role="alert">
          <Icon name="warning" />
          {wording[delivery]}
          {delivery === "failed" && (
            <button type="button" class="quiet-button" onClick={onRetry}>
              {wording.retry}
            </button>
          )}
          <button type="button" class="quiet-button" onClick={onEdit}>
            {wording.edit}
          </button>
        </div>
      )}
    </div>
  );
}
