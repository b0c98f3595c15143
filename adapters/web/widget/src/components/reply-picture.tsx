import type { JSX } from "preact";
import type { Picture } from "../direct-line/activity.js";

/** The picture of an announcement; a tap opens it alone. */
export function ReplyPicture({ picture: { path, description } }: { picture: Picture }): JSX.Element {
  return (
    <a class="reply-picture" href={path} target="_blank" rel="noopener">
      <img src={path} alt={description} />
    </a>
  );
}
