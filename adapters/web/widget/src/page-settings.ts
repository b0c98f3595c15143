import type { Welcome } from "./chat/chat-state.js";
import type { Session } from "./direct-line/session.js";
import type { Notice } from "./hooks/use-notice.js";
import { wording } from "./wording.js";

/** What the server tells the script by the page it serves; every part may be missing. */
export interface PageSettings {
  welcome: Welcome;
  /** Longest message in UTF-16 code units. */
  maxChars: number;
  /** Address that suggests ways of asking; "" where the operator has switched it off. */
  suggestUrl: string;
  /** What the operator tells everybody just now. */
  notice: Notice | undefined;
  /** Shown inside another site's page. */
  isEmbedded: boolean;
  /** What already stands in the form's field. */
  draft: string;
  /** The conversation that the plain form has begun. */
  session: Session | undefined;
}

const defaultMaxChars = 1000;
/** A token in the page is a fresh one; the first request to the server tells its real end. */
const servedTokenMs = 600_000;

/** Reads the settings from the page: `data-*` on the root, and the texts of its greeting, topics and field. */
export function readPageSettings(root: HTMLElement, now: number): PageSettings {
  const { maxChars, suggest, notice, noticeId, embed, conversation, token } = root.dataset;
  const greeting = root.querySelector("[data-greeting]")?.textContent?.trim();
  const topics = [...root.querySelectorAll<HTMLButtonElement>("button[data-topic]")].map((button) => {
    const label = button.textContent?.trim() ?? "";
    return { label, message: button.value || label };
  });
  return {
    welcome: {
      text: greeting || wording.greeting,
      topics: topics.length > 0 ? topics : wording.topics.map((topic) => ({ label: topic, message: topic })),
    },
    maxChars: Number(maxChars) || defaultMaxChars,
    suggestUrl: suggest ?? "/suggest",
    notice: notice ? { id: noticeId || notice, text: notice } : undefined,
    isEmbedded: embed !== undefined,
    draft: root.querySelector<HTMLTextAreaElement>("textarea[name=question]")?.value ?? "",
    session: conversation && token ? { conversationId: conversation, token, expiresAt: now + servedTokenMs } : undefined,
  };
}
