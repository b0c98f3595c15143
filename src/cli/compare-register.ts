/**
 * `npm run --silent register:compare -- NEWER.jsonl [--json]`: compares a newer copy of the national register with ours, and lists what is
 * new, what is gone, what changed, and which of our services that touches. Changes nothing. Ends with 1 if the copies differ, with 2 if it
 * was called in another way or a file cannot be read.
 */
import { join } from "node:path";
import { compareRegisters, type RegisterComparison } from "../core/knowledge/compare-registers.js";
import { loadServices, readProcedures } from "../core/knowledge/load-knowledge.js";
import { CodedError } from "../errors.js";
import { describeComparison } from "./describe-comparison.js";
import { registerWording as say, usage } from "./wording.js";

const options = process.argv.slice(2);
const [path, ...others] = options.filter((option) => option !== "--json");
if (path === undefined || others.length > 0 || path.startsWith("--")) {
  console.error(usage("npm run --silent register:compare -- tệp-mới.jsonl [--json]"));
  process.exit(2);
}

try {
  const knowledge = "knowledge";
  const [ours, newer] = [await readProcedures(join(knowledge, "register", "procedures.jsonl")), await readProcedures(path)];
  const comparison = compareRegisters(ours, newer, await loadServices(join(knowledge, "services")));
  console.log(options.includes("--json") ? JSON.stringify(comparison) : describeComparison(comparison).join("\n"));
  process.exitCode = isSame(comparison) ? 0 : 1;
} catch (error) {
  console.error(say.unreadable(error instanceof CodedError || error instanceof Error ? error.message : String(error)));
  process.exitCode = 2;
}

function isSame({ added, gone, changed }: RegisterComparison): boolean {
  return added.length + gone.length + changed.length === 0;
}
