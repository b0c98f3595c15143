import { closeMessage } from "./embed-messages.js";
import { embedStyles } from "./embed-styles.js";
import { embedWording } from "./wording.js";

/**
 * The script that other sites include by one tag, `<script src="https://…/embed.js" async></script>`: a floating button
 * that opens the chat in a frame. The frame is loaded when it is first opened; before that nothing is asked of the
 * server. Works under the strictest policies of the site around it: no inline style, no markup from strings.
 */
const script = document.currentScript;
if (script instanceof HTMLScriptElement) whenReady(() => addChat(new URL(script.src).origin));

function whenReady(start: () => void): void {
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start, { once: true });
  else start();
}

function addChat(origin: string): void {
  const host = document.createElement("tro-ly-so");
  const shadow = host.attachShadow({ mode: "open" });
  addStyles(shadow);
  const button = createButton();
  shadow.append(button);
  document.body.append(host);

  let frame: HTMLIFrameElement | undefined;
  const isOpen = (): boolean => frame !== undefined && !frame.hidden;

  function open(): void {
    if (frame === undefined) {
      frame = createFrame(origin);
      frame.addEventListener("load", () => frame?.focus());
      shadow.append(frame);
    }
    frame.hidden = false;
    frame.focus();
    label(button, true);
  }

  function close(): void {
    if (frame === undefined) return;
    frame.hidden = true;
    label(button, false);
    button.focus();
  }

  button.addEventListener("click", () => (isOpen() ? close() : open()));
  host.addEventListener("keydown", ({ key }) => key === "Escape" && isOpen() && close());
  addEventListener("message", ({ data, source, origin: sender }) => {
    if (data === closeMessage && sender === origin && source === frame?.contentWindow) close();
  });
}

/** A constructed style sheet is no inline style; browsers without them get an element. */
function addStyles(shadow: ShadowRoot): void {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(embedStyles);
    shadow.adoptedStyleSheets = [sheet];
  } catch {
    const style = document.createElement("style");
    style.textContent = embedStyles;
    shadow.append(style);
  }
}

function createButton(): HTMLButtonElement {
  const button = document.createElement("button");
  button.type = "button";
  button.setAttribute("aria-haspopup", "dialog");
  button.append(createPicture(), document.createElement("span"));
  label(button, false);
  return button;
}

function label(button: HTMLButtonElement, isOpen: boolean): void {
  button.setAttribute("aria-expanded", String(isOpen));
  const words = button.querySelector("span");
  if (words !== null) words.textContent = isOpen ? embedWording.close : embedWording.open;
}

/** A speech bubble. */
function createPicture(): SVGSVGElement {
  const namespace = "http://www.w3.org/2000/svg";
  const picture = document.createElementNS(namespace, "svg");
  picture.setAttribute("viewBox", "0 0 24 24");
  picture.setAttribute("aria-hidden", "true");
  const outline = document.createElementNS(namespace, "path");
  outline.setAttribute("d", "M4 4h16v12H10l-5 4v-4H4Zm4 4.500h8M8 12h5");
  picture.append(outline);
  return picture;
}

function createFrame(origin: string): HTMLIFrameElement {
  const frame = document.createElement("iframe");
  frame.src = `${origin}/?embed=1`;
  frame.title = embedWording.frame;
  return frame;
}
