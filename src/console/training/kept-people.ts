import { deflateRawSync, inflateRawSync } from "node:zlib";
import { z } from "zod";
import { mostPeople, type PersonToEnrol } from "../../core/training/enrolment-list.js";

type Person = Omit<PersonToEnrol, "key">;

const form = z.array(z.tuple([z.uuid(), z.string().max(60), z.string().max(100)])).max(mostPeople);
const maxBytes = 1_000_000;

/** People as a text that the page of a preview brings back: until then nothing is stored. */
export function keepPeople(people: readonly Person[]): string {
  return deflateRawSync(JSON.stringify(people.map(({ officeId, name, position }) => [officeId, name, position]))).toString("base64url");
}

/** The people of such a text, to be checked like any that are typed; `undefined` where it is none. */
export function keptPeople(text: string): Person[] | undefined {
  try {
    const kept = form.safeParse(JSON.parse(inflateRawSync(Buffer.from(text, "base64url"), { maxOutputLength: maxBytes }).toString()));
    return kept.data?.map(([officeId, name, position]) => ({ officeId, name, position }));
  } catch {
    return undefined;
  }
}
