import { zaloOaHarness } from "../support/zalo-oa/zalo-oa-harness.js";
import { describePushChannel } from "./push-channel-contract.js";

describePushChannel("A Zalo Official Account", zaloOaHarness);
