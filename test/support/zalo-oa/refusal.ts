/** As Zalo refuses a call: always with the status 200. */
export class Refusal extends Error {
  constructor(
    readonly code: number,
    message: string,
  ) {
    super(message);
  }
}

const vietnamOffsetMs = 7 * 60 * 60 * 1000;
export const dayMs = 24 * 60 * 60 * 1000;

/** Whole days since 1970 in Vietnam. @param at in milliseconds since 1970 */
export const dayInVietnam = (at: number): number => Math.floor((at + vietnamOffsetMs) / dayMs);

/** From 22:00 until 6:00, when Zalo sends nothing that nobody asked for. */
export function isNight(at: number): boolean {
  const hour = new Date(at + vietnamOffsetMs).getUTCHours();
  return hour >= 22 || hour < 6;
}
