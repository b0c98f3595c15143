import { trainingWording as wording } from "../wording/training.js";
import type { Choice } from "./command.js";
import { drawFrom } from "./draw-items.js";
import type { Run } from "./learner.js";
import { beginRun } from "./run-items.js";
import { say, type TrainingReply, type Work } from "./work.js";

const placementSize = 10;

/** Ten items from all courses for everybody. */
export function beginPlacement(work: Work): TrainingReply | undefined {
  const { catalog } = work.parts;
  const groups = catalog.courses
    .filter(({ audience }) => audience === "everyone")
    .map(({ lessons }) => lessons.flatMap((lesson) => catalog.itemsOf(lesson).map(({ id }) => id)));
  return beginRun(work, { purpose: "placement", ofId: "", itemIds: drawFrom(groups, placementSize, work.parts.newSeed()) });
}

/** Proposes the first course of which something was not known. */
export function finishPlacement({ parts: { catalog } }: Work, run: Run, before: readonly string[]): TrainingReply {
  const missed = new Set(run.outcomes.filter(({ isRight }) => !isRight).map(({ itemId }) => catalog.item(itemId)?.course.id));
  const right = run.outcomes.length - run.outcomes.filter(({ isRight }) => !isRight).length;
  const first = catalog.courses.find(({ id }) => missed.has(id));
  const onward: Choice[] =
    first === undefined
      ? [{ label: wording.exams, command: { kind: "exams" } }]
      : [{ label: wording.lessonChoice(first.lessons[0]?.title ?? ""), command: { kind: "lesson", lessonId: first.lessons[0]?.id ?? "" } }];
  return say(
    [...before, wording.placementDone(right, run.outcomes.length), first === undefined ? wording.knowsMost : wording.beginWith(first.title)],
    [...onward, { label: wording.chooseCourse, command: { kind: "courses" } }],
  );
}
