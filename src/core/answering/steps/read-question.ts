import { withoutMasks } from "../../text/personal-data.js";
import type { Step } from "../pipeline.js";

/** Puts marks back, spells out abbreviations, and finds what the question names. */
export const readQuestion: Step = (context, { retriever, slots, reactions }) => {
  context.reading = retriever.read(withoutMasks(context.masked));
  const withoutCourtesy = reactions.without("thanks", reactions.without("greeting", context.reading.tokens));
  // "Cảm ơn bạn, thế lệ phí bao nhiêu": courtesy beside a question is no part of it.
  if (retriever.tellingWords(withoutCourtesy).length > 0) context.reading = { ...context.reading, tokens: withoutCourtesy };
  context.query = context.reading.tokens;
  context.slots = slots.find(context.query);
  return undefined;
};
