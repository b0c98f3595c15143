import { say } from "../../wording/answers.js";
import { composeField } from "../compose/compose-field.js";
import type { Step } from "../pipeline.js";
import { reply, showMenu } from "../reply.js";

/** "Thủ tục đất đai có những gì", "hộ tịch nộp trên mạng được hết không": answers for a whole field from the register. */
export const browseRegister: Step = (context, { fields, library, checker }) => {
  const question = fields.find(context.reading.tokens);
  if (question === undefined) return undefined;
  const draft = composeField(question, library);
  const body = draft.lines.join("\n");
  if (checker.check({ body, citations: draft.citations }).length > 0) return reply(context, "error_withheld", say.noSource);
  return { ...showMenu(context, draft.status, body, draft.suggestions), citations: draft.citations };
};
