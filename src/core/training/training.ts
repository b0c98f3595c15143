import { fold } from "../text/fold.js";
import { normalise } from "../text/normalise.js";
import { plain } from "../text/plain.js";
import { dayInVietnam } from "../wording/dates.js";
import { trainingWording as wording } from "../wording/training.js";
import { certify, changeName, takeName } from "./certificates.js";
import { readCommand, type Choice, type Command } from "./command.js";
import { askEntryAgain, askEntryName, chooseName, chooseOffice, consent, takeEntry } from "./contest-entries.js";
import { askGuess, askGuessAgain, finishTry, markTry, startTry, takeGuess } from "./contest-tries.js";
import { isOn, noContestOn, showContest, showContests, showRules, showTable } from "./contests.js";
import { finishExam, isTimeOver, proposeExam, showExams, startExam } from "./exams.js";
import { askForOffice, joinFree, offerLink, takeCode } from "./join.js";
import type { Learner, Run, TrainingChange } from "./learner.js";
import { finishLesson, nextLesson, openLesson, showCourse, showCourses, showOpenCard, turnCard } from "./lessons.js";
import { showMenu, showProgress } from "./menu.js";
import { beginPlacement, finishPlacement } from "./placement.js";
import { offerReminder, remindAt, remindNoMore } from "./reminders.js";
import { beginReview, finishReview } from "./reviews.js";
import { putOpenItem, takeAnswer, type Played } from "./run-items.js";
import { say, Work, type TrainingParts, type TrainingReply } from "./work.js";

/** What a conversation remembers of the training. Plain data. */
export interface TrainingMemory {
  /** What was offered last; numbers and names choose from it. */
  readonly offered: readonly Choice[];
  /** The last message was answered by the bot, not by the training. */
  readonly isAside: boolean;
}

export interface TrainingMessage {
  readonly conversationId: string;
  readonly text: string;
  /** `undefined` in a conversation that has not learned. */
  readonly memory: TrainingMemory | undefined;
  /** The channel lets the bot speak first. */
  readonly canBeReminded: boolean;
  readonly now: Date;
}

export interface TrainingTurn {
  readonly reply: TrainingReply;
  readonly changes: readonly TrainingChange[];
  /** Absent once everything about the learner is deleted. */
  readonly memory: TrainingMemory | undefined;
}

/** Lessons, review, exams, certificates and contests in chat. */
export class Training {
  readonly #parts: TrainingParts;

  constructor(parts: TrainingParts) {
    this.#parts = parts;
  }

  /** One turn; `undefined` where the message has nothing to do with learning, and is a question like any other. */
  async turn({ conversationId, text, memory, canBeReminded, now }: TrainingMessage): Promise<TrainingTurn | undefined> {
    const command = commandIn(text, memory);
    const opens = command !== undefined && opensTraining(command, text);
    if (memory === undefined && command === undefined) return undefined;
    const known = await this.#parts.store.learnerOf(conversationId);
    if (known === undefined && !opens) return undefined;
    // Who only asks for a contest, and there is none, leaves nothing behind.
    if (known === undefined && command?.kind === "contest" && !this.#parts.catalog.contests.some((contest) => isOn(contest, now)))
      return { reply: noContestOn(this.#parts, now), changes: [], memory: undefined };
    const work = new Work(this.#parts, { conversationId, canBeReminded, now, learner: known ?? newLearner(this.#parts.newId()) });
    const reply = known === undefined ? await welcome(work, command) : await respond(work, { text, command, isAside: memory?.isAside ?? true });
    if (reply === undefined) return undefined;
    const hasLeft = work.changes.some(({ kind }) => kind === "left");
    return { reply, changes: changesOf(work, known), memory: hasLeft ? undefined : { offered: reply.choices, isAside: false } };
  }

  /** Whether the training waits for words of the learner's own, a name or a yes, or for answers alone: "hủy" is said to it then. */
  async isAsking(conversationId: string, memory: TrainingMemory | undefined): Promise<boolean> {
    if (memory === undefined || memory.isAside) return false;
    const session = (await this.#parts.store.learnerOf(conversationId))?.session;
    return session?.kind === "naming" || session?.kind === "leaving" || (session?.kind === "answering" && session.run.purpose === "exam");
  }

  /** What is held on the learner of a conversation, in words, and where all of it can be fetched; `undefined` where nobody has learned in it. */
  async heldOn(conversationId: string): Promise<string | undefined> {
    const learner = await this.#parts.store.learnerOf(conversationId);
    if (learner === undefined) return undefined;
    const { store } = this.#parts;
    const [lessons, exams] = [await store.finishedLessons(learner.id), await store.exams(learner.id)];
    return [wording.heldOnLearner(lessons.length, exams.length, learner.office?.name), wording.allHeld(this.#parts.dataAddress(learner.id))].join("\n");
  }

  /** The changes that delete everything about the learner of a conversation. */
  async changesToForget(conversationId: string): Promise<TrainingChange[]> {
    const learner = await this.#parts.store.learnerOf(conversationId);
    return learner === undefined ? [] : [{ kind: "left", learnerId: learner.id }];
  }
}

function newLearner(id: string): Learner {
  return { id, version: 0, session: { kind: "none" }, streak: { days: 0, lastDay: "" } };
}

/** What the turn changed, the learner itself first: its version proves that no other turn came between. */
function changesOf({ conversationId, learner, changes, now }: Work, known: Learner | undefined): TrainingChange[] {
  if (changes.some(({ kind }) => kind === "left" || kind === "linked")) return changes;
  const itself: TrainingChange[] =
    known === undefined
      ? [{ kind: "joined", conversationId, learner }]
      : learner === known && changes.length === 0
        ? []
        : [{ kind: "changed", learner, day: dayInVietnam(now) }];
  return [...itself, ...changes];
}

/** What was chosen from what was offered, else what was said. A number chooses only right after the offer. */
function commandIn(text: string, memory: TrainingMemory | undefined): Command | undefined {
  const said = fold(normalise(text)).trim();
  const offered = memory?.offered ?? [];
  const number = /^(?:so |chon )?(\d{1,2})\.?$/u.exec(said)?.[1];
  const byNumber = number === undefined || memory?.isAside === true ? undefined : offered[Number(number) - 1];
  const chosen = byNumber ?? offered.find(({ label }) => fold(normalise(label)) === said);
  return chosen?.command ?? readCommand(text);
}

/** Words that lead someone who has not learned yet into the training; shorter ones may mean other things to a citizen. */
function opensTraining({ kind }: Command, text: string): boolean {
  return (
    kind === "menu" ||
    kind === "placement" ||
    kind === "courses" ||
    kind === "review" ||
    kind === "code" ||
    kind === "contest" ||
    (kind === "exams" && text.trim().split(/\s+/u).length > 2)
  );
}

async function welcome(work: Work, command: Command | undefined): Promise<TrainingReply | undefined> {
  if (command?.kind === "contest") return showContests(work);
  return command?.kind === "code" ? takeCode(work, command) : askForOffice(work);
}

async function respond(
  work: Work,
  { text, command, isAside }: { text: string; command: Command | undefined; isAside: boolean },
): Promise<TrainingReply | undefined> {
  const { session } = work;
  if (session.kind === "answering") {
    const { run } = session;
    if (isTimeOver(run, work.now)) return finish(work, run, [wording.timeOver]);
    if (run.purpose === "exam" || run.purpose === "contest") return respondInExam(work, run, text, command);
    // After an answer of the bot, a number chooses among what the bot offered.
    const played: Played = isAside && isNumber(text) ? { outcome: "other" } : await takeAnswer(work, run, text);
    if (played.outcome === "reply") return played.reply;
    if (played.outcome === "finished") return finish(work, played.run, played.before);
  }
  // A name may look like a code.
  const isWords = command === undefined || (command.kind === "code" && !command.isCertain);
  if (session.kind === "naming" && isWords) return isAside ? undefined : takeName(work, session, text);
  if (session.kind === "guessing" && session.guess === undefined && !isAside) {
    const reply = takeGuess(work, session, text);
    if (reply !== undefined) return reply;
  }
  if (session.kind === "entering" && session.office === undefined && isWords) return isAside ? undefined : takeEntry(work, session, text);
  if (session.kind === "joining" && command === undefined) return undefined;
  if (session.kind === "leaving" && !isAside && saysNo(text)) return obey(work, { kind: "stay" }, isAside);
  return command === undefined ? undefined : obey(work, command, isAside);
}

function isNumber(text: string): boolean {
  return /^\s*\d+(?:[.,]\d+)*\s*\S{0,4}\s*$/u.test(text);
}

function saysNo(text: string): boolean {
  return /^(?:huy|khong|thoi)$/u.test(plain(text));
}

/** The clock runs: only answers count, the end, and leaving for a while. */
async function respondInExam(work: Work, run: Run, text: string, command: Command | undefined): Promise<TrainingReply> {
  if (command?.kind === "submit") return finish(work, run, []);
  if (command?.kind === "stop") return say([wording.stopped]);
  const played = await takeAnswer(work, run, text);
  if (played.outcome === "finished") return finish(work, played.run, played.before);
  if (played.outcome === "reply") {
    markTry(work, run);
    return played.reply;
  }
  return putOpenItem(work, run, command === undefined ? [wording.examNotAnswered] : []);
}

async function finish(work: Work, run: Run, before: readonly string[]): Promise<TrainingReply> {
  work.set({ session: { kind: "none" } });
  switch (run.purpose) {
    case "lesson":
      return finishLesson(work, run, before);
    case "review":
      return finishReview(work, run, before);
    case "placement":
      return finishPlacement(work, run, before);
    case "exam":
      return finishExam(work, run, before);
    case "contest":
      return finishTry(work, run, before);
  }
}

async function obey(work: Work, command: Command, isAside: boolean): Promise<TrainingReply | undefined> {
  const { session } = work;
  switch (command.kind) {
    case "menu":
      return showMenu(work);
    case "free":
      return joinFree(work);
    case "code":
      return takeCode(work, command);
    case "placement":
      return beginPlacement(work) ?? showCourses(work);
    case "courses":
      return showCourses(work);
    case "course":
      return showCourse(work, command.courseId);
    case "lesson":
      return openLesson(work, command.lessonId);
    case "continue":
      return goOn(work, isAside);
    case "review":
      return beginReview(work);
    case "exams":
      return showExams(work);
    case "exam":
      return proposeExam(work, command.courseId);
    case "start_exam":
      return startExam(work, command.courseId);
    case "contest":
      return command.contestId === undefined ? showContests(work) : showContest(work, command.contestId);
    case "contest_rules":
      return showRules(work, command.contestId);
    case "contest_table":
      return showTable(work, command);
    case "contest_guess":
      return askGuess(work, command.contestId);
    case "start_try":
      return startTry(work);
    case "contest_name":
      return askEntryName(work, command.contestId);
    case "entry_name":
      return session.kind === "entering" ? chooseName(work, session, command.name) : undefined;
    case "entry_office":
      return session.kind === "entering" ? chooseOffice(work, session, command.office) : undefined;
    case "entry_consent":
      return consent(work, command.isPublic);
    case "progress":
      return showProgress(work);
    case "reminder":
      return offerReminder(work);
    case "remind_at":
      return remindAt(work, command.hour);
    case "no_reminder":
      return remindNoMore(work);
    case "link":
      return offerLink(work);
    case "confirm_name":
      return session.kind === "naming" ? certify(work, session) : undefined;
    case "change_name":
      return session.kind === "naming" ? changeName(work, session) : undefined;
    case "delete":
      return askLeave(work);
    case "leave":
      return leave(work);
    case "stay":
      work.set({ session: { kind: "none" } });
      return say([wording.stayed]);
    case "stop":
      return session.kind === "none" ? undefined : say([wording.stopped]);
    case "submit":
      return undefined;
  }
}

/** On to the next card; after an answer of the bot, back to where the learner was. */
async function goOn(work: Work, isAside: boolean): Promise<TrainingReply | undefined> {
  const { session } = work;
  if (session.kind === "reading") return isAside ? showOpenCard(work, session) : turnCard(work, session);
  if (session.kind === "answering") return putOpenItem(work, session.run);
  if (session.kind === "joining") return askForOffice(work);
  if (session.kind === "guessing") return askGuessAgain(work, session);
  if (session.kind === "entering") return askEntryAgain(work, session);
  const lesson = await nextLesson(work);
  return lesson === undefined ? showMenu(work) : openLesson(work, lesson.id);
}

function askLeave(work: Work): TrainingReply {
  work.set({ session: { kind: "leaving" } });
  return say(
    [wording.askLeave],
    [
      { label: wording.leave, command: { kind: "leave" } },
      { label: wording.stay, command: { kind: "stay" } },
    ],
  );
}

function leave(work: Work): TrainingReply | undefined {
  if (work.session.kind !== "leaving") return undefined;
  work.changes.push({ kind: "left", learnerId: work.learner.id });
  return say([wording.left]);
}
