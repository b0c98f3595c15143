/** One value that outlives a reload. What comes back is untrusted: other versions of the page may have written it. */
export interface JsonStore {
  read(): unknown;
  write(value: unknown): void;
  clear(): void;
}

/**
 * Keeps a value in a storage area of the browser, or for this page alone where the browser refuses (private windows,
 * frames whose storage is blocked, a full disk).
 *
 * @param area asked for on each use, because merely naming `sessionStorage` throws where storage is blocked.
 */
export function createJsonStore(key: string, area: () => Storage): JsonStore {
  let kept: unknown;
  return {
    read() {
      return attempt(() => JSON.parse(area().getItem(key) ?? "null") as unknown) ?? kept;
    },
    write(value) {
      kept = value;
      attempt(() => area().setItem(key, JSON.stringify(value)));
    },
    clear() {
      kept = undefined;
      attempt(() => area().removeItem(key));
    },
  };
}

function attempt<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}
