import type { Entity } from "./parse-html.js";

/** Line and paragraph separators, and marks that would turn the text that follows. */
const removed = /\r|[\u2028-\u202e]|\u030a|\u0333|\u033f/u;

/** What Telegram makes of a text: control characters become spaces, some characters vanish, and its ends are trimmed. */
export function cleanSentText(text: string, entities: readonly Entity[]): { text: string; entities: Entity[] } {
  const places: number[] = [];
  let cleaned = "";
  for (const unit of text.split("")) {
    places.push(cleaned.length);
    if (removed.test(unit)) continue;
    // eslint-disable-next-line no-control-regex -- They are what is looked for.
    cleaned += /[\0-\t\v\f\x0e-\x1f]/u.test(unit) ? " " : unit;
  }
  places.push(cleaned.length);
  const start = cleaned.length - cleaned.trimStart().length;
  const trimmed = cleaned.trim();
  const placeOf = (offset: number): number => Math.min(Math.max((places[offset] ?? cleaned.length) - start, 0), trimmed.length);
  const moved = entities.map((entity) => ({
    ...entity,
    offset: placeOf(entity.offset),
    length: placeOf(entity.offset + entity.length) - placeOf(entity.offset),
  }));
  return { text: trimmed, entities: moved.filter(({ length }) => length > 0) };
}
