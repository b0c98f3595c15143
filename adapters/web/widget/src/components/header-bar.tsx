import type { JSX } from "preact";
import { wording } from "../wording.js";
import { Icon } from "./icon.js";

interface HeaderBarProps {
  onOpenMenu: () => void;
  /** Closes the frame that another site shows the chat in; undefined on a page of its own. */
  onClose: (() => void) | undefined;
}

export function HeaderBar({ onOpenMenu, onClose }: HeaderBarProps): JSX.Element {
  return (
    <header class="header">
      <div class="header-name">
        <h1>{wording.name}</h1>
        <p>{wording.kind}</p>
      </div>
      <button type="button" class="header-button" aria-haspopup="dialog" onClick={onOpenMenu}>
        <Icon name="menu" />
        <span>{wording.menu}</span>
      </button>
      {onClose !== undefined && (
        <button type="button" class="header-button" aria-label={wording.closeChat} title={wording.closeChat} onClick={onClose}>
          <Icon name="close" />
        </button>
      )}
    </header>
  );
}
