import { z } from "zod";
import { readYaml } from "../read-yaml.js";
import { findingKinds, type Finding } from "./finding.js";

const text = z.string().trim().min(1);

/** `accepted-findings.yaml`: what the check finds and an editor judged to be right, with the reason. */
const accepted = z.array(z.strictObject({ kind: z.enum(findingKinds), about: z.array(text).min(1), reason: text }));

export type Accepted = z.infer<typeof accepted>;

/** @throws CodedError `knowledge_invalid` */
export function readAccepted(path: string): Promise<Accepted> {
  return readYaml(path, accepted);
}

/** The findings that nobody accepted. */
export function withoutAccepted(findings: readonly Finding[], accepted: Accepted): Finding[] {
  return findings.filter(({ kind, about }) => !accepted.some((one) => one.kind === kind && one.about.includes(about)));
}

/** What was accepted and is not found any more: it can be struck from the file. */
export function outdatedAcceptances(findings: readonly Finding[], accepted: Accepted): string[] {
  return accepted.flatMap(({ kind, about }) => about.filter((one) => !findings.some((finding) => finding.kind === kind && finding.about === one)).map((one) => `${kind}: ${one}`));
}
