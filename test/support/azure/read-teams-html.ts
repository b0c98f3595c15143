/** The markup is not what Teams reads. */
export class UnreadableHtml extends Error {}

const characters: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"' };
const piece = /<br>|<a href="(?<href>[^"<>]*)">(?<words>[^<>]*)<\/a>|&(?<name>\w+);|(?<odd>[<>&])|[^<>&]+/gu;

/** A text of format `xml` as a person reads it, and where its links lead. @throws UnreadableHtml */
export function readTeamsHtml(html: string): { text: string; links: string[] } {
  const links: string[] = [];
  let text = "";
  for (const { 0: whole, groups = {} } of html.matchAll(piece)) {
    const { href, words = "", name, odd } = groups;
    if (odd !== undefined) throw new UnreadableHtml(`a single ${odd}`);
    if (href !== undefined) links.push(decoded(href));
    if (whole === "<br>") text += "\n";
    else if (href !== undefined) text += decoded(words);
    else if (name !== undefined) text += decoded(whole);
    // As in any HTML, an end of line is a space.
    else text += whole.replaceAll("\n", " ");
  }
  return { text, links };
}

function decoded(text: string): string {
  return text.replace(/&(\w+);/gu, (whole, name: string) => {
    const character = characters[name];
    if (character === undefined) throw new UnreadableHtml(whole);
    return character;
  });
}
