import type { Answer } from "./answer.js";
import type { Context } from "./context.js";
import { browseRegister } from "./steps/browse-register.js";
import { checkAnswer } from "./steps/check-answer.js";
import { composeAnswer } from "./steps/compose-answer.js";
import { decideAnswer } from "./steps/decide-answer.js";
import { leaveOutCourtesy } from "./steps/leave-out-courtesy.js";
import { maskPersonalDataStep } from "./steps/mask-personal-data.js";
import { readQuestion } from "./steps/read-question.js";
import { recogniseDataCommand } from "./steps/recognise-data-command.js";
import { recognisePersonalCase } from "./steps/recognise-personal-case.js";
import { recogniseServiceMenu } from "./steps/recognise-service-menu.js";
import { recogniseSmallTalk } from "./steps/recognise-small-talk.js";
import { recogniseWhereabouts } from "./steps/recognise-whereabouts.js";
import { resolveFollowUp } from "./steps/resolve-follow-up.js";
import { retrieveSources } from "./steps/retrieve-sources.js";
import { rewriteAnswer } from "./steps/rewrite-answer.js";
import { screenMessage } from "./steps/screen-message.js";
import { tellPlaceHistory } from "./steps/tell-place-history.js";
import type { Tools } from "./tools.js";

/** One step of a turn: sets its part of the context, or ends the turn with an answer. */
export type Step = (context: Context, tools: Tools) => Answer | undefined | Promise<Answer | undefined>;

/** A question's way to its answer. */
export const steps: readonly Step[] = [
  maskPersonalDataStep,
  readQuestion,
  screenMessage,
  recogniseDataCommand,
  recogniseServiceMenu,
  browseRegister,
  tellPlaceHistory,
  recogniseSmallTalk,
  leaveOutCourtesy,
  recognisePersonalCase,
  recogniseWhereabouts,
  resolveFollowUp,
  retrieveSources,
  decideAnswer,
  composeAnswer,
  rewriteAnswer,
  checkAnswer,
];

/** Runs the steps until one answers. */
export async function runPipeline(context: Context, tools: Tools): Promise<Answer> {
  for (const step of steps) {
    const answer = await step(context, tools);
    if (answer !== undefined) return withNotices(answer, context.notices);
  }
  throw new Error("no step answered");
}

function withNotices(answer: Answer, notices: readonly string[]): Answer {
  return notices.length === 0 ? answer : { ...answer, body: [answer.body, ...notices].join("\n") };
}
