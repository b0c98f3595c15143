import { loadKnowledge } from "../knowledge/load-knowledge.js";
import { versionOf, type IndexArtefact } from "./index-artefact.js";
import { buildSearchIndex } from "./search-index.js";
import { unitsOfKnowledge } from "./units-of-knowledge.js";

/** Reads the knowledge and builds the index over it. Takes seconds of one core: run it in a worker where others wait. */
export async function buildArtefact(knowledgeFolder: string, knowledgeHash: string, progress: (step: string) => void): Promise<IndexArtefact> {
  progress("reading knowledge");
  const knowledge = await loadKnowledge(knowledgeFolder);
  const index = buildSearchIndex(unitsOfKnowledge(knowledge), knowledge.lexicon, progress);
  return { version: versionOf(knowledgeHash), knowledge, index };
}
