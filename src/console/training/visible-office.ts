import type { FastifyRequest } from "fastify";
import { z } from "zod";
import type { Office, PostgresOffices } from "../../storage/postgres-offices.js";
import { readerOf } from "../guard.js";
import { runsAll } from "./training-pages.js";

const idForm = z.object({ id: z.uuid().catch("") });

/** The office of the address, if this reader may see it; another is as if it did not exist. */
export async function visibleOffice(request: FastifyRequest, offices: PostgresOffices): Promise<Office | undefined> {
  const { id } = idForm.parse(request.params);
  const { account } = readerOf(request);
  if (id === "" || !(runsAll(account) || (await offices.managedBy(account.id)).includes(id))) return undefined;
  return offices.find(id);
}
