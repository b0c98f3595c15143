/** A phone and its network, as Chromium imitates them on the machine that measures. */
export interface Phone {
  readonly name: string;
  readonly downKbps: number;
  readonly upKbps: number;
  readonly roundTripMs: number;
  /** How many times slower it computes than the machine. */
  readonly cpuSlowdown: number;
}

export const phones: readonly Phone[] = [
  // What Lighthouse takes for a common phone on a mobile network.
  { name: "slow 4G", downKbps: 1600, upKbps: 750, roundTripMs: 150, cpuSlowdown: 4 },
  { name: "weak 3G", downKbps: 400, upKbps: 400, roundTripMs: 300, cpuSlowdown: 6 },
];
