import type { Enrolment, Exam, ExpectedCourse, FinishedLesson, Learner, LearnerStore, TrainingChange, Office } from "../../src/core/training/learner.js";
import type { ItemMemory } from "../../src/core/training/schedule.js";
import { Training, type TrainingMemory, type TrainingTurn } from "../../src/core/training/training.js";
import type { TrainingParts } from "../../src/core/training/work.js";
import { answerTo } from "./learning-person.js";
import { MemoryContests } from "./memory-contests.js";
import { testCatalog } from "./test-courses.js";

/** Learners in memory, with one office whose code is UNITCODE. */
export class MemoryLearners implements LearnerStore {
  readonly learners = new Map<string, Learner>();
  readonly conversations = new Map<string, string>();
  readonly memories = new Map<string, Map<string, ItemMemory>>();
  readonly lessons = new Map<string, FinishedLesson[]>();
  readonly examsTaken = new Map<string, Exam[]>();
  readonly answers: Extract<TrainingChange, { kind: "answered" }>[] = [];
  readonly contests = new MemoryContests();
  /** By the codes that were given out; a code that is used is gone. */
  readonly enrolments = new Map<string, Enrolment>();
  expected: ExpectedCourse[] = [];
  link: { code: string; learnerId: string; until: Date } | undefined;
  readonly #office: Office = { id: "office-1", name: "UBND xã Thử" };

  learnerOf(conversationId: string): Promise<Learner | undefined> {
    return Promise.resolve(this.learners.get(this.conversations.get(conversationId) ?? ""));
  }
  finishedLessons(learnerId: string): Promise<FinishedLesson[]> {
    return Promise.resolve(this.lessons.get(learnerId) ?? []);
  }
  exams(learnerId: string): Promise<Exam[]> {
    return Promise.resolve([...(this.examsTaken.get(learnerId) ?? [])].reverse());
  }
  memoryOf(learnerId: string, itemId: string): Promise<ItemMemory | undefined> {
    return Promise.resolve(this.memories.get(learnerId)?.get(itemId));
  }
  dueItems(learnerId: string, before: Date, limit: number): Promise<string[]> {
    const due = [...(this.memories.get(learnerId) ?? [])].filter(([, memory]) => memory.due < before);
    return Promise.resolve(
      due
        .sort(([, a], [, b]) => a.due.getTime() - b.due.getTime())
        .slice(0, limit)
        .map(([itemId]) => itemId),
    );
  }
  async countDue(learnerId: string, before: Date): Promise<number> {
    return (await this.dueItems(learnerId, before, Infinity)).length;
  }
  officeByCode(code: string): Promise<Office | undefined> {
    return Promise.resolve(code === "UNITCODE" ? this.#office : undefined);
  }
  enrolmentByCode(code: string): Promise<Enrolment | undefined> {
    return Promise.resolve(this.enrolments.get(code));
  }
  expectedCourses(): Promise<ExpectedCourse[]> {
    return Promise.resolve(this.expected);
  }
  learnerByLinkCode(code: string, now: Date): Promise<string | undefined> {
    return Promise.resolve(this.link?.code === code && this.link.until > now ? this.link.learnerId : undefined);
  }

  apply(changes: readonly TrainingChange[]): void {
    for (const change of changes) {
      this.contests.apply(change);
      this.#apply(change);
    }
  }

  #apply(change: TrainingChange): void {
    switch (change.kind) {
      case "joined":
        this.conversations.set(change.conversationId, change.learner.id);
        this.learners.set(change.learner.id, { ...change.learner, version: 1 });
        return;
      case "changed":
        if (this.learners.get(change.learner.id)?.version !== change.learner.version) throw new Error("another version");
        this.learners.set(change.learner.id, { ...change.learner, version: change.learner.version + 1 });
        return;
      case "answered":
        this.answers.push(change);
        if (change.memory) this.memories.set(change.learnerId, new Map(this.memories.get(change.learnerId)).set(change.itemId, change.memory));
        return;
      case "lesson_finished":
        this.lessons.set(change.learnerId, [...(this.lessons.get(change.learnerId) ?? []), change.lesson]);
        return;
      case "exam_started":
        this.examsTaken.set(change.learnerId, [...(this.examsTaken.get(change.learnerId) ?? []), change.exam]);
        return;
      case "exam_finished":
        this.#changeExam(change.examId, { result: { right: change.right, asked: change.asked, isPassed: change.isPassed } });
        return;
      case "certified":
        this.#changeExam(change.certificate.examId, { certificate: change.certificate.serial });
        return;
      case "enrolled":
        this.enrolments.delete(change.code);
        return;
      case "link_offered":
        this.link = change;
        return;
      case "linked":
        this.conversations.set(change.conversationId, change.learnerId);
        return;
      case "contest_try_started":
      case "contest_try_marked":
      case "contest_entered":
      case "office_joined":
        return;
      case "left":
        this.learners.delete(change.learnerId);
    }
  }

  #changeExam(examId: string, changed: Partial<Exam>): void {
    for (const [learnerId, exams] of this.examsTaken)
      this.examsTaken.set(
        learnerId,
        exams.map((exam) => (exam.id === examId ? { ...exam, ...changed } : exam)),
      );
  }
}

/** One person in one conversation, with a clock of their own. */
export class Pupil {
  now = new Date("2026-11-27T02:00:00Z");
  memory: TrainingMemory | undefined;
  turn: TrainingTurn | undefined;
  readonly #training: Training;
  #ids = 0;

  constructor(
    readonly store = new MemoryLearners(),
    readonly conversationId = "test-1",
    parts: Partial<TrainingParts> = {},
  ) {
    this.#training = new Training({
      catalog: testCatalog,
      store,
      contests: store.contests,
      contestAddress: (contestId) => `https://test/cuoc-thi/${contestId}`,
      dataAddress: (learnerId) => `https://test/du-lieu-hoc/${learnerId}`,
      newId: () => `${conversationId}-id-${++this.#ids}`,
      newSeed: () => 7,
      newCode: () => "LINKCODE",
      newSerial: () => `TLS-${conversationId}-${++this.#ids}`,
      addressesOf: (serial) => ({ file: `https://test/${serial}/tep`, verification: `https://test/${serial}` }),
      ...parts,
    });
  }

  /** Says something, and stores what changes by it. @returns the reply, or "" where it is no matter of training. */
  async say(text: string): Promise<string> {
    this.turn = await this.#training.turn({ conversationId: this.conversationId, text, memory: this.memory, canBeReminded: true, now: this.now });
    if (this.turn === undefined) {
      if (this.memory) this.memory = { ...this.memory, isAside: true };
      return "";
    }
    this.store.apply(this.turn.changes);
    this.memory = this.turn.memory;
    return this.turn.reply.text;
  }

  /** Answers the open item rightly or not, whatever its kind, and goes on. */
  async answer(isRight: boolean): Promise<string> {
    const text = this.turn?.reply.text ?? "";
    return this.say(answerTo(text, isRight));
  }

  /** The items that were put so far are answered until something else is said. */
  async answerAll(isRight: (place: number) => boolean): Promise<string> {
    let said = this.turn?.reply.text ?? "";
    for (let place = 1; /^Câu \d+/mu.test(said) && place < 100; place++) said = await this.answer(isRight(place));
    return said;
  }

  get buttons(): readonly string[] {
    const { answers = [], choices = [] } = this.turn?.reply ?? {};
    return answers.length > 0 ? answers : choices.map(({ label }) => label);
  }
}
