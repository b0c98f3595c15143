import { join } from "node:path";
import type { Knowledge } from "../knowledge/load-knowledge.js";
import type { Unit } from "../retrieval/unit.js";
import { Catalog } from "./catalog.js";
import { loadCourses } from "./load-courses.js";
import { SourcePassages } from "./source-passages.js";
import { sourceTitles } from "./source-titles.js";

/** The courses of a knowledge folder, over the knowledge as it stands. @throws CodedError `knowledge_invalid` */
export async function openCatalog(
  knowledgeFolder: string,
  knowledge: Pick<Knowledge, "documents" | "articles" | "services">,
  units: readonly Unit[],
): Promise<Catalog> {
  return new Catalog(await loadCourses(join(knowledgeFolder, "courses")), new SourcePassages(units), sourceTitles(knowledge));
}
