import { judge } from "../judge.js";
import type { Step } from "../pipeline.js";

/** Finds the sources nearest to the question; only the one that the turns before settled, where they did. */
export const retrieveSources: Step = (context, tools) => {
  const { unitId } = context;
  context.judged = judge(context.query, context.slots, tools, context.now, unitId === undefined ? undefined : (unit) => unit.id === unitId);
  return undefined;
};
