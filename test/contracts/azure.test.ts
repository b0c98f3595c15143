import { azureHarness } from "../support/azure/azure-harness.js";
import { describePushChannel } from "./push-channel-contract.js";

describePushChannel("Azure Bot Service", azureHarness);
