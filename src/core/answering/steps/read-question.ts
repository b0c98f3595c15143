import { withoutMasks } from "../../text/personal-data.js";
import type { Step } from "../pipeline.js";

/** Puts marks back, spells out abbreviations, and finds what the question names. */
export const readQuestion: Step = (context, { retriever, slots }) => {
  context.reading = retriever.read(withoutMasks(context.masked));
  context.query = context.reading.tokens;
  context.slots = slots.find(context.query);
  return undefined;
};
