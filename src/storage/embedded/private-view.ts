import type { Account } from "./system-accounts.js";

export interface PrivateView {
  /** Directories that the account may not enter and that are replaced, for the server alone, by empty ones. */
  readonly closed: readonly string[];
  /** Directories below them that show through. */
  readonly kept: readonly string[];
}

/**
 * Shell script that runs its arguments as `account` in a mount namespace of their own, in which closed directories
 * can be passed. Needed because root's directories are often mode 700 (`/root`, `mktemp -d`) while PostgreSQL
 * refuses to be root. Nothing changes outside: no mode, no owner, no mount. The script keeps its process id.
 *
 *     /root 700 root              /root 755 (empty, in memory)
 *     └─ app/data/postgres   →    └─ app/data/postgres   the same directory, bound
 */
export function privateViewScript({ closed, kept }: PrivateView, account: Account): string {
  const descriptor = (index: number) => index + 3;
  return [
    "set -e",
    ...kept.map((path, index) => `exec ${descriptor(index)}<${quoted(path)}`),
    ...closed.map((path) => `mount -t tmpfs -o mode=755,size=64k private-view ${quoted(path)}`),
    ...kept.map(
      (path, index) =>
        `[ -e ${quoted(path)} ] || { mkdir -p ${quoted(path)}; mount --no-canonicalize --bind /proc/self/fd/${descriptor(index)} ${quoted(path)}; }`,
    ),
    ...kept.map((_, index) => `exec ${descriptor(index)}<&-`),
    `exec setpriv --reuid=${account.uid} --regid=${account.gid} --clear-groups -- "$@"`,
  ].join("\n");
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
