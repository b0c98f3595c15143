import { azure, openAzure } from "../adapters/azure/index.js";
import { openTelegram, telegram } from "../adapters/telegram/index.js";
import type { PushChannelOpener } from "./activity/push-channel.js";
import type { AzureConfig, Config, TelegramConfig } from "./config.js";

/** The channels that the settings switch on, besides the web chat. */
export function pushChannelsOf(config: Config): PushChannelOpener[] {
  return [...(config.telegram === undefined ? [] : [telegramOf(config.telegram)]), ...(config.azure === undefined ? [] : [azureOf(config.azure)])];
}

function telegramOf({ webhookSecret, ...settings }: TelegramConfig): PushChannelOpener {
  return { channelId: telegram.id, webhookSecret, open: (parts, secret) => openTelegram({ ...settings, webhookSecret: secret }, parts) };
}

/** Azure signs what it brings: no secret is needed. */
function azureOf(settings: AzureConfig): PushChannelOpener {
  return { channelId: azure.id, webhookSecret: undefined, open: (parts) => openAzure(settings, parts) };
}
