import { fold } from "../text/fold.js";
import { normalise } from "../text/normalise.js";
import { likenessOf, type ReadQuestion } from "./read-question.js";

/** How people typed something, and how often. */
export interface Wording {
  readonly typed: string;
  readonly times: number;
}

/** Words with their marks are read more easily: of two equally central ones they come first. */
const markedBonus = 0.15;

/** The question that stands for a group: the one most like all that were asked, in somebody's own words. */
export function centralQuestion(wordings: readonly Wording[], read: (text: string) => ReadQuestion): string {
  const readings = wordings.map(({ typed }) => read(typed));
  const asked = wordings.reduce((sum, { times }) => sum + times, 0);
  let best = { typed: wordings[0]?.typed ?? "", score: -1 };
  for (const [place, { typed }] of wordings.entries()) {
    const own = new Map(readings[place]?.terms);
    const likeness = wordings.reduce((sum, { times }, other) => sum + times * likenessOf(readings[other]?.terms ?? [], own), 0) / asked;
    const score = likeness + (normalise(typed) === fold(normalise(typed)) ? 0 : markedBonus);
    if (score > best.score) best = { typed, score };
  }
  return best.typed;
}
