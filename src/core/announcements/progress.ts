import type { LedgerCounts, Measure, Progress, RecipientCount } from "./ledger.js";

/** A rate is that of so long a time. */
const rateOverMs = 60_000;

/** How many are done on each channel: nothing more happens to them. */
export function doneByChannel(counts: readonly RecipientCount[]): Record<string, number> {
  const done: Record<string, number> = {};
  for (const { channelId, state, count } of counts) if (state !== "pending" && state !== "sending") done[channelId] = (done[channelId] ?? 0) + count;
  return done;
}

/** The measures of the last minute, with a new one. */
export function withMeasure(measures: readonly Measure[], counts: readonly RecipientCount[], now: Date): Measure[] {
  return [...measures.filter(({ at }) => Date.parse(at) > now.getTime() - rateOverMs), { at: now.toISOString(), done: doneByChannel(counts) }];
}

/** What the counts say of the rate and of the time that is left. */
export function progressOf({ counts, measures, countedAt, isExpanded }: LedgerCounts): Progress {
  const channelIds = [...new Set(counts.map(({ channelId }) => channelId))];
  const rates = channelIds.map((channelId) => rateOf(channelId, measures));
  const left = channelIds.map((channelId) => leftOn(channelId, counts));
  const times = left.map((count, index) => (count === 0 ? 0 : (count / (rates[index] ?? 0)) * 1000));
  const remainingMs = isExpanded ? Math.max(0, ...times) : Infinity;
  return { counts, countedAt, isExpanded, perSecond: rates.reduce((sum, rate) => sum + rate, 0), ...(Number.isFinite(remainingMs) && { remainingMs }) };
}

function rateOf(channelId: string, measures: readonly Measure[]): number {
  const [first, last] = [measures[0], measures.at(-1)];
  if (first === undefined || last === undefined || first === last) return 0;
  const seconds = (Date.parse(last.at) - Date.parse(first.at)) / 1000;
  return Math.max(0, (last.done[channelId] ?? 0) - (first.done[channelId] ?? 0)) / seconds;
}

function leftOn(channelId: string, counts: readonly RecipientCount[]): number {
  return counts.filter((one) => one.channelId === channelId && (one.state === "pending" || one.state === "sending")).reduce((sum, { count }) => sum + count, 0);
}
