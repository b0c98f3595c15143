import { openAnswerer } from "./src/core/answering/open-answerer.js";
import { judge } from "./src/core/answering/judge.js";
const { answerer } = await openAnswerer({ knowledgeFolder: "knowledge", dataDir: "data" });
const { tools } = answerer;
for (const q of process.argv.slice(2)) {
  const r = tools.retriever.read(q);
  console.log("\n##", q, "→", r.tokens.join(" "));
  const slots = tools.slots.find(r.tokens);
  console.log(JSON.stringify(Object.fromEntries(Object.entries(slots).filter(([, v]) => Array.isArray(v) ? v.length > 0 : v))));
  for (const j of judge(r.tokens, slots, tools, new Date())) {
    const s = j.candidate.signals;
    console.log(j.confidence.toFixed(2), j.candidate.score.toFixed(1), j.candidate.unit.id, "|", j.candidate.unit.title.slice(0, 70), "| miss", j.candidate.missing.join(","), "|", j.mismatches.map((m) => `${m.kind}:${m.said}`).join(","), process.env.S ? Object.entries(s).map(([k, v]) => `${k}=${(v as number).toFixed(2)}`).join(" ") : "");
  }
  const { answer } = await answerer.answer(q, { offered: [] } as never, new Date());
  console.log("=>", answer.status, answer.body.slice(0, 300));
}
