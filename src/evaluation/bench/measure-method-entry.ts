/** The process of one method: takes its job as a message, answers with the result. */
import { type, typings } from "../typing.js";
import { loadBenchSet } from "./bench-set.js";
import type { MethodJob, MethodResult, QueryOutcome } from "./measure-method.js";
import { placeOfFirstRight, round } from "./rank-metrics.js";
import { serveJob } from "./run-job.js";
import { loadMethod } from "./search-methods.js";

/** Questions asked before the clock runs, of every method alike: by then the code is compiled. */
const warmUpQueries = 20;

serveJob<MethodJob, MethodResult>(async ({ method, source }) => {
  const set = await loadBenchSet(source);
  const build = await loadMethod(method);
  const start = performance.now();
  const search = build(set);
  const buildMs = Math.round(performance.now() - start);
  for (const { text } of set.queries.slice(0, warmUpQueries)) await search(text);

  const outcomes: QueryOutcome[] = [];
  for (const typing of typings)
    for (const { text, rel, group, raw } of set.queries) {
      if (raw && typing !== "as_written") continue;
      const typed = type(text, typing);
      const asked = performance.now();
      const found = await search(typed);
      const ms = performance.now() - asked;
      const place = placeOfFirstRight(found, rel);
      outcomes.push({ typing, group, ms, ...(place === undefined ? {} : { place }) });
    }
  return { outcomes, buildMs, rssMb: round(process.memoryUsage.rss() / 1e6, 0) };
});
