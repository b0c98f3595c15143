import { join } from "node:path";
import { CodedError } from "../../errors.js";
import type { KnowledgeDocument } from "./load-knowledge.js";
import { readYaml } from "./read-yaml.js";
import { topics, type Topic } from "./schema.js";

/**
 * What announcements can be about, in the order in which it is offered.
 * @param documents the official texts that topics rest on.
 * @throws CodedError `knowledge_invalid` naming the file and its first fault.
 */
export async function loadTopics(folder: string, documents: readonly Pick<KnowledgeDocument, "id" | "sections">[]): Promise<Topic[]> {
  const path = join(folder, "topics.yaml");
  const loaded = await readYaml(path, topics);
  for (const [index, { id, source }] of loaded.entries()) {
    if (loaded.findIndex((other) => other.id === id) < index) throw new CodedError("knowledge_invalid", `${path}: "${id}" stands there twice`);
    const sections = documents.find((document) => document.id === source.document)?.sections ?? [];
    if (!sections.some(({ headingPath }) => headingPath.includes(source.section)))
      throw new CodedError("knowledge_invalid", `${path}, ${id}: unknown section "${source.section}" of "${source.document}"`);
  }
  return loaded;
}
