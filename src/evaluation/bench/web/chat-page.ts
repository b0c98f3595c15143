import { bot } from "../../../core/wording/bot.js";

/** A page with a chat on it, and how to tell that it can be used. */
export interface ChatPage {
  readonly name: "ours" | "microsoft";
  readonly url: string;
  /** Selectors of the message box, as its script makes it, and of what holds the greeting. */
  readonly box: string;
  readonly greeting: string;
}

/** Our own page as citizens open it: its script, not only the form that works before it. */
export function ourPage(url: string): ChatPage {
  return { name: "ours", url, box: ".composer-row textarea", greeting: ".welcome" };
}

export function microsoftPage(url: string): ChatPage {
  return { name: "microsoft", url, box: "[data-id=webchat-sendbox-input]", greeting: "[role=feed]" };
}

/** An expression for the page: milliseconds since it was asked for once it can be used, and nothing before. */
export function readyExpression({ box, greeting }: ChatPage): string {
  return `(() => {
    const box = document.querySelector(${JSON.stringify(box)});
    const greeting = document.querySelector(${JSON.stringify(greeting)});
    const isUsable = box !== null && !box.disabled && !box.readOnly && box.checkVisibility();
    const isGreeted = greeting !== null && greeting.textContent.includes(${JSON.stringify(bot.greeting)});
    return isUsable && isGreeted ? performance.now() : undefined;
  })()`;
}
