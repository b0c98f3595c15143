import type { Activity } from "../../activity/activity.js";
import type { Capabilities } from "../../activity/capabilities.js";
import type { Answer } from "../answering/answer.js";
import type { TrainingReply } from "../training/work.js";
import { trainingWording } from "../wording/training.js";
import { answerActivities } from "./answer-activities.js";

export const trainingStatus = "command_training" satisfies Answer["status"];

/** What the training says, as a channel can show it. Where there are no buttons for the answers of an item, letters are typed. */
export function trainingActivities({ text, choices, answers }: TrainingReply, answerId: string, capabilities: Capabilities): Activity[] {
  const hasButtons = answers.length <= capabilities.buttons;
  const body = answers.length === 0 || hasButtons ? text : `${text}\n${trainingWording.typeLetter}`;
  const suggestions = answers.length > 0 ? (hasButtons ? [...answers] : []) : choices.map(({ label }) => label);
  return answerActivities({ status: trainingStatus, body, citations: [], suggestions, confidence: 1 }, answerId, capabilities);
}
