import type { Detail, FieldName, Service } from "../../knowledge/schema.js";
import { statedDetails } from "../../retrieval/units-of-knowledge.js";
import { yearsOf } from "../../text/figures.js";
import { pointsIn } from "../points.js";
import { WaysOfAsking } from "./ways-of-asking.js";

/** What a narrow question about a service is after: one of its details, or a point that no source of ours tells. */
export type Narrow = { readonly detail: Detail } | { readonly unknown: string };

/** A way of asking must be held by a question to this share to be what is asked. */
const leastHeld = 0.65;

/**
 * A detail is told along with what else is asked where this share of a way of asking for it is held, and it is nearer than the whole by this
 * factor. Where a field is asked for, more must speak for it.
 */
const along = { beside: { held: 0.35, factor: 1.5, cosine: 0.2 }, alone: { held: 0.3, factor: 1.3, cosine: 0.18 } };

/** How questions and texts of ours are read. */
export interface Reader {
  wordsOf(text: string): string[];
  /** Whether a word is one of grammar. */
  isWeak(word: string): boolean;
  /** Words without those that ask for a field. */
  withoutFields(words: readonly string[]): string[];
  /** The fields that words ask for. */
  fieldsIn(words: readonly string[]): readonly FieldName[];
}

/** A question about a service, as understood, and the fields that it asks for. */
export interface AskedOfService {
  words: readonly string[];
  fields: readonly FieldName[];
}

/**
 * The narrow question about a service that one of these readings of a question is, the nearest of them; undefined where they ask for a field,
 * a case or the whole.
 */
export function narrowQuestion(service: Service, readings: readonly AskedOfService[], reader: Reader): Narrow | undefined {
  const narrow: { asks: readonly string[]; is: Narrow }[] = [
    ...statedDetails(service).map((detail) => ({ asks: detail.asks, is: { detail } })),
    ...service.unknown.map(({ point, asks }) => ({ asks: [point, ...asks], is: { unknown: point } })),
  ];
  const ways = [waysToTheWhole(service), ...narrow.map(({ asks }) => asks)].map((asks) => asks.map((one) => reader.wordsOf(one)));
  const found = readings.flatMap((asked) => {
    const isAsked = narrowerThan(service, asked, reader);
    const [whole = [], ...parts] = ways.map((own) => own.filter((way) => asksForTheSame(way, asked, reader)));
    const nearest = new WaysOfAsking([whole, ...parts.map((own) => own.filter(isAsked))], (word) => reader.isWeak(word)).nearest(asked.words);
    const [best] = narrow.map(({ is }, index) => ({ is, match: nearest.get(index + 1) })).sort((a, b) => (b.match?.cosine ?? 0) - (a.match?.cosine ?? 0));
    if (best?.match === undefined || best.match.containment < leastHeld || best.match.cosine < (nearest.get(0)?.cosine ?? 0)) return [];
    return [{ is: best.is, cosine: best.match.cosine }];
  });
  return found.sort((a, b) => b.cosine - a.cosine)[0]?.is;
}

/** The detail that one of these readings of a question comes near to, though it may ask for something else too; undefined where the whole is as near. */
export function nearDetail(service: Service, readings: readonly AskedOfService[], reader: Reader): Detail | undefined {
  const details = statedDetails(service);
  const whole = waysToTheWhole(service).map((way) => reader.wordsOf(way));
  const parts = details.map(({ asks }) => asks.map((way) => reader.wordsOf(way)));
  const near = readings.flatMap((asked) => {
    const least = asked.fields.length > 0 ? along.beside : along.alone;
    const isNarrower = narrowerThan(service, asked, reader);
    const mayBeAsked = (way: readonly string[]): boolean => asked.fields.length === 0 || asksByWhen(way) || isNarrower(way);
    const nearest = new WaysOfAsking([whole, ...parts.map((ways) => ways.filter(mayBeAsked))], (word) => reader.isWeak(word)).nearest(asked.words);
    const leastCosine = Math.max(least.cosine, least.factor * (nearest.get(0)?.cosine ?? 0));
    return details.flatMap((detail, index) => {
      const match = nearest.get(index + 1);
      return match !== undefined && match.cosine >= leastCosine && match.containment >= least.held ? [{ detail, cosine: match.cosine }] : [];
    });
  });
  return near.sort((a, b) => b.cosine - a.cosine)[0]?.detail;
}

/** Where a question is as near to one of these as to a narrow one, it asks for the whole. */
function waysToTheWhole({ everyday, name, aliases, situations, variants }: Service): string[] {
  return [everyday, name, ...aliases, ...situations, ...variants.flatMap((variant) => [variant.name, ...variant.aliases])];
}

/**
 * Whether a way of asking asks for one of the fields that the question asks for, where it asks for any, and names no other year. Asked for
 * how long the office takes, one that asks by when something must be done is another question.
 */
function asksForTheSame(way: readonly string[], { words, fields }: AskedOfService, reader: Reader): boolean {
  const years = yearsOf(words.join(" "));
  if (!yearsOf(way.join(" ")).every((year) => years.includes(year))) return false;
  if (fields.length === 0) return true;
  return reader.fieldsIn(way).some((name) => fields.includes(name)) && (asksByWhen(words) || !asksByWhen(way));
}

function asksByWhen(words: readonly string[]): boolean {
  return pointsIn(words.join(" ")).some(({ name }) => name === "deadline");
}

/**
 * Tells whether the question names what makes a way of asking narrower than one for a field of the service. A way of asking without such a
 * word only serves where the field is not known: what is known of a field is told before what is not known of it.
 */
function narrowerThan(service: Service, { words, fields }: AskedOfService, reader: Reader): (way: readonly string[]) => boolean {
  const usual = new Set([service.name, service.everyday].flatMap((name) => reader.wordsOf(name)));
  const asked = new Set(words);
  const isByWhen = asksByWhen(words);
  const isFieldKnown = fields.some((name) => (service.fields[name]?.state ?? "unverified") !== "unverified");
  return (way) => {
    if (isByWhen && asksByWhen(way)) return true;
    const own = reader.withoutFields(way).filter((word) => !usual.has(word) && !reader.isWeak(word));
    return own.length === 0 ? !isFieldKnown : own.some((word) => asked.has(word));
  };
}
