/** How two indexes answer the same questions. */
export interface IndexComparison {
  questions: number;
  /** How many go as expected, by the index in use and by the new one. */
  rightBefore: number;
  rightAfter: number;
  /** How many are answered that should not be. */
  falselyAnsweredBefore: number;
  falselyAnsweredAfter: number;
  /** Ids of the questions that only the index in use gets right. */
  lost: string[];
}

/** One question in so many may be lost: a new text always moves a few that were near a threshold. */
const questionsPerLoss = 350;

/** Whether the new index answers worse than may be. */
export function isWorse({ questions, rightBefore, rightAfter, falselyAnsweredBefore, falselyAnsweredAfter }: IndexComparison): boolean {
  const allowed = questions / questionsPerLoss;
  return rightBefore - rightAfter > allowed || falselyAnsweredAfter - falselyAnsweredBefore > allowed;
}
