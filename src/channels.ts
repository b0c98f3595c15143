import { azure, openAzure } from "../adapters/azure/index.js";
import { openTelegram, telegram } from "../adapters/telegram/index.js";
import { openZaloBot, zaloBot } from "../adapters/zalo/bot/index.js";
import { openZaloOa, zaloOa } from "../adapters/zalo/oa/index.js";
import type { PushChannelOpener } from "./activity/push-channel.js";
import type { AzureConfig, Config, TelegramConfig, ZaloBotConfig, ZaloOaConfig } from "./config.js";

export { authorizeZaloOa } from "../adapters/zalo/oa/index.js";

/** The channels that the settings switch on, besides the web chat. */
export function pushChannelsOf(config: Config): PushChannelOpener[] {
  return [
    ...(config.telegram === undefined ? [] : [telegramOf(config.telegram)]),
    ...(config.zaloBot === undefined ? [] : [zaloBotOf(config.zaloBot)]),
    ...(config.zaloOa === undefined ? [] : [zaloOaOf(config.zaloOa)]),
    ...(config.azure === undefined ? [] : [azureOf(config.azure)]),
  ];
}

function telegramOf({ webhookSecret, ...settings }: TelegramConfig): PushChannelOpener {
  return { channelId: telegram.id, webhookSecret, open: (parts, secret) => openTelegram({ ...settings, webhookSecret: secret }, parts) };
}

function zaloBotOf({ webhookSecret, ...settings }: ZaloBotConfig): PushChannelOpener {
  return { channelId: zaloBot.id, webhookSecret, open: (parts, secret) => openZaloBot({ ...settings, webhookSecret: secret }, parts) };
}

/** Its webhook is signed with the account's own key. */
function zaloOaOf(settings: ZaloOaConfig): PushChannelOpener {
  return { channelId: zaloOa.id, webhookSecret: settings.secretKey, open: (parts) => openZaloOa(settings, parts) };
}

/** Azure signs what it brings: no secret is needed. */
function azureOf(settings: AzureConfig): PushChannelOpener {
  return { channelId: azure.id, webhookSecret: undefined, open: (parts) => openAzure(settings, parts) };
}
