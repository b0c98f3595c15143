import type { PushChannelOpener } from "./activity/push-channel.js";
import type { Config } from "./config.js";

/** The channels that the settings switch on, besides the web chat. */
export function pushChannelsOf(_config: Config): PushChannelOpener[] {
  return [];
}
