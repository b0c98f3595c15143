import { composeAnswers, type ComposeOptions } from "./compose-answers.js";
import { mutate, pick, type Mutation } from "./mutate-answer.js";
import { mutationKinds, targetsIn } from "./mutation-targets.js";

/** A changed answer that the checker let through. */
export interface Survivor extends Mutation {
  origin: string;
}

export interface MutationResult {
  /** How many answers were changed, by what was changed, and by where the answer came from. */
  tried: number;
  byMutation: Record<string, number>;
  bySource: Record<string, number>;
  /** Answers that the checker withheld as they were composed. */
  withheld: string[];
  survivors: Survivor[];
}

export interface MutationOptions extends ComposeOptions {
  /** Names of places as written, one of which takes the place of another. */
  places: readonly string[];
}

/**
 * Changes one fact of each kind in each of many composed answers, one at a time, and asks the production checker.
 * @param count how many changed answers to try.
 */
export async function tryMutations(count: number, options: MutationOptions): Promise<MutationResult> {
  const { answerer, places, random } = options;
  // As it is before `composeAnswers` lets it record, so that only what the pipeline asks is recorded.
  const check = answerer.tools.checker.check.bind(answerer.tools.checker);
  const result: MutationResult = { tried: 0, byMutation: {}, bySource: {}, withheld: [], survivors: [] };
  for await (const { answer, origin, kind } of composeAnswers(options)) {
    if (check(answer).length > 0) {
      result.withheld.push(origin);
      continue;
    }
    for (const mutation of mutationsOf(answer.body, places, random).slice(0, count - result.tried)) {
      if (check({ ...answer, body: mutation.body }).length === 0) result.survivors.push({ ...mutation, origin });
      addOne(result.byMutation, mutation.kind);
      addOne(result.bySource, kind);
      result.tried++;
    }
    if (result.tried >= count) break;
  }
  return result;
}

/** One falsified answer for each kind of fact that the answer holds: a single fact of that kind is changed in each. */
function mutationsOf(body: string, places: readonly string[], random: () => number): Mutation[] {
  const targets = targetsIn(body, places);
  return mutationKinds.flatMap((kind) => {
    const ofKind = targets.filter((target) => target.kind === kind);
    return ofKind.length === 0 ? [] : [mutate(body, pick(ofKind, random), places, random)];
  });
}

function addOne(counts: Record<string, number>, name: string): void {
  counts[name] = (counts[name] ?? 0) + 1;
}
