import type { JsonStore } from "./platform/json-store.js";
import { isRecord } from "./platform/unknown-data.js";

/** How a person likes to read; kept on the device. */
export interface ReadingSettings {
  textSize: "normal" | "large";
  theme: "auto" | "light" | "dark";
  hasHighContrast: boolean;
  suggestsWhileTyping: boolean;
}

const defaults: ReadingSettings = { textSize: "normal", theme: "auto", hasHighContrast: false, suggestsWhileTyping: true };

export function readReadingSettings(store: JsonStore): ReadingSettings {
  const data = store.read();
  if (!isRecord(data)) return defaults;
  return {
    textSize: data.textSize === "large" ? "large" : "normal",
    theme: data.theme === "light" || data.theme === "dark" ? data.theme : "auto",
    hasHighContrast: data.hasHighContrast === true,
    suggestsWhileTyping: data.suggestsWhileTyping !== false,
  };
}

/** Shows the page as set; the style sheet does the rest. */
export function applyReadingSettings({ textSize, theme, hasHighContrast }: ReadingSettings, page: HTMLElement): void {
  page.dataset.textSize = textSize;
  page.dataset.theme = theme;
  page.dataset.contrast = hasHighContrast ? "high" : "auto";
}
