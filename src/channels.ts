import { azure, openAzure } from "../adapters/azure/index.js";
import { openTelegram, telegram } from "../adapters/telegram/index.js";
import { openZaloBot, zaloBot } from "../adapters/zalo/bot/index.js";
import { freeForMs, openZaloOa, possibleForMs, zaloOa } from "../adapters/zalo/oa/index.js";
import type { PushChannelOpener } from "./activity/push-channel.js";
import type { AzureConfig, Config, TelegramConfig, ZaloBotConfig, ZaloOaConfig } from "./config.js";

export { authorizeZaloOa } from "../adapters/zalo/oa/index.js";

/** The channels that the settings switch on, besides the web chat. */
export function pushChannelsOf({
  telegram: onTelegram,
  zaloBot: onZaloBot,
  zaloOa: onZaloOa,
  azure: onAzure,
  announcementsPerMinute: rates,
}: Config): PushChannelOpener[] {
  return [
    ...(onTelegram === undefined ? [] : [telegramOf(onTelegram, rates.telegram)]),
    ...(onZaloBot === undefined ? [] : [zaloBotOf(onZaloBot, rates.zaloBot)]),
    ...(onZaloOa === undefined ? [] : [zaloOaOf(onZaloOa, rates.zaloOa)]),
    ...(onAzure === undefined ? [] : [azureOf(onAzure, rates.azure)]),
  ];
}

function telegramOf({ webhookSecret, ...settings }: TelegramConfig, perMinute: number): PushChannelOpener {
  return {
    channelId: telegram.id,
    webhookSecret,
    announcements: { perMinute },
    open: (parts, secret) => openTelegram({ ...settings, webhookSecret: secret }, parts),
  };
}

function zaloBotOf({ webhookSecret, ...settings }: ZaloBotConfig, perMinute: number): PushChannelOpener {
  const { perMonth, reserve } = settings;
  return {
    channelId: zaloBot.id,
    webhookSecret,
    announcements: { perMinute, monthly: { perMonth, reserve } },
    open: (parts, secret) => openZaloBot({ ...settings, webhookSecret: secret }, parts),
  };
}

/** Its webhook is signed with the account's own key. */
function zaloOaOf(settings: ZaloOaConfig, perMinute: number): PushChannelOpener {
  return {
    channelId: zaloOa.id,
    webhookSecret: settings.secretKey,
    announcements: { perMinute, window: { freeForMs, possibleForMs, mayCost: settings.mayCost } },
    open: (parts) => openZaloOa(settings, parts),
  };
}

/** Azure signs what it brings: no secret is needed. */
function azureOf(settings: AzureConfig, perMinute: number): PushChannelOpener {
  return { channelId: azure.id, webhookSecret: undefined, announcements: { perMinute }, open: (parts) => openAzure(settings, parts) };
}
