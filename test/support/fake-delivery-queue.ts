import type { ClaimedDelivery, DeliveryQueue, DeliveryRecord } from "../../src/core/conversation/delivery-queue.js";

/** A queue in memory that hands out what it is given, once. */
export class FakeDeliveryQueue implements DeliveryQueue {
  readonly waiting: ClaimedDelivery[] = [];
  readonly recorded: { delivery: ClaimedDelivery; record: DeliveryRecord }[] = [];
  readonly renewed: string[] = [];
  claimFault: Error | undefined;
  recordFaults: Error[] = [];
  claims = 0;
  arrived: (channelId?: string) => void = () => undefined;

  add(text: string, changes: Partial<ClaimedDelivery> = {}): void {
    const conversationId = `test-${text}`;
    const channelId = changes.channelId ?? "test";
    this.waiting.push({
      conversationId,
      place: 1,
      lease: `lease ${text}`,
      channelId,
      reference: { channelId, conversation: { id: conversationId } as never },
      activity: { type: "message", text },
      createdAt: new Date(0),
      attempt: 1,
      isUncertain: false,
      ...changes,
    });
    this.arrived(channelId);
  }

  claim(limit: number, channelId: string): Promise<ClaimedDelivery[]> {
    this.claims += 1;
    const fault = this.claimFault;
    this.claimFault = undefined;
    if (fault) return Promise.reject(fault);
    const lent = this.waiting.filter((delivery) => delivery.channelId === channelId).slice(0, limit);
    for (const delivery of lent) this.waiting.splice(this.waiting.indexOf(delivery), 1);
    return Promise.resolve(lent);
  }

  renew(leases: readonly string[]): Promise<void> {
    this.renewed.push(...leases);
    return Promise.resolve();
  }

  record(delivery: ClaimedDelivery, record: DeliveryRecord): Promise<void> {
    const fault = this.recordFaults.shift();
    if (fault) return Promise.reject(fault);
    this.recorded.push({ delivery, record });
    return Promise.resolve();
  }

  onArrival(callback: (channelId?: string) => void): Promise<() => Promise<void>> {
    this.arrived = callback;
    return Promise.resolve(() => Promise.resolve());
  }

  /** Texts whose attempts are over, each with what was recorded. */
  get outcomes(): string[] {
    return this.recorded.map(({ delivery, record }) => `${delivery.activity.text}: ${record.state}`);
  }
}
