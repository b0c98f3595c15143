import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

export interface ProcessFacts {
  /** When it started, in the system's own terms; together with the pid it is never given twice. */
  readonly started: string;
  /** Program and arguments, parted by spaces, with a space at the end. */
  readonly command: string;
}

/** What is known of a living process; `undefined` if there is none or it is dead and only waits to be reaped. */
export function readProcess(pid: number): ProcessFacts | undefined {
  return process.platform === "linux" ? readFromProc(pid) : readFromPs(pid);
}

function readFromProc(pid: number): ProcessFacts | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The second field is the program's name in brackets and may hold anything: count from its end.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const [state, started] = [fields[0], fields[19]];
    if (state === "Z" || state === "X" || started === undefined) return undefined;
    const command = readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
    return { started, command };
  } catch {
    return undefined;
  }
}

function readFromPs(pid: number): ProcessFacts | undefined {
  try {
    const line = execFileSync("ps", ["-ww", "-o", "stat=,lstart=,command=", "-p", String(pid)], { encoding: "utf8" });
    const [, state, started, command] = /^\s*(\S+)\s+((?:\S+\s+){4}\S+)\s+(.*)$/.exec(line.trimEnd()) ?? [];
    if (state === undefined || started === undefined || state.startsWith("Z")) return undefined;
    return { started, command: `${command ?? ""} ` };
  } catch {
    return undefined;
  }
}
