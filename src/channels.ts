import { openTelegram, telegram } from "../adapters/telegram/index.js";
import type { PushChannelOpener } from "./activity/push-channel.js";
import type { Config } from "./config.js";

/** The channels that the settings switch on, besides the web chat. */
export function pushChannelsOf({ telegram: settings }: Config): PushChannelOpener[] {
  if (settings === undefined) return [];
  const { token, apiRoot, webhookSecret } = settings;
  return [{ channelId: telegram.id, webhookSecret, open: (parts, secret) => openTelegram({ token, apiRoot, webhookSecret: secret }, parts) }];
}
