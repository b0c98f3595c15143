import { familyNames, topicNames } from "../wording/questions.js";

/** How a question ended, by its status. */
export function outcomeName(status: string): string {
  return familyNames[(status.split("_")[0] ?? "") as keyof typeof familyNames] ?? status;
}

export function topicName(topic: string): string {
  return topicNames[topic as keyof typeof topicNames] ?? topicNames.unknown;
}
