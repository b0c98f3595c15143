import { say } from "../../wording/answers.js";
import type { Step } from "../pipeline.js";
import { reply } from "../reply.js";

/** Where a person follows a dossier of their own: the service that answers it. */
const followUpService = "service/tra-cuu-ho-so";

/** A question about the asker's own dossier: the bot sees none, and says where to look. */
export const recognisePersonalCase: Step = (context, { reactions, library }) => {
  const { tokens } = context.reading;
  const isFiled = reactions.has("own_dossier", tokens) && (reactions.has("dossier_state", tokens) || reactions.has("waiting", tokens));
  if (!isFiled && !(reactions.has("owner", tokens) && reactions.has("dossier_state", tokens))) return undefined;
  const service = library.service(followUpService);
  const choice = { label: service.name, question: service.everyday, unitId: followUpService };
  return reply(context, "unanswerable_personal_case", `${say.personalCase} ${service.summary}`, [choice]);
};
