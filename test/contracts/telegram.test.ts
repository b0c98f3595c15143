import { telegramHarness } from "../support/telegram/telegram-harness.js";
import { describePushChannel } from "./push-channel-contract.js";

describePushChannel("Telegram with a webhook", () => telegramHarness({ hasWebhook: true }));
describePushChannel("Telegram that is asked for news", () => telegramHarness({ hasWebhook: false }));
