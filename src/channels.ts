import { openTelegram, telegram } from "../adapters/telegram/index.js";
import { openZaloBot, zaloBot } from "../adapters/zalo/bot/index.js";
import type { PushChannelOpener } from "./activity/push-channel.js";
import type { Config, TelegramConfig, ZaloBotConfig } from "./config.js";

/** The channels that the settings switch on, besides the web chat. */
export function pushChannelsOf(config: Config): PushChannelOpener[] {
  return [...(config.telegram === undefined ? [] : [telegramOf(config.telegram)]), ...(config.zaloBot === undefined ? [] : [zaloBotOf(config.zaloBot)])];
}

function telegramOf({ webhookSecret, ...settings }: TelegramConfig): PushChannelOpener {
  return { channelId: telegram.id, webhookSecret, open: (parts, secret) => openTelegram({ ...settings, webhookSecret: secret }, parts) };
}

function zaloBotOf({ webhookSecret, ...settings }: ZaloBotConfig): PushChannelOpener {
  return { channelId: zaloBot.id, webhookSecret, open: (parts, secret) => openZaloBot({ ...settings, webhookSecret: secret }, parts) };
}
