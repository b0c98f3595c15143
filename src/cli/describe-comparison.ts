import type { ChangedProcedure, OneSidedProcedure, RegisterComparison } from "../core/knowledge/compare-registers.js";
import type { Procedure } from "../core/knowledge/schema.js";
import { money } from "../core/wording/procedures.js";
import { registerWording as say } from "./wording.js";

/** A comparison as an operator reads it, line by line: first what touches our services, then everything. */
export function describeComparison({ added, gone, changed, unchanged }: RegisterComparison): string[] {
  const touched = [...changed.flatMap(({ services }) => services), ...gone.flatMap(({ services }) => services)];
  return [
    say.summary({ added: added.length, gone: gone.length, changed: changed.length, unchanged }),
    touched.length === 0 ? say.noServiceTouched : say.servicesTouched([...new Set(touched)].sort()),
    ...section(say.changed, changed.flatMap(linesOfChange)),
    ...section(say.gone, gone.map(lineOf)),
    ...section(say.added, added.map(lineOf)),
  ];
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ["", title, ...lines];
}

function lineOf({ code, name, services }: OneSidedProcedure): string {
  return `- ${code} ${name}${services.length === 0 ? "" : ` ${say.ofServices(services)}`}`;
}

function linesOfChange(procedure: ChangedProcedure): string[] {
  return [lineOf(procedure), ...procedure.changes.map(({ part, before, after }) => `  ${say.part[part]}: ${valueOf(before)} → ${valueOf(after)}`)];
}

function valueOf(value: ChangedProcedure["changes"][number]["before"]): string {
  if (value === undefined) return say.notRecorded;
  if (!Array.isArray(value)) return String(value);
  return value.map((one) => (typeof one === "string" ? one : submissionOf(one))).join("; ");
}

function submissionOf({ via, time, fee, feeNote, timeNote }: Procedure["submit"][number]): string {
  const parts = [via, time ?? say.noTime, fee === undefined ? say.noFee : fee.map(money).join(", ")];
  return [...parts, ...(feeNote === true ? [say.feeNote] : []), ...(timeNote === true ? [say.timeNote] : [])].join(", ");
}
