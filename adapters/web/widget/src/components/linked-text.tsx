import type { JSX } from "preact";
import { linkParts } from "../text/link-parts.js";
import { WebLink } from "./web-link.js";

/** A stretch of text whose addresses can be opened and whose telephone numbers can be called. */
export function LinkedText({ text }: { text: string }): JSX.Element {
  return (
    <>
      {linkParts(text).map(({ text: shown, href, isWeb }) => {
        if (href === undefined) return shown;
        if (isWeb === true) return <WebLink href={href}>{shown}</WebLink>;
        return <a href={href}>{shown}</a>;
      })}
    </>
  );
}
