import type { JSX } from "preact";
import type { Rating, Reply } from "../chat/chat-state.js";
import { wording } from "../wording.js";
import { AnswerRating } from "./answer-rating.js";
import { FormattedText } from "./formatted-text.js";
import { LongText } from "./long-text.js";
import { ReplyPicture } from "./reply-picture.js";
import { ReadAloudButton } from "./read-aloud-button.js";
import { SourceList } from "./source-list.js";
import { SuggestionButtons } from "./suggestion-buttons.js";

export interface ReplyBubbleProps {
  reply: Reply;
  isLast: boolean;
  rating: Rating | undefined;
  openSource: string | undefined;
  voice: SpeechSynthesisVoice | undefined;
  onAsk: (text: string) => void;
  onRate: (answerId: string, rating: Rating, comment: string) => Promise<boolean>;
  onToggleSource: (sourceId: string) => void;
}

/** Statuses worth a judgement; nobody rates a greeting. */
const ratedFamilies = /^(?:answered|unanswerable|clarification)_/u;

/** Of a lesson, and of what somebody agrees to, nothing is cut: the question stands at its end. */
const wholeStatuses = new Set(["command_training", "command_subscription"]);

/** What the bot said, where it comes from, what a person may do with it, and what to ask next. */
export function ReplyBubble({ reply, isLast, rating, openSource, voice, onAsk, onRate, onToggleSource }: ReplyBubbleProps): JSX.Element {
  const { key, text, citations, suggestions, picture, answerId, status } = reply;
  const isRated = answerId !== "" && ratedFamilies.test(status);
  const words = (
    <>
      <span class="hidden-text">{wording.botSaid} </span>
      <FormattedText text={text} />
    </>
  );
  return (
    <article class="reply">
      <div class="reply-bubble">
        {picture !== undefined && <ReplyPicture picture={picture} />}
        {wholeStatuses.has(status) ? <div class="long-text">{words}</div> : <LongText>{words}</LongText>}
        <SourceList citations={citations} answer={text} answerKey={key} openSource={openSource} onToggle={onToggleSource} />
      </div>
      {(isRated || voice !== undefined) && (
        <div class="reply-tools">
          {isRated && <AnswerRating rating={rating} answerKey={key} onRate={(chosen, comment) => onRate(answerId, chosen, comment)} />}
          {voice !== undefined && <ReadAloudButton text={text} voice={voice} />}
        </div>
      )}
      <SuggestionButtons suggestions={suggestions} isLast={isLast} onAsk={onAsk} />
    </article>
  );
}
