import type { JSX } from "preact";
import type { Delivery } from "../chat/outbox.js";
import { wording } from "../wording.js";
import { Icon } from "./icon.js";

interface QuestionBubbleProps {
  text: string;
  /** "sent" for all that the conversation has. */
  delivery: Delivery;
  /** Nothing can be sent for now. */
  isHeldUp?: boolean;
  onRetry?: () => void;
  onEdit?: () => void;
}

/** What the person asked, and what became of it on its way. */
export function QuestionBubble({ text, delivery, isHeldUp = false, onRetry, onEdit }: QuestionBubbleProps): JSX.Element {
  const isUnsent = delivery === "queued" || delivery === "sending";
  return (
    <div class="question">
      <p class="question-text">
        <span class="hidden-text">{wording.youAsked} </span>
        {text}
      </p>
      {(delivery === "waiting" || (isHeldUp && isUnsent)) && (
        <p class="delivery">
          <Icon name="clock" />
          {wording.waiting}
        </p>
      )}
      {(delivery === "failed" || delivery === "refused") && (
        <div class="delivery" role="alert">
          <span class="delivery-reason">
            <Icon name="warning" />
            {wording[delivery]}
          </span>
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
