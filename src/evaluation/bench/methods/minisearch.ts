import MiniSearch from "minisearch";
import { depth } from "../rank-metrics.js";
import type { Build } from "../search-methods.js";
import { folded, textOfUnit } from "./unit-text.js";

export interface MiniSearchSetting {
  /** Whether text and query lose their marks and tone placement as ours do, before MiniSearch sees them. */
  isFolded: boolean;
  /** Weights of fields; 1 where none is given. */
  boost: Partial<Record<"title" | "aliases" | "text", number>>;
}

/** MiniSearch with its own tokeniser, scoring and defaults. */
export function miniSearch({ isFolded, boost }: MiniSearchSetting): Build {
  const read = isFolded ? folded : (text: string): string => text;
  return ({ units }) => {
    const index = new MiniSearch({ fields: ["title", "aliases", "text"] });
    index.addAll(units.map((unit, id) => ({ id, title: read(unit.title), aliases: read(unit.aliases.join("\n")), text: read(textOfUnit(unit)) })));
    return (question) =>
      index
        .search(read(question), { boost: { ...boost } })
        .slice(0, depth)
        .map(({ id }) => units[Number(id)]?.documentId ?? "");
  };
}
