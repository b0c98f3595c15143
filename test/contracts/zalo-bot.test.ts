import { zaloBotHarness } from "../support/zalo-bot/zalo-bot-harness.js";
import { describePushChannel } from "./push-channel-contract.js";

describePushChannel("A Zalo bot with a webhook", () => zaloBotHarness({ hasWebhook: true }));
describePushChannel("A Zalo bot that asks for news", () => zaloBotHarness({ hasWebhook: false }));
