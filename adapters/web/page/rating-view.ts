import { pageWording } from "../wording.js";
import { html, type Html } from "../../shared/markup.js";
import { ratingValue, type Rating } from "./rating.js";

/** Id of the page's one form: buttons beside the answers belong to it, so that what stands in its field is not lost. */
export const formId = "ask";
/** Longest comment on an answer. */
export const maxCommentLength = 500;

export interface RatingParts {
  readonly answerId: string;
  /** What the person said of it so far. */
  readonly rating: Rating["rating"] | undefined;
  /** It was called bad just now, without a word about why. */
  readonly asksWhy: boolean;
}

/** Two buttons under an answer, and after a bad rating one field that may stay empty. */
export function ratingView({ answerId, rating, asksWhy }: RatingParts): Html {
  return html`<div class="rating" id="${anchorOf(answerId)}">
    ${ratingButton({ answerId, rating: "up" }, rating, pageWording.helpful)} ${ratingButton({ answerId, rating: "down" }, rating, pageWording.unhelpful)}
    ${rating !== undefined && html`<p class="rating-note" role="status">${pageWording.rated}</p>`} ${asksWhy && commentView(answerId)}
  </div>`;
}

function ratingButton(offered: Rating, chosen: Rating["rating"] | undefined, name: string): Html {
  const isChosen = chosen === offered.rating;
  return html`<button
    form="${formId}"
    formaction="${pathTo(offered.answerId)}"
    name="rating"
    value="${ratingValue(offered)}"
    aria-pressed="${String(isChosen)}"
  >
    ${name}
  </button>`;
}

function commentView(answerId: string): Html {
  return html`<div class="comment">
    <label for="comment">${pageWording.whatIsWrong}</label>
    <p class="hint" id="comment-hint">${pageWording.whatIsWrongHint}</p>
    <textarea form="${formId}" id="comment" name="comment" rows="2" maxlength="${maxCommentLength}" aria-describedby="comment-hint"></textarea>
    <button form="${formId}" formaction="${pathTo(answerId)}" name="rating" value="${ratingValue({ answerId, rating: "down" })}">
      ${pageWording.sendComment}
    </button>
  </div>`;
}

/** The page comes back at the answer, however long the conversation is. */
function pathTo(answerId: string): string {
  return `/chat#${anchorOf(answerId)}`;
}

function anchorOf(answerId: string): string {
  return `answer-${answerId}`;
}
