import type { ServiceField } from "../../knowledge/schema.js";
import { say } from "../../wording/answers.js";

/** All that a field says, line by line, each paper under its case: what an answer from the field may say of it. */
export function quoteOfField({ text, temporary, cases = [], steps = [], conflict }: ServiceField): string {
  return [
    text,
    temporary?.text,
    ...cases.flatMap((one) => [...(one.case === "" ? [] : [say.caseHeading(one.case)]), ...one.items.map(listLine)]),
    ...steps.map(stepLine),
    conflict,
  ]
    .filter((line) => line !== undefined)
    .join("\n");
}

export function listLine(item: string): string {
  return `- ${item}`;
}

/** @param index from 0. */
export function stepLine(step: string, index: number): string {
  return `${index + 1}. ${step}`;
}
