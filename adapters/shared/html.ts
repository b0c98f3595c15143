const escapes: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Text as HTML shows it unchanged. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/gu, (character) => escapes[character] ?? character);
}

/** A text that opens an address; only the text if the address is none of the web. */
export function linkHtml(url: string, text: string): string {
  const isWeb = /^https?:\/\//iu.test(url) && URL.canParse(url);
  return isWeb ? `<a href="${escapeHtml(url)}">${escapeHtml(text)}</a>` : escapeHtml(text);
}
