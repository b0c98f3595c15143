import type { ChannelFinding, ChannelStore, Counter, PushChannelOpener, PushChannelParts } from "../activity/push-channel.js";
import type { Reception } from "../activity/reception.js";
import { channelsWording as say } from "./wording.js";

/** What an operator reads, a line each. */
export interface ChannelReport {
  readonly lines: readonly string[];
  /** Something must be put right. */
  readonly hasFault: boolean;
}

export type CheckingParts = Pick<PushChannelParts, "now" | "fetch" | "wait" | "publicUrl">;

/**
 * A secret that the operator has not set is made by the server, which keeps it. The database is closed to us while it
 * runs, and no check shows the secret to anybody: only its form is looked at.
 */
const madeByServer = "x".repeat(32);

/** Asks every channel's server, all at once. Nothing is started, stored or changed. */
export async function checkChannels(openers: readonly PushChannelOpener[], parts: CheckingParts): Promise<ChannelReport> {
  if (openers.length === 0) return { lines: [say.noChannel], hasFault: false };
  const sections = await Promise.all(openers.map((opener) => checkOne(opener, parts)));
  const findings = sections.flat();
  const hasFault = findings.some(({ level }) => level === "fault");
  const lines = openers.flatMap(({ channelId }, index) => [say.channel(channelId), ...(sections[index] ?? []).map(lineOf)]);
  return { lines: [...lines, summaryOf(findings, hasFault)], hasFault };
}

async function checkOne({ webhookSecret, open }: PushChannelOpener, parts: CheckingParts): Promise<ChannelFinding[]> {
  const server = open(
    { ...parts, reception: closed, counter: uncounted, store: empty, maxPerMinute: 1, onFault: () => undefined },
    webhookSecret ?? madeByServer,
  );
  return server.check();
}

function lineOf({ level, text }: ChannelFinding): string {
  return `  ${say.level[level]}: ${text}`;
}

function summaryOf(findings: readonly ChannelFinding[], hasFault: boolean): string {
  if (hasFault) return say.hasFault;
  return findings.some(({ level }) => level === "warning") ? say.hasWarning : say.allWell;
}

/** What is only checked sends nothing. */
const uncounted: Counter = { addOne: () => Promise.resolve(false) };

/** The server has the database, and what channels keep in it. */
const empty: ChannelStore = {
  get: () => Promise.resolve(undefined),
  set: () => Promise.reject(new Error("the channel is only checked")),
  change: () => Promise.reject(new Error("the channel is only checked")),
};

/** A channel that is not started takes nothing in. */
const closed: Reception = {
  open: () => Promise.reject(new Error("the channel is only checked")),
  receive: () => Promise.reject(new Error("the channel is only checked")),
};
