import { readPlacedTexts } from "../check/placed-texts.js";
import type { Knowledge } from "../load-knowledge.js";
import type { Service } from "../schema.js";
import { factsOfOwnSources, readFacts } from "./read-facts.js";
import { traceFigures, type Trace, type TracedUnit } from "./trace-figures.js";

/**
 * Every figure of the articles and services of a knowledge folder with what bears it out.
 * @param factsFolder the collected facts.
 */
export async function traceKnowledge(folder: string, knowledge: Pick<Knowledge, "articles" | "services">, factsFolder: string): Promise<Trace[]> {
  const texts = await readPlacedTexts(folder);
  const facts = [...(await readFacts(folder, factsFolder)), ...factsOfOwnSources(texts)];
  return traceFigures(texts, facts, tracedUnits(knowledge));
}

function tracedUnits({ articles, services }: Pick<Knowledge, "articles" | "services">): Map<string, TracedUnit> {
  const ownersOfServices = new Map(services.map((service) => [`service/${service.id}`, ownersOfService(service)]));
  return new Map<string, TracedUnit>([
    ...articles.map(({ id, title, sources, related }): [string, TracedUnit] => [
      id,
      {
        title,
        owners: new Set([`sources of ${id}`, ...sources.flatMap(({ document }) => document ?? []), ...related.flatMap((other) => ownersOfServices.get(other) ?? [])]),
        urls: new Set(sources.flatMap(({ url }) => url ?? [])),
      },
    ]),
    ...services.map(({ id, name, sources, related }): [string, TracedUnit] => [
      `service/${id}`,
      {
        title: name,
        owners: new Set([`sources of service/${id}`, ...[id, ...related].flatMap((other) => ownersOfServices.get(`service/${other}`) ?? [])]),
        urls: new Set(sources.map(({ url }) => url)),
      },
    ]),
  ]);
}

function ownersOfService({ id, codes, variants }: Service): string[] {
  return [`service/${id}`, ...codes, ...variants.flatMap((variant) => variant.codes)];
}
