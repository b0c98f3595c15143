import { pausedNotice } from "../wording/notices.js";
import type { ChannelPause, NoticeBanner } from "./channel-pauses.js";
import type { Notice } from "./notice.js";

/** The one channel whose people are told that others are switched off: it is on when they are not. */
export const webChatId = "webchat";

/** What is told on a channel just now, of the notices and kill switches that are in force; `undefined`: nothing. */
export function noticeOn(channelId: string, notices: readonly NoticeBanner[], paused: readonly ChannelPause[]): Notice | undefined {
  const told = channelId === webChatId ? paused.filter(({ isPublic }) => isPublic) : [];
  const said = [
    ...notices.filter((notice) => notice.channelId === undefined || notice.channelId === channelId).map(({ id, text }) => ({ id: `notice-${id}`, text })),
    ...told.map(({ channelId: off, since, reason }) => ({ id: `pause-${off}-${since.getTime()}`, text: pausedNotice(off, reason) })),
  ];
  return said.length === 0 ? undefined : { id: said.map(({ id }) => id).join(" "), text: said.map(({ text }) => text).join("\n") };
}
