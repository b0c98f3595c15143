import { createHash } from "node:crypto";
import type { Catalog } from "./catalog.js";
import type { LearnerData } from "./learner-data.js";

interface StatementParts {
  readonly verb: "answered" | "completed" | "passed" | "failed";
  readonly kind: "question" | "lesson" | "assessment";
  readonly id: string;
  readonly name: string;
  readonly at: Date;
  readonly result: Readonly<Record<string, unknown>>;
}

/**
 * What somebody has learned as statements of xAPI 1.0.3, oldest first, to be taken along to another learning system. Ids follow from what
 * is stated, so that a system that gets them twice keeps them once.
 * @param home the server's own address, without a slash at its end: who the learner is holds there.
 */
export function xapiStatements(data: LearnerData, { learnerId, catalog, home }: { learnerId: string; catalog: Catalog; home: string }): object[] {
  const answers = data.answers.map(({ itemId, given, isRight, at }): StatementParts => {
    const name = catalog.item(itemId)?.item.question ?? itemId;
    return { verb: "answered", kind: "question", id: itemId, name, at, result: { success: isRight, response: given.join("; ") } };
  });
  const lessons = data.lessons.map(({ lessonId, right, asked, finishedAt }): StatementParts => {
    const name = catalog.lesson(lessonId)?.lesson.title ?? lessonId;
    return { verb: "completed", kind: "lesson", id: lessonId, name, at: finishedAt, result: { completion: true, score: scoreOf(right, asked) } };
  });
  const exams = data.exams.flatMap(({ courseId, startedAt, right, asked, isPassed }): StatementParts[] => {
    if (isPassed === undefined || right === undefined || asked === undefined) return [];
    const name = catalog.course(courseId)?.title ?? courseId;
    const result = { completion: true, success: isPassed, score: scoreOf(right, asked) };
    return [{ verb: isPassed ? "passed" : "failed", kind: "assessment", id: courseId, name, at: startedAt, result }];
  });
  return [...answers, ...lessons, ...exams].sort((a, b) => a.at.getTime() - b.at.getTime()).map((parts) => statement(parts, learnerId, home));
}

function statement({ verb, kind, id, name, at, result }: StatementParts, learnerId: string, home: string): object {
  return {
    id: uuidOf([home, learnerId, verb, kind, id, at.toISOString(), JSON.stringify(result)]),
    actor: { objectType: "Agent", account: { homePage: home, name: learnerId } },
    verb: { id: `http://adlnet.gov/expapi/verbs/${verb}` },
    object: {
      objectType: "Activity",
      id: `${home}/hoc/${kind}/${encodeURIComponent(id)}`,
      definition: { name: { vi: name }, type: `http://adlnet.gov/expapi/activities/${kind}` },
    },
    result,
    timestamp: at.toISOString(),
  };
}

function scoreOf(right: number, asked: number): object {
  return { raw: right, min: 0, max: asked, ...(asked > 0 && { scaled: right / asked }) };
}

/** A UUID of version 8: its bits are a hash. */
function uuidOf(parts: readonly string[]): string {
  const hash = createHash("sha256").update(JSON.stringify(parts)).digest("hex");
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-a${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
}
