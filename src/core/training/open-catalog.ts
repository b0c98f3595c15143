import { join } from "node:path";
import type { Knowledge } from "../knowledge/load-knowledge.js";
import type { Unit } from "../retrieval/unit.js";
import { Catalog } from "./catalog.js";
import { loadContests } from "./load-contests.js";
import { loadCourses } from "./load-courses.js";
import { SourcePassages } from "./source-passages.js";
import { sourceTitles } from "./source-titles.js";

/** The courses and contests of a knowledge folder, over the knowledge as it stands. @throws CodedError `knowledge_invalid` */
export async function openCatalog(
  knowledgeFolder: string,
  knowledge: Pick<Knowledge, "documents" | "articles" | "services">,
  units: readonly Unit[],
): Promise<Catalog> {
  const [courses, contests] = [await loadCourses(join(knowledgeFolder, "courses")), await loadContests(join(knowledgeFolder, "contests"))];
  return new Catalog(courses, new SourcePassages(units), sourceTitles(knowledge), contests);
}
