import type { PostgresStaff } from "../storage/postgres-staff.js";
import { hashOfToken, newToken } from "../core/staff/token.js";

/**
 * The path of a one-time link by which the first administrator is made, new at each start; `undefined` once somebody can sign in.
 * There is no default password.
 */
export async function linkForFirstAdministrator(staff: PostgresStaff, now: Date): Promise<string | undefined> {
  if (await staff.hasAccounts()) return undefined;
  const token = newToken();
  await staff.makeLink(hashOfToken(token), undefined, { id: undefined, name: "" }, now);
  return `/console/lien-ket/${token}`;
}
