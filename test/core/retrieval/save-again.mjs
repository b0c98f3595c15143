// Loads a saved index and saves it again some times: another process that writes while a test reads.
import { register } from "tsx/esm/api";

register();
const { loadArtefact, saveArtefact } = await import("../../../src/core/retrieval/index-artefact.ts");
const [folder, version, times] = process.argv.slice(2);
const artefact = await loadArtefact(folder, version);
for (let i = 0; i < Number(times); i++) await saveArtefact(folder, artefact);
