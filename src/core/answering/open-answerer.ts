import { vectorFolderOf } from "../retrieval/index-artefact.js";
import { indexFolderOf, openIndex, type IndexPlace } from "../retrieval/open-index.js";
import { Answerer } from "./answerer.js";
import { calibration } from "./calibration-data.js";

/** An answerer over the knowledge as it stands, and the version of the index that it uses. */
export async function openAnswerer(place: IndexPlace): Promise<{ answerer: Answerer; indexVersion: string }> {
  const { version, knowledge, index } = await openIndex(place);
  const vectorFolder = vectorFolderOf(indexFolderOf(place.dataDir), version);
  return { answerer: new Answerer({ knowledge, index, calibration, vectorFolder }), indexVersion: version };
}
