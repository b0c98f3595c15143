import { readFileSync } from "node:fs";

export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** The accounts of this machine, as `/etc/passwd` lists them; empty where there is no such file. */
export function systemAccounts(passwdFile = "/etc/passwd"): Account[] {
  return readPasswd(passwdFile)
    .split("\n")
    .map((line) => line.split(":"))
    .filter((fields) => fields.length >= 4 && /^\d+$/.test(fields[2] ?? ""))
    .map(([name = "", , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }));
}

function readPasswd(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
