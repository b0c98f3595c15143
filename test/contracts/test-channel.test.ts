import { testChannelHarness } from "../support/test-channel/test-channel-harness.js";
import { describePushChannel } from "./push-channel-contract.js";

describePushChannel("the test channel with buttons", () => testChannelHarness({ hasButtons: true }));
describePushChannel("the test channel without buttons", () => testChannelHarness({ hasButtons: false }));
