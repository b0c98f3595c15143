import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import type { Rating } from "../chat/chat-state.js";
import { wording } from "../wording.js";
import { Icon } from "./icon.js";

interface AnswerRatingProps {
  /** What the person has said of this answer so far. */
  rating: Rating | undefined;
  /** @returns whether it reached the server. */
  onRate: (rating: Rating, comment: string) => Promise<boolean>;
  /** Begins the ids of the page's elements. */
  answerKey: string;
}

type Stage = "quiet" | "asking" | "thanked" | "failed";

const maxCommentChars = 500;

/** Two quiet buttons; after the second one line that may stay empty. */
export function AnswerRating({ rating, onRate, answerKey }: AnswerRatingProps): JSX.Element {
  const [stage, setStage] = useState<Stage>("quiet");
  const comment = useRef<HTMLInputElement>(null);
  const unhelpful = useRef<HTMLButtonElement>(null);
  const commentId = `comment-${answerKey}`;

  async function rate(chosen: Rating, words: string, next: Stage): Promise<void> {
    setStage((await onRate(chosen, words)) ? next : "failed");
  }

  function finish(send: boolean): void {
    const words = send ? (comment.current?.value.trim() ?? "") : "";
    unhelpful.current?.focus();
    if (words === "") setStage("thanked");
    else void rate("down", words, "thanked");
  }

  return (
    <div class="rating" aria-live="off">
      <RatingButton name={wording.helpful} icon="up" isChosen={rating === "up"} onChoose={() => void rate("up", "", "thanked")} />
      <RatingButton name={wording.unhelpful} icon="down" isChosen={rating === "down"} onChoose={() => void rate("down", "", "asking")} buttonRef={unhelpful} />
      <p class="rating-note" role="status">
        {stage === "thanked" && wording.rated}
        {stage === "failed" && wording.ratingFailed}
      </p>
      {stage === "asking" && (
        <form
          class="comment"
          onSubmit={(event) => {
            event.preventDefault();
            finish(true);
          }}
        >
          <label for={commentId}>{wording.whatIsWrong}</label>
          <p id={`${commentId}-hint`} class="hint">
            {wording.whatIsWrongHint}
          </p>
          <input ref={comment} id={commentId} aria-describedby={`${commentId}-hint`} type="text" maxLength={maxCommentChars} autocomplete="off" />
          <div class="comment-actions">
            <button type="submit" class="plain-button">
              {wording.sendComment}
            </button>
            <button type="button" class="quiet-button" onClick={() => finish(false)}>
              {wording.skipComment}
            </button>
          </div>
        </form>
      )}
    </div>
  );
}

interface RatingButtonProps {
  name: string;
  icon: "up" | "down";
  isChosen: boolean;
  onChoose: () => void;
  buttonRef?: { current: HTMLButtonElement | null };
}

function RatingButton({ name, icon, isChosen, onChoose, buttonRef }: RatingButtonProps): JSX.Element {
  return (
    <button ref={buttonRef ?? null} type="button" class="icon-button" aria-pressed={isChosen} aria-label={name} title={name} onClick={onChoose}>
      <Icon name={icon} />
    </button>
  );
}
