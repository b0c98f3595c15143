import type { JSX } from "preact";
import type { ChatState } from "../chat/chat-state.js";
import { wording } from "../wording.js";
import { Icon } from "./icon.js";

interface NoticeBannerProps {
  state: Pick<ChatState, "hasNetwork" | "link">;
  /** The operator's own words; "" for none. */
  notice: string;
}

/** What keeps the conversation from going on, in one sentence; empty when nothing does. */
export function NoticeBanner({ state, notice }: NoticeBannerProps): JSX.Element {
  const text = textOf(state, notice);
  return (
    <div role="status">
      {text !== "" && (
        <p class="banner">
          <Icon name="warning" />
          {text}
        </p>
      )}
    </div>
  );
}

function textOf({ hasNetwork, link }: NoticeBannerProps["state"], notice: string): string {
  if (!hasNetwork) return wording.offline;
  if (link === "maintenance") return notice || wording.maintenance;
  if (link === "unreachable") return wording.unreachable;
  return notice;
}
