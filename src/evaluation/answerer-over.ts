import { Answerer } from "../core/answering/answerer.js";
import { calibration } from "../core/answering/calibration-data.js";
import { NearTopics } from "../core/answering/near-topics.js";
import type { Knowledge } from "../core/knowledge/load-knowledge.js";
import type { SearchIndex } from "../core/retrieval/search-index.js";

/** Offers nothing near: what a refusal offers is no answer, and its vectors take long to build. */
class NoNearTopics extends NearTopics {
  constructor() {
    super(() => Promise.reject(new Error("no vectors are needed here")));
  }

  override find(): Promise<string[]> {
    return Promise.resolve([]);
  }
}

/** The production answerer over an index in hand, save that its refusals offer no near topics. */
export function answererOver(knowledge: Knowledge, index: SearchIndex): Answerer {
  const answerer = new Answerer({ knowledge, index, calibration, vectorFolder: "" });
  answerer.tools.nearTopics = new NoNearTopics();
  return answerer;
}
