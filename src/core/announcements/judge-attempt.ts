import type { DeliveryResult } from "../../activity/push-channel.js";
import { judgeDelivery } from "../conversation/judge-delivery.js";
import type { ClaimedRecipient, RecipientRecord } from "./sending-ledger.js";

/** What an attempt means for the recipient: as long as a reply would be tried, an announcement is. */
export function judgeAttempt(
  result: DeliveryResult,
  recipient: ClaimedRecipient,
  circumstances: { readonly now: Date; readonly chance: number },
): RecipientRecord {
  const record = judgeDelivery(result, recipient, circumstances);
  switch (record.state) {
    case "sent":
    case "pending":
      return record;
    case "given_up":
      return { state: "failed", reason: record.reason, isUncertain: record.isUncertain };
    case "refused": {
      const cause = result.outcome === "refused" ? result.cause : undefined;
      if (cause !== undefined) return { state: "skipped", reason: cause };
      return record.isUnreachable ? { state: "skipped", reason: "blocked" } : { state: "failed", reason: record.reason, isUncertain: false };
    }
  }
}
