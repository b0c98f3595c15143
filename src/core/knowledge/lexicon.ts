import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { CodedError } from "../../errors.js";
import { areas, fieldNames, type FieldName } from "./schema.js";

const phrases = z.array(z.string().trim().min(1));
const replacements = z.record(z.string(), z.string().trim().min(1));
const action = z.strictObject({ names: phrases, say: phrases });
const synonym = z.strictObject({ say: phrases.min(1), mean: phrases.min(1), weight: z.number().positive().max(1).default(0.5) });
const places = z.strictObject({ own: phrases, ownDistricts: phrases, provinces: phrases, countries: phrases, notPlaces: phrases });
/** A field as citizens speak of it: names in the register, areas of our services, and what it is called. */
const fieldTopic = z.strictObject({ id: z.string().regex(/^[a-z]+(-[a-z]+)*$/), name: z.string().trim().min(1), fields: phrases.min(1), areas: z.array(areas), say: phrases.min(1) });
const fields = z.strictObject({ procedures: phrases.min(1), list: phrases.min(1), whole: phrases.min(1), online: phrases.min(1), onlineFrame: phrases.min(1), onePaper: phrases.min(1), commune: phrases.min(1), topics: z.array(fieldTopic) });
const circle = z.strictObject({ names: phrases.min(1), say: phrases.min(1) });
const reaction = z.strictObject({ say: phrases.min(1) });

const shapes = {
  abbreviations: replacements,
  teencode: replacements,
  "weak-words": phrases,
  intents: z.record(z.enum(fieldNames), phrases),
  actions: z.record(z.string(), action),
  synonyms: z.array(synonym),
  places,
  bodies: phrases,
  fields,
  groups: z.array(phrases.min(1)),
  circles: z.array(circle),
  frames: phrases,
  reactions: z.record(z.string(), reaction),
} as const;

/** Something done to the object of a procedure: `names` as the register writes it, `say` as people do. */
export type Action = z.infer<typeof action>;
export type FieldTopic = z.infer<typeof fieldTopic>;
export type Synonym = z.infer<typeof synonym>;

/** Words as data: how people type, what they mean, and what a question may be about. All phrases in normal form. */
export interface Lexicon {
  abbreviations: Record<string, string>;
  teencode: Record<string, string>;
  weakWords: string[];
  intents: Record<FieldName, string[]>;
  actions: Record<string, Action>;
  synonyms: Synonym[];
  places: z.infer<typeof places>;
  bodies: string[];
  /** How whole fields of the register are asked for. */
  fields: z.infer<typeof fields>;
  /** Groups of people for whom a service is often another one, each with all that it is called. */
  groups: string[][];
  /** Circles that some procedures are made for alone: how their names say so, and what a person says who belongs to one. */
  circles: z.infer<typeof circle>[];
  /** How questions begin and end: they teach the language model. */
  frames: string[];
  /** Phrases by which greetings, commands, abuse and the like are recognised, by name. */
  reactions: Record<string, z.infer<typeof reaction>>;
}

/** Reads the lexicon's files. @throws CodedError `knowledge_invalid` naming the file. */
export async function loadLexicon(folder: string): Promise<Lexicon> {
  const read = async <K extends keyof typeof shapes>(name: K): Promise<z.infer<(typeof shapes)[K]>> => {
    const raw = (await readFile(join(folder, `${name}.yaml`), "utf8")).normalize("NFC");
    const result = shapes[name].safeParse(parse(raw));
    if (!result.success) throw new CodedError("knowledge_invalid", `lexicon/${name}.yaml: ${result.error.issues[0]?.path.join(".")}: ${result.error.issues[0]?.message}`);
    return result.data as z.infer<(typeof shapes)[K]>;
  };
  return {
    abbreviations: await read("abbreviations"),
    teencode: await read("teencode"),
    weakWords: await read("weak-words"),
    intents: await read("intents"),
    actions: await read("actions"),
    synonyms: await read("synonyms"),
    places: await read("places"),
    bodies: await read("bodies"),
    fields: await read("fields"),
    groups: await read("groups"),
    circles: await read("circles"),
    frames: await read("frames"),
    reactions: await read("reactions"),
  };
}
