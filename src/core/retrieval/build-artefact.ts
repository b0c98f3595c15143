import { loadKnowledge, type KnowledgeDocument } from "../knowledge/load-knowledge.js";
import { versionOf, type IndexArtefact } from "./index-artefact.js";
import { buildSearchIndex } from "./search-index.js";
import { unitsOfKnowledge } from "./units-of-knowledge.js";

/**
 * Reads the knowledge and builds the index over it. Takes seconds of one core: run it in a worker where others wait.
 * @param documents official texts in place of those in the folder.
 */
export async function buildArtefact(
  knowledgeFolder: string,
  knowledgeHash: string,
  progress: (step: string) => void,
  documents?: KnowledgeDocument[],
): Promise<IndexArtefact> {
  progress("reading knowledge");
  const own = await loadKnowledge(knowledgeFolder);
  const knowledge = documents === undefined ? own : { ...own, documents };
  const index = buildSearchIndex(unitsOfKnowledge(knowledge), knowledge.lexicon, progress);
  return { version: versionOf(knowledgeHash), knowledge, index };
}
