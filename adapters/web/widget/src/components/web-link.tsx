import type { ComponentChildren, JSX } from "preact";
import { wording } from "../wording.js";
import { Icon } from "./icon.js";

/** A link to another site: opened beside the conversation, which stays where it is. */
export function WebLink({ href, children }: { href: string; children: ComponentChildren }): JSX.Element {
  return (
    <a class="web-link" href={href} target="_blank" rel="noopener noreferrer">
      {children}
      <Icon name="open" />
      <span class="hidden-text"> ({wording.opensNewPage})</span>
    </a>
  );
}
