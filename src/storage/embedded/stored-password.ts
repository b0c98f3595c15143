import { randomBytes } from "node:crypto";
import { open, readFile } from "node:fs/promises";
import { CodedError } from "../../errors.js";
import { storageFileError } from "./storage-file-error.js";

/** The password stored in the file. @throws CodedError `storage_password_lost` if the file is missing or empty. */
export async function readPassword(path: string): Promise<string> {
  const password = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "";
    throw storageFileError(error, path);
  });
  if (password === "") throw new CodedError("storage_password_lost", `${path} is missing or empty`);
  return password;
}

/** Stores a new random password, on disk before it is used, where only this program's user can read it. */
export async function createPassword(path: string): Promise<string> {
  const password = randomBytes(32).toString("base64url");
  try {
    const file = await open(path, "w", 0o600);
    try {
      await file.writeFile(password);
      await file.sync();
    } finally {
      await file.close();
    }
    return password;
  } catch (error) {
    throw storageFileError(error, path);
  }
}
