import { contestWording as wording } from "../wording/contest.js";
import type { Choice } from "./command.js";
import { currentStretch, isClosed, phaseOf, stretchInWords, type Stretch } from "./contest-calendar.js";
import { currentResults } from "./contest-results.js";
import { contestRules } from "./contest-rules.js";
import type { Contest } from "./contest-schema.js";
import type { RoundResult } from "./contest-store.js";
import { officeTable, peopleTable, publicEntry, type PersonLine } from "./contest-tables.js";
import { say, type TrainingParts, type TrainingReply, type Work } from "./work.js";

/** Lines of a table in chat; the page has more. */
const linesInChat = 10;
/** Contests that are over and still pointed to. */
const mostFinished = 3;

/** Whether a contest is between the beginning of its first and the end of its last round. */
export function isOn(contest: Contest, now: Date): boolean {
  const { kind } = phaseOf(contest, now);
  return kind === "open" || kind === "paused";
}

/** The contest that is on; of several, which; where none is, what is known of others. */
export async function showContests(work: Work): Promise<TrainingReply> {
  const { contests } = work.parts.catalog;
  const on = contests.filter((contest) => isOn(contest, work.now));
  const [only] = on;
  if (only !== undefined && on.length === 1) return showContest(work, only.id);
  if (on.length > 1)
    return say(
      [wording.whichContest],
      on.map(({ id, title }) => ({ label: title, command: { kind: "contest", contestId: id } })),
    );
  const finished = finishedContests(contests, work.now);
  const choices = finished.map(({ id, title }): Choice => ({ label: wording.ownResult(title), command: { kind: "contest", contestId: id } }));
  return { ...noContestOn(work.parts, work.now), choices };
}

/** Says honestly that none is on, with what comes and what was. */
export function noContestOn({ catalog, contestAddress }: Pick<TrainingParts, "catalog" | "contestAddress">, now: Date): TrainingReply {
  const upcoming = catalog.contests.flatMap((contest) => {
    const phase = phaseOf(contest, now);
    return phase.kind === "upcoming" ? [wording.startsAt(contest.title, phase.next.start)] : [];
  });
  const finished = finishedContests(catalog.contests, now);
  return say([wording.none, ...upcoming, ...finished.map(({ id, title }) => wording.resultsOf(title, contestAddress(id)))]);
}

function finishedContests(contests: readonly Contest[], now: Date): Contest[] {
  return contests.filter((contest) => phaseOf(contest, now).kind === "finished").slice(-mostFinished);
}

export async function showContest(work: Work, contestId: string): Promise<TrainingReply> {
  const { parts, learner, now } = work;
  const contest = parts.catalog.contest(contestId);
  if (contest === undefined) return say([wording.unknown]);
  const phase = phaseOf(contest, now);
  const left = await triesLeft(work, contest);
  const tries = await parts.contests.triesOf(learner.id, contest.id);
  const results = await currentResults(work, contest);
  const hiddenWhy = (await parts.contests.entryOf(learner.id, contest.id))?.hiddenWhy;
  return say(
    [
      contest.title,
      contest.opening,
      phaseInWords(contest, now),
      ...(phase.kind === "open" ? [wording.tryInShort(contest.itemsPerTry, contest.minutesPerTry)] : []),
    ]
      .concat(phase.kind === "open" ? [wording.triesLeft(left)] : [])
      .concat(
        ownStanding(contest, results, { learnerId: learner.id, stretch: currentStretch(contest, now), now }),
        hiddenWhy === undefined ? [] : wording.isHidden(hiddenWhy),
        wording.page(parts.contestAddress(contest.id)),
      ),
    [
      ...(left > 0 ? [{ label: wording.enter, command: { kind: "contest_guess", contestId } } as const] : []),
      { label: wording.rules, command: { kind: "contest_rules", contestId } },
      ...(phase.kind === "upcoming" ? [] : tableChoices(contest, currentStretch(contest, now))),
      ...(tries.length > 0 ? [{ label: wording.name, command: { kind: "contest_name", contestId } } as const] : []),
    ],
  );
}

/** Which round is open and until when, or when the next begins. */
export function phaseInWords(contest: Contest, now: Date): string {
  const phase = phaseOf(contest, now);
  switch (phase.kind) {
    case "open":
      return wording.open(phase.number, contest.rounds.length, phase.round.end);
    case "upcoming":
      return wording.upcoming(phase.next.start);
    case "paused":
      return wording.paused(phase.next.start);
    case "finished":
      return wording.finished;
  }
}

function tableChoices({ id: contestId }: Contest, stretch: Stretch): Choice[] {
  return [
    { label: wording.people, command: { kind: "contest_table", contestId, by: "people", stretch } },
    { label: wording.offices, command: { kind: "contest_table", contestId, by: "offices", stretch } },
  ];
}

/** How many tries somebody may still begin in the round that is open. */
export async function triesLeft({ parts, learner, now }: Work, contest: Contest): Promise<number> {
  const phase = phaseOf(contest, now);
  if (phase.kind !== "open") return 0;
  const tries = await parts.contests.triesOf(learner.id, contest.id);
  return Math.max(0, contest.triesPerRound - tries.filter(({ round }) => round === phase.number).length);
}

/** Somebody's best, and the place that it has; nothing where they took no part. */
export function ownStanding(
  contest: Contest,
  results: readonly RoundResult[],
  { learnerId, stretch, now }: { learnerId: string; stretch: Stretch; now: Date },
): string[] {
  const closed = isClosed(contest, stretch, now);
  const table = peopleTable(results, { stretch, isClosed: closed });
  const own = table.find((line) => line.learnerId === learnerId);
  if (own === undefined) return [];
  const best = stretch === "all" ? wording.bestOfAll : wording.best;
  const place = closed ? wording.placeAtEnd : wording.placeNow;
  return [`${best(own.right, wording.duration(own.usedSeconds))} ${place(own.place, table.length)}`];
}

export function showRules(work: Work, contestId: string): TrainingReply {
  const contest = work.parts.catalog.contest(contestId);
  if (contest === undefined) return say([wording.unknown]);
  return say([...contestRules(contest).map((rule) => `- ${rule}`)], [{ label: wording.back, command: { kind: "contest", contestId } }]);
}

/** The first lines of a table, of those who agreed to be named, and the asker's own. */
export async function showTable(
  work: Work,
  { contestId, by, stretch }: { contestId: string; by: "people" | "offices"; stretch: Stretch },
): Promise<TrainingReply> {
  const { parts, learner, now } = work;
  const contest = parts.catalog.contest(contestId);
  if (contest === undefined) return say([wording.unknown]);
  const results = await currentResults(work, contest);
  const lines =
    by === "people" ? peopleLines(peopleTable(results, { stretch, isClosed: isClosed(contest, stretch, now) })) : officeLines(officeTable(results, stretch));
  return say(
    [
      wording.ofContest(contest.title, stretchInWords(stretch)),
      ...lines,
      ...ownStanding(contest, results, { learnerId: learner.id, stretch, now }),
      wording.page(parts.contestAddress(contest.id)),
    ],
    [
      ...tableChoices(contest, stretch).filter(({ command }) => command.kind === "contest_table" && command.by !== by),
      ...otherStretch(contest, by, stretch),
      { label: wording.back, command: { kind: "contest", contestId } },
    ],
  );
}

function otherStretch(contest: Contest, by: "people" | "offices", stretch: Stretch): Choice[] {
  if (contest.rounds.length === 1 || stretch === "all") return [];
  return [{ label: stretchInWords("all"), command: { kind: "contest_table", contestId: contest.id, by, stretch: "all" } }];
}

function peopleLines(table: readonly PersonLine[]): string[] {
  const lines = table.flatMap(({ place, entry, right, usedSeconds }) => {
    const shown = publicEntry(entry);
    return shown === undefined ? [] : [wording.personLine(place, shown.name, shown.office, right, wording.duration(usedSeconds))];
  });
  return lines.length === 0 ? [wording.nobodyNamed] : lines.slice(0, linesInChat);
}

function officeLines(table: ReturnType<typeof officeTable>): string[] {
  if (table.length === 0) return [wording.noOfficeNamed];
  return table.slice(0, linesInChat).map(({ place, name, right, people }) => wording.officeLine(place, name, right, people));
}
