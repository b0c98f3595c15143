import { Activity } from "@microsoft/agents-activity";

export { Activity, ActivityTypes } from "@microsoft/agents-activity";
export type { ConversationReference } from "@microsoft/agents-activity";
export { TurnContext } from "@microsoft/agents-hosting";

/** An activity as plain JSON: what goes over the wire and into the database. */
export interface ActivityJson {
  type: string;
  id?: string;
  channelId?: string;
  text?: string;
  from?: { id: string; role?: string };
  recipient?: { id: string; role?: string };
  conversation?: { id: string };
  replyToId?: string;
  /** Whatever else the protocol allows (https://github.com/microsoft/Agents/blob/main/specs/activity/protocol-activity.md). */
  [field: string]: unknown;
}

/** The activity as JSON. `JSON.stringify` would write the SDK's private fields. */
export function toJson(activity: Activity): ActivityJson {
  return JSON.parse(activity.toJsonString()) as ActivityJson;
}

/** The SDK's form of an activity. @throws ZodError where a field has a shape that the protocol does not allow. */
export function fromJson(json: ActivityJson): Activity {
  return Activity.fromObject(json);
}
