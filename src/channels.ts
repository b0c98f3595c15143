import { azure, openAzure } from "../adapters/azure/index.js";
import { openTelegram, telegram } from "../adapters/telegram/index.js";
import { openZaloBot, zaloBot } from "../adapters/zalo/bot/index.js";
import type { PushChannelOpener } from "./activity/push-channel.js";
import type { AzureConfig, Config, TelegramConfig, ZaloBotConfig } from "./config.js";

/** The channels that the settings switch on, besides the web chat. */
export function pushChannelsOf({ telegram: telegramSettings, zaloBot: zaloBotSettings, azure: azureSettings }: Config): PushChannelOpener[] {
  return [
    ...(telegramSettings === undefined ? [] : [telegramOf(telegramSettings)]),
    ...(zaloBotSettings === undefined ? [] : [zaloBotOf(zaloBotSettings)]),
    ...(azureSettings === undefined ? [] : [azureOf(azureSettings)]),
  ];
}

function telegramOf({ webhookSecret, ...settings }: TelegramConfig): PushChannelOpener {
  return { channelId: telegram.id, webhookSecret, open: (parts, secret) => openTelegram({ ...settings, webhookSecret: secret }, parts) };
}

function zaloBotOf({ webhookSecret, ...settings }: ZaloBotConfig): PushChannelOpener {
  return { channelId: zaloBot.id, webhookSecret, open: (parts, secret) => openZaloBot({ ...settings, webhookSecret: secret }, parts) };
}

/** Azure signs what it brings: no secret is needed. */
function azureOf(settings: AzureConfig): PushChannelOpener {
  return { channelId: azure.id, webhookSecret: undefined, open: (parts) => openAzure(settings, parts) };
}
