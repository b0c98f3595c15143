/** How much of what was handed over on a channel was handed over in time. */
export interface Punctuality {
  readonly channelId: string;
  /** Sent, once or possibly twice. */
  readonly handedOver: number;
  readonly inTime: number;
}

/** How often an announcement may leave on each channel. */
export interface ChannelGap {
  readonly channelId: string;
  /** Between one message and the next, in milliseconds. */
  readonly gapMs: number;
}

/** Of a channel's rate, what announcements use: the rest is room for replies (`sending-lane.ts`). */
const shareOfRate = 0.98;
/** So much later than at the earliest possible moment is still in time. */
export const graceMs = 10_000;

export function gapOf({ channelId, perMinute }: { readonly channelId: string; readonly perMinute: number }): ChannelGap {
  return { channelId, gapMs: 60_000 / (perMinute * shareOfRate) };
}
