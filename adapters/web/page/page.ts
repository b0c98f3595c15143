import type { ActivityJson } from "../../../src/activity/activity.js";
import { maxMessageLength } from "../parse-activity.js";
import { pageWording } from "../wording.js";
import type { Assets } from "./assets.js";
import { conversationView, nextSteps } from "./conversation-view.js";
import { html, type Html } from "../../shared/markup.js";
import { formId } from "./rating-view.js";

/** What the bot says first. */
export interface Welcome {
  readonly text: string;
  readonly topics: readonly string[];
}

/** The conversation that the form has begun. */
export interface FormConversation {
  readonly id: string;
  readonly activities: readonly ActivityJson[];
  /** Lets the form go on with it. */
  readonly formToken: string;
  /** Lets the script take it over. */
  readonly directLineToken: string;
}

/** Another one has another id. */
export interface OperatorNotice {
  readonly id: string;
  readonly text: string;
}

export interface PageParts {
  readonly assets: Assets;
  readonly welcome: Welcome;
  readonly hasSuggestions: boolean;
  /** Inside another site's page. */
  readonly isEmbedded: boolean;
  /** Names the next message, so that a form sent twice asks once. */
  readonly messageId: string;
  readonly conversation?: FormConversation | undefined;
  /** What the operator tells everybody just now. */
  readonly operatorNotice?: OperatorNotice | undefined;
  /** A sentence about what went otherwise than expected. */
  readonly notice?: string | undefined;
  /** An answer is still under way. */
  readonly isWaiting?: boolean;
  /** What stands in the field. */
  readonly draft?: string;
  /** Id of the answer that was called bad just now: it is asked why. */
  readonly asksWhyOf?: string;
}

/** What the script offers: absent without it, so that nothing on the page leads nowhere. */
const suggestionPath = "/suggest";

/**
 * The page of the chat: a form that works by itself, and that the script of the widget takes the place of. The script
 * reads its settings from the `data-` attributes of `#chat`, and the bot's first words from what is in it.
 */
export function page(parts: PageParts): string {
  const { assets, conversation, hasSuggestions, operatorNotice } = parts;
  return html`<!doctype html>
    <html lang="vi" ${parts.isEmbedded && html` class="embedded"`}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content" />
        <meta name="color-scheme" content="light dark" />
        <meta name="description" content="${pageWording.description}" />
        <title>${pageWording.name}</title>
        <link rel="icon" href="data:," />
        ${assets.style && html`<link rel="stylesheet" href="${assets.style.path}" />`}
        ${assets.script && html`<script type="module" src="${assets.script.path}"></script>`}
      </head>
      <body>
        <div
          id="chat"
          data-max-chars="${maxMessageLength}"
          data-suggest="${hasSuggestions && suggestionPath}"
          ${operatorNotice && html` data-notice="${operatorNotice.text}" data-notice-id="${operatorNotice.id}"`}
          ${parts.isEmbedded && html` data-embed`}${conversation && html` data-conversation="${conversation.id}" data-token="${conversation.directLineToken}"`}
        >
          <header class="header">
            <h1>${pageWording.name}</h1>
            <p>${pageWording.kind}</p>
          </header>
          <main>
            ${
              operatorNotice &&
              html`<details class="notice operator-notice" open>
                <summary>${pageWording.operatorNotice}</summary>
                <p>${operatorNotice.text}</p>
              </details>`
            }
            ${parts.notice !== undefined && html`<p class="notice" role="status">${parts.notice}</p>`}
            ${conversation && conversationView(conversation.activities, parts.asksWhyOf)} ${form(parts)}
          </main>
        </div>
      </body>
    </html> `.text;
}

function form({ welcome, conversation, isEmbedded, isWaiting = false, messageId, draft = "" }: PageParts): Html {
  return html`<form id="${formId}" class="composer" method="post" action="/chat">
    ${isEmbedded && html`<input type="hidden" name="embed" value="1" />`}
    ${conversation && html`<input type="hidden" name="token" value="${conversation.formToken}" />`}
    <input type="hidden" name="messageId" value="${messageId}" />
    ${conversation === undefined && welcomeView(welcome)} ${isWaiting && html`<button name="look" value="1">${pageWording.look}</button>`}
    ${conversation && nextSteps(conversation.activities)}
    <label for="question">${pageWording.question}</label>
    <textarea id="question" name="question" rows="3" maxlength="${maxMessageLength}" autocomplete="off" enterkeyhint="send">${draft}</textarea>
    <button class="primary">${pageWording.send}</button>
    ${conversation && html`<p><a href="${isEmbedded ? "/?embed=1" : "/"}">${pageWording.startOver}</a></p>`}
  </form>`;
}

function welcomeView({ text, topics }: Welcome): Html {
  return html`<p data-greeting>${text}</p>
    <ul class="topics" aria-label="${pageWording.topics}">
      ${topics.map((topic) => html`<li><button name="choice" value="${topic}" data-topic>${topic}</button></li>`)}
    </ul>`;
}
