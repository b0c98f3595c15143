import type { FastifyReply } from "fastify";
import { randomCode } from "../../core/training/random-code.js";
import { dayInVietnam, readableDate } from "../../core/wording/dates.js";
import type { NewCode } from "../../storage/postgres-enrolments.js";
import { enrolmentPages } from "../wording/enrolments.js";
import { sendXlsx } from "./send-xlsx.js";

const dayMs = 86_400_000;
/** How long a personal code holds. */
const codeDays = 60;
/** Of three times four letters and digits: 59 bits. */
const codeLength = 12;

/** A code that an office gives one person. */
export function newPersonalCode(): string {
  return randomCode(codeLength);
}

/** The last moment of a code that is given now. */
export function codeEnd(now: Date): Date {
  return new Date(now.getTime() + codeDays * dayMs);
}

/** As it is printed and typed. */
export function codeText(code: string): string {
  return code.replace(/(.{4})(?=.)/gu, "$1-");
}

/** The last whole day on which a code holds. */
export function codeDay(until: Date): string {
  return readableDate(dayInVietnam(new Date(until.getTime() - dayMs)));
}

/** The codes as a workbook: the only time that they are shown. @param address of the chat. */
export function sendCodes(reply: FastifyReply, codes: readonly NewCode[], until: Date, address: string): Promise<FastifyReply> {
  const { codes: say } = enrolmentPages;
  const rows = codes.map(({ officeName, name, position, code }) => [officeName, name, position, codeText(code), codeDay(until), say.how(address)]);
  return sendXlsx(reply, "ma-ca-nhan", [{ name: say.sheet, rows: [Object.values(say.columns), ...rows] }]);
}
