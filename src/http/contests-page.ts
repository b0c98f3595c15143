import { escapeHtml } from "../../adapters/shared/html.js";
import { phaseOf, type ContestPhase } from "../core/training/contest-calendar.js";
import type { Contest } from "../core/training/contest-schema.js";
import { contestWording as wording } from "../core/wording/contest.js";
import { pageFrame } from "./contest-page-frame.js";
import { phaseInWords } from "../core/training/contests.js";

const groups: readonly { readonly head: string; readonly kinds: readonly ContestPhase["kind"][] }[] = [
  { head: wording.running, kinds: ["open", "paused"] },
  { head: wording.comingUp, kinds: ["upcoming"] },
  { head: wording.over, kinds: ["finished"] },
];

/** The list of all contests: what is on, what comes, what is over. */
export function contestsPage(contests: readonly Contest[], now: Date): string {
  const isAnyOn = contests.some((contest) => groups[0]?.kinds.includes(phaseOf(contest, now).kind));
  const parts = groups.flatMap(({ head, kinds }) => {
    const own = contests.filter((contest) => kinds.includes(phaseOf(contest, now).kind));
    if (own.length === 0) return [];
    return [`<h2>${head}</h2>`, `<ul>${own.map((contest) => lineOf(contest, now)).join("")}</ul>`];
  });
  return pageFrame(
    wording.home,
    [
      `<h1>${wording.home}</h1>`,
      ...(isAnyOn ? [] : [`<p>${wording.none}</p>`]),
      ...parts,
      `<p><a class="act" href="/">${isAnyOn ? wording.takePart : wording.toChat}</a></p>`,
    ].join("\n"),
  );
}

function lineOf(contest: Contest, now: Date): string {
  return `<li><a href="/cuoc-thi/${contest.id}">${escapeHtml(contest.title)}</a><br><span class="soft">${phaseInWords(contest, now)}</span></li>`;
}
