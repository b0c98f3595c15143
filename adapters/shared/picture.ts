import { z } from "zod";
import type { ActivityJson } from "../../src/activity/activity.js";
import { pictureLine } from "./wording.js";

/** A picture in a message of ours. */
export interface Picture {
  readonly url: string;
  /** What is on it, for those who do not see it. */
  readonly description: string;
}

const form = z.tuple([z.object({ contentType: z.string().startsWith("image/"), contentUrl: z.url({ protocol: /^https?$/u }), name: z.string().catch("") })]);

/** The one picture that a message has; `undefined` if it has none. */
export function pictureIn({ attachments }: ActivityJson): Picture | undefined {
  const { data } = form.safeParse(attachments);
  return data && { url: data[0].contentUrl, description: data[0].name };
}

/** The text with the picture's address, where the channel's server does not take the picture itself. */
export function withAddressOf({ url, description }: Picture, text: string): string {
  return `${text}\n${pictureLine(description, url)}`;
}
