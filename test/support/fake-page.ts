import type { ActivityJson } from "../../src/activity/activity.js";
import { bot } from "../../src/core/wording/bot.js";
import type { Assets } from "../../adapters/web/page/assets.js";
import { page } from "../../adapters/web/page/page.js";

export interface FakePageOptions {
  maxChars?: number;
  /** "" where the operator has switched suggestions off. */
  suggestUrl?: string;
  /** What the operator announces. */
  notice?: string;
  isEmbedded?: boolean;
  /** That the plain form has begun. */
  conversation?: { id: string; token: string; activities?: ActivityJson[] };
  /** Id of the answer of which the plain form asks what is wrong. */
  asksWhyOf?: string;
  /** Without the script, as where it is not built. */
  hasScript?: boolean;
}

/** The page of the real server, with settings that a test chooses. */
export function fakePage(assets: Assets, options: FakePageOptions): string {
  const { maxChars = 1000, suggestUrl = "/suggest", notice = "", isEmbedded = false, conversation, asksWhyOf, hasScript = true } = options;
  const served = page({
    assets: hasScript ? assets : { ...assets, script: undefined },
    welcome: { text: bot.greeting, topics: bot.topics },
    hasSuggestions: true,
    isEmbedded,
    messageId: "message",
    ...(notice !== "" && { operatorNotice: { id: "notice-1", text: notice } }),
    ...(asksWhyOf !== undefined && { asksWhyOf }),
    ...(conversation && {
      conversation: { id: conversation.id, activities: conversation.activities ?? [], formToken: "form", directLineToken: conversation.token },
    }),
  });
  return served.replace(/ data-max-chars="\d+"/u, ` data-max-chars="${maxChars}"`).replace(/ data-suggest="[^"]*"/u, ` data-suggest="${suggestUrl}"`);
}
