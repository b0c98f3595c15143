import { NearTopics } from "../../core/answering/near-topics.js";

/** Offers nothing near: what a refusal offers is no answer, and its vectors take long to build. */
export class NoNearTopics extends NearTopics {
  constructor() {
    super(() => Promise.reject(new Error("no vectors are needed")));
  }

  override find(): Promise<string[]> {
    return Promise.resolve([]);
  }
}
