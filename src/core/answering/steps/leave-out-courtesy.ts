import { storyIn } from "../clauses.js";
import type { Step } from "../pipeline.js";

/** "Cảm ơn bạn, thế lệ phí bao nhiêu": courtesy beside a question is no part of it. */
export const leaveOutCourtesy: Step = (context, { retriever, slots, reactions }) => {
  const question = ["greeting", "thanks"].reduce((tokens, name) => reactions.without(name, tokens), context.reading.tokens);
  if (retriever.tellingWords(question).length === 0) return undefined;
  context.reading = { ...context.reading, tokens: question };
  context.query = question;
  context.slots = slots.find(question, storyIn(context, { retriever, slots }));
  return undefined;
};
