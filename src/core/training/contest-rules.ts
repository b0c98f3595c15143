import { contestWording as wording } from "../wording/contest.js";
import type { Contest } from "./contest-schema.js";

/** The rules of a contest in words: what follows from how it is set up, then its own. */
export function contestRules({ itemsPerTry, minutesPerTry, triesPerRound, rounds, rules }: Contest): string[] {
  return [
    wording.ruleOfTry(itemsPerTry, minutesPerTry),
    wording.ruleOfTries(triesPerRound),
    wording.ruleOfGuess,
    wording.ruleOfClock,
    wording.ruleOfPlaces,
    ...(rounds.length > 1 ? [wording.ruleOfWhole] : []),
    wording.ruleOfOffices,
    wording.ruleOfNames,
    ...rules,
  ];
}
