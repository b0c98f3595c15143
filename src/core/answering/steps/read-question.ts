import { withoutMasks } from "../../text/personal-data.js";
import { withoutCorrection } from "../../text/correction.js";
import { chosenFrom } from "../chosen-from.js";
import { storyIn } from "../clauses.js";
import type { Step } from "../pipeline.js";

/** Puts marks back, spells out abbreviations, and finds what the question names. A choice that was offered as a question is read as that question. */
export const readQuestion: Step = (context, { retriever, slots }) => {
  const choice = chosenFrom(context.memory.offered, context.masked);
  const isQuestion = choice !== undefined && choice.unitId === undefined;
  context.reading = retriever.read(isQuestion ? choice.question : withoutCorrection(withoutMasks(context.masked)));
  context.query = context.reading.tokens;
  context.slots = slots.find(context.query, storyIn(context, { retriever, slots }));
  return undefined;
};
