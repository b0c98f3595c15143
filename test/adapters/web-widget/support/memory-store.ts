import type { JsonStore } from "../../../../adapters/web/widget/src/platform/json-store.js";

/** A store that a test can look into. */
export function createMemoryStore(value?: unknown): JsonStore & { value: unknown } {
  return {
    value,
    read() {
      return this.value;
    },
    write(next) {
      this.value = next;
    },
    clear() {
      this.value = undefined;
    },
  };
}
