// Threads do not inherit the loader that reads TypeScript, so the worker registers it before it loads its code.
import { register } from "tsx/esm/api";

register();
await import("./index-worker.ts");
