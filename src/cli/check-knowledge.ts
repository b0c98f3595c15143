/**
 * `npm run --silent check:knowledge [-- --today 2026-12-31]`: checks the knowledge, the courses, the contests and what subscribers choose from,
 * and names every fault with its file and line. What `knowledge/accepted-findings.yaml` accepts with a reason is left out. Ends with 1 where
 * there is a fault.
 */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { LineCounter, parseDocument } from "yaml";
import { loadKnowledge } from "../core/knowledge/load-knowledge.js";
import { loadPlaces } from "../core/places/load-places.js";
import { loadTopics } from "../core/knowledge/load-topics.js";
import { unitsOfKnowledge } from "../core/retrieval/units-of-knowledge.js";
import { checkContests } from "../core/training/check-contests.js";
import { checkCourses } from "../core/training/check-courses.js";
import { loadContests } from "../core/training/load-contests.js";
import { loadCourses } from "../core/training/load-courses.js";
import { SourcePassages } from "../core/training/source-passages.js";
import { CodedError } from "../errors.js";
import { dayInVietnam } from "../core/wording/dates.js";
import { findingsIn } from "./findings-in-knowledge.js";
import { knowledgeCheckWording as say } from "./wording.js";

const folder = "knowledge";
const { values } = parseArgs({ options: { today: { type: "string", default: dayInVietnam(new Date()) } } });

try {
  const knowledge = await loadKnowledge(folder);
  const sources = new SourcePassages(unitsOfKnowledge(knowledge));
  await Promise.all([loadTopics(folder, knowledge.documents), loadPlaces(folder)]);
  const courses = await loadCourses(join(folder, "courses"));
  const contests = await loadContests(join(folder, "contests"));
  const faults = [
    ...checkCourses(courses, sources).map((fault) => ({ ...fault, file: join(folder, "courses", fault.courseId, `${fault.lessonId}.yaml`) })),
    ...checkContests(contests, courses).map((fault) => ({ ...fault, file: join(folder, "contests", `${fault.contestId}.yaml`) })),
  ];
  for (const { file, path, message } of faults) console.log(`${file}:${lineOf(await readFile(file, "utf8"), path)}: ${message}`);
  const lessons = courses.flatMap((course) => course.lessons);
  const items = lessons.flatMap((lesson) => lesson.items);
  const { findings, outdated } = await findingsIn(folder, knowledge, values.today);
  for (const { file, line, message } of findings) console.log(`${file}:${line}: ${message}`);
  for (const one of outdated) console.log(say.outdatedAcceptance(one));
  console.log(say.texts({ articles: knowledge.articles.length, services: knowledge.services.length, faults: findings.length }));
  console.log(say.summary({ courses: courses.length, lessons: lessons.length, items: items.length, contests: contests.length, faults: faults.length }));
  process.exitCode = faults.length + findings.length === 0 ? 0 : 1;
} catch (error) {
  if (!(error instanceof CodedError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

/** The line, from 1, on which a value of a YAML text begins. */
function lineOf(text: string, path: readonly (string | number)[]): number {
  const lineCounter = new LineCounter();
  const node = parseDocument(text, { lineCounter }).getIn(path, true);
  const offset = node !== null && typeof node === "object" && "range" in node && Array.isArray(node.range) ? Number(node.range[0]) : 0;
  return lineCounter.linePos(offset).line;
}
