import { privateViewScript, type PrivateView } from "./private-view.js";
import type { Account } from "./system-accounts.js";

/** As whom PostgreSQL runs. No account: as the user that runs this program. */
export interface Runner {
  readonly account?: Account;
  /** Set if the account can reach its directories only in a view of its own. */
  readonly view?: PrivateView;
}

export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  readonly options: { readonly cwd: string; readonly env: NodeJS.ProcessEnv; readonly uid?: number; readonly gid?: number };
}

/** A fixed environment: variables like PGPORT would change what the programs do, and LC_ALL what they say. */
const env = { PATH: "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", LC_ALL: "C" };

/** How to start a program so that it runs as the runner says. */
export function commandAs({ account, view }: Runner, program: string, args: readonly string[]): Command {
  const options = { cwd: "/", env };
  if (account === undefined) return { file: program, args, options };
  if (view === undefined) return { file: program, args, options: { ...options, uid: account.uid, gid: account.gid } };
  const script = privateViewScript(view, account);
  return {
    file: "unshare",
    args: ["--mount", "--propagation", "private", "--", "sh", "-c", script, "sh", program, ...args],
    options,
  };
}
