import { loadArtefact, vectorFolderOf } from "../retrieval/index-artefact.js";
import { indexFolderOf, openIndex, type IndexPlace } from "../retrieval/open-index.js";
import type { Knowledge } from "../knowledge/load-knowledge.js";
import { Answerer, type AnswererParts } from "./answerer.js";
import { calibration } from "./calibration-data.js";

/** Models that take the place of what works without any. */
export type Models = Pick<AnswererParts, "embeddings" | "rewriting"> & {
  /** Name of the embedding model. */
  embeddingsName?: string | undefined;
};

/** An answerer over an index that was built before; undefined where it is not kept any more. */
export async function openSavedAnswerer(dataDir: string, indexVersion: string): Promise<Answerer | undefined> {
  for (const folder of [indexFolderOf(dataDir), indexFolderOf(dataDir, true)]) {
    const saved = await loadArtefact(folder, indexVersion);
    if (saved !== undefined) return new Answerer({ ...saved, calibration, vectorFolder: vectorFolderOf(folder, indexVersion) });
  }
  return undefined;
}

/** An answerer over the knowledge as it stands, that knowledge, and the version of the index that it uses. */
export async function openAnswerer(place: IndexPlace, models: Models = {}): Promise<{ answerer: Answerer; knowledge: Knowledge; indexVersion: string }> {
  const { version, knowledge, index } = await openIndex(place);
  const { embeddings, embeddingsName, rewriting } = models;
  // Vectors of another model are another index: they never meet in one folder.
  const vectorFolder = vectorFolderOf(
    indexFolderOf(place.dataDir, place.documents !== undefined),
    embeddingsName === undefined ? version : `${version}-${embeddingsName.replace(/[^\w-]+/gu, "_")}`,
  );
  return { answerer: new Answerer({ knowledge, index, calibration, vectorFolder, embeddings, rewriting }), knowledge, indexVersion: version };
}
