import type { JSX } from "preact";
import type { ChatState } from "../chat/chat-state.js";
import type { Notice } from "../hooks/use-notice.js";
import { wording } from "../wording.js";
import { Icon } from "./icon.js";

interface NoticeBannerProps {
  state: Pick<ChatState, "hasNetwork" | "link">;
  notice: Notice | undefined;
  onClose: () => void;
}

/** What keeps the conversation from going on, in one sentence, or what the operator has to say; empty when there is nothing. */
export function NoticeBanner({ state, notice, onClose }: NoticeBannerProps): JSX.Element {
  const trouble = troubleOf(state, notice);
  const text = trouble ?? notice?.text ?? "";
  return (
    <div role="status">
      {text !== "" && (
        <div class="banner">
          <Icon name="warning" />
          <p>{text}</p>
          {trouble === undefined && (
            <button type="button" class="banner-close" aria-label={wording.closeNotice} onClick={onClose}>
              <Icon name="close" />
            </button>
          )}
        </div>
      )}
    </div>
  );
}

function troubleOf({ hasNetwork, link }: NoticeBannerProps["state"], notice: Notice | undefined): string | undefined {
  if (!hasNetwork) return wording.offline;
  if (link === "maintenance") return notice?.text ?? wording.maintenance;
  return link === "unreachable" ? wording.unreachable : undefined;
}
