import { expect, it } from "vitest";
import { findingsIn } from "../../src/cli/findings-in-knowledge.js";
import { loadKnowledge } from "../../src/core/knowledge/load-knowledge.js";

/** The last day on which somebody looked over the knowledge: what expires later is told by the command, not by a test that begins to fail by itself. */
const lookedOver = "2026-11-27";

it("finds nothing in our knowledge that is not accepted with a reason", { timeout: 60_000 }, async () => {
  const { findings } = await findingsIn("knowledge", await loadKnowledge("knowledge"), lookedOver);
  expect(findings.map(({ file, line, message }) => `${file}:${line}: ${message}`)).toEqual([]);
});
