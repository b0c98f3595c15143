/**
 * `npm run console -- audit [HEAD]`: reads the whole audit log of the console and says whether any entry was changed, taken out or put
 * in. `npm run console -- link LOGIN [--lostPhone]`: a one-time link by which an account sets its password, for when no administrator
 * can sign in. Ends with 1 where something is wrong, with 2 if it was called in another way.
 */
import { existsSync } from "node:fs";
import { loadEnvFile } from "node:process";
import { parseArgs } from "node:util";
import { readConfig } from "../config.js";
import { hashOfToken, newToken } from "../core/staff/token.js";
import { CodedError } from "../errors.js";
import { verifyAudit } from "../storage/audit-log.js";
import { openDatabase, type Database } from "../storage/open-database.js";
import { PostgresStaff } from "../storage/postgres-staff.js";
import { consoleWording as say } from "./wording.js";

try {
  if (existsSync(".env")) loadEnvFile(".env");
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof CodedError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args, options: { lostPhone: { type: "boolean", default: false } }, allowPositionals: true });
  const [command, argument] = positionals;
  const isRight = command === "audit" ? positionals.length <= 2 : command === "link" && positionals.length === 2;
  if (!isRight) {
    console.error(say.usage);
    return 2;
  }
  const config = readConfig(process.env);
  const database = await openDatabase({ databaseUrl: config.databaseUrl, dataDir: config.dataDir, joins: true });
  try {
    if (command === "audit") return await verify(database, argument);
    return await makeLink(database, argument ?? "", { losesFactor: values.lostPhone, baseUrl: config.publicUrl ?? `http://localhost:${config.port}` });
  } finally {
    await database.close();
  }
}

async function verify({ pool }: Database, noted: string | undefined): Promise<number> {
  const { count, head, brokenAt, hasNoted } = await verifyAudit(pool, noted);
  if (brokenAt !== undefined) console.error(say.broken(brokenAt));
  else console.log(say.whole(count, head));
  if (brokenAt === undefined && hasNoted === false) console.error(say.headGone);
  return brokenAt === undefined && hasNoted !== false ? 0 : 1;
}

async function makeLink(
  { pool }: Database,
  login: string,
  { losesFactor, baseUrl }: { readonly losesFactor: boolean; readonly baseUrl: string },
): Promise<number> {
  const staff = new PostgresStaff(pool);
  const account = (await staff.credentials(login))?.account;
  if (account === undefined) {
    console.error(say.noAccount(login));
    return 1;
  }
  const now = new Date();
  const operator = { id: undefined, name: say.operator };
  if (losesFactor) await staff.removeSecondFactor(account, operator, now);
  const token = newToken();
  await staff.makeLink(hashOfToken(token), account, operator, now);
  console.log(say.link(`${baseUrl}/console/lien-ket/${token}`));
  return 0;
}
