/** As citizens know the channels. */
const channelNames: Readonly<Record<string, string>> = { telegram: "Telegram", "zalo-bot": "Zalo", "zalo-oa": "Zalo", azure: "Microsoft Teams" };

/** What the web chat says of another channel that was switched off. */
export function pausedNotice(channelId: string, reason: string): string {
  return `Trợ lý số trên ${channelNames[channelId] ?? channelId} đang tạm dừng: ${reason}`;
}
