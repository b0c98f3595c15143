import type { Article, Knowledge } from "../load-knowledge.js";
import type { Service } from "../schema.js";
import type { Finding } from "./finding.js";
import type { PlacedText } from "./placed-texts.js";
import { checkWording as say } from "./wording.js";

/** What is stated without a source, and sources that cannot be looked up. */
export function missingSources({ articles, services }: Pick<Knowledge, "articles" | "services">, texts: readonly PlacedText[]): Finding[] {
  return [...articles.flatMap((article) => sourcesWithoutPlace(article, texts)), ...services.flatMap((service) => mistakesWithoutSource(service, texts))];
}

function sourcesWithoutPlace({ id: unit, sources }: Article, texts: readonly PlacedText[]): Finding[] {
  return sources.flatMap(({ id, url, document }, index) =>
    url === undefined && document === undefined ? [finding(texts, unit, ["sources", index, "id"], `${unit}: ${id}`, say.sourceNotFound(id))] : [],
  );
}

/** Fields, special cases and details name their source, or their file is refused. */
function mistakesWithoutSource({ id, mistakes }: Service, texts: readonly PlacedText[]): Finding[] {
  return mistakes.flatMap(({ text, state, source }, index) =>
    state === "unverified" || source !== undefined ? [] : [finding(texts, `service/${id}`, ["mistakes", index, "text"], text, say.noSource(`"${text.slice(0, 40)}…"`))],
  );
}

/** Ids that name nothing: of related units, and of what replaced a document. */
export function deadLinks(texts: readonly PlacedText[]): Finding[] {
  const units = new Set(texts.map(({ unit }) => unit));
  return texts.flatMap((text) => {
    const [key] = text.path;
    if (key !== "related" && key !== "supersededBy") return [];
    const target = key === "related" && text.unit.startsWith("service/") ? `service/${text.text}` : text.text;
    return units.has(target) ? [] : [{ kind: "link" as const, file: text.file, line: text.line, about: `${text.unit} → ${target}`, message: say.deadLink(target) }];
  });
}

/** Articles that no question asks for. @param asked ids of units that questions expect to be cited. */
export function unreachedArticles(texts: readonly PlacedText[], asked: ReadonlySet<string>): Finding[] {
  return texts
    .filter(({ file, path, unit }) => path[0] === "id" && path.length === 1 && file.endsWith(".md") && !asked.has(unit))
    .map(({ file, line, unit }) => ({ kind: "reach", file, line, about: unit, message: say.notReached(unit) }));
}

function finding(texts: readonly PlacedText[], unit: string, path: PlacedText["path"], about: string, message: string): Finding {
  const text = texts.find((one) => one.unit === unit && one.path.join("/") === path.join("/"));
  return { kind: "source", file: text?.file ?? unit, line: text?.line ?? 1, about, message };
}
