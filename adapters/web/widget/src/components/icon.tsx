import type { JSX } from "preact";

/** Outlines on a grid of 24; drawn here, so that no picture is loaded and `currentColor` follows the theme. */
const outlines = {
  send: "M4 12 20 4 14 20 11.5 13.5Z",
  clock: "M12 7v5l3 2M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Z",
  warning: "M12 9v4.5m0 3v.5M12 3 2.5 20h19Z",
  up: "M7 11v9H4v-9Zm0 0 4-8c1.7 0 2.5 1 2.5 2.5V9H19a1.8 1.8 0 0 1 1.8 2.1l-1.3 7.2A2 2 0 0 1 17.500 20H7",
  down: "M7 13V4H4v9Zm0 0 4 8c1.7 0 2.5-1 2.5-2.500V15H19a1.8 1.8 0 0 0 1.800-2.100l-1.300-7.200A2 2 0 0 0 17.500 4H7",
  speaker: "M4 9.500v5h3.500L12 18.500v-13L7.500 9.500Zm11.500-.5a4 4 0 0 1 0 6m2.500-8.500a7.500 7.500 0 0 1 0 11",
  stop: "M7 7h10v10H7Z",
  open: "M14 4h6v6m0-6-9 9M10 5H5v14h14v-5",
  more: "m6 9 6 6 6-6",
  less: "m6 15 6-6 6 6",
  next: "m9 6 6 6-6 6",
  menu: "M4 7h16M4 12h16M4 17h16",
  close: "m6 6 12 12M18 6 6 18",
  below: "M12 5v14m-6-6 6 6 6-6",
} as const;

export type IconName = keyof typeof outlines;

/** A picture beside words; screen readers hear only the words. */
export function Icon({ name }: { name: IconName }): JSX.Element {
  return (
    <svg class="icon" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">
      <path d={outlines[name]} />
    </svg>
  );
}
