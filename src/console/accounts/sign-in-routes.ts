import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { html } from "../../../adapters/shared/markup.js";
import type { StaffAccount } from "../../core/staff/account.js";
import { longestMs } from "../../core/staff/account.js";
import { signIn } from "../../core/staff/sign-in.js";
import { hashOfToken, newToken } from "../../core/staff/token.js";
import { cookieName, csrfOf, readerOf, type GuardParts } from "../guard.js";
import { sendHtml } from "../frame/send-html.js";
import { csrfField, page } from "../frame/page.js";
import { typedText } from "../frame/typed.js";
import { accountWording } from "../wording/accounts.js";
import { frameWording } from "../wording/frame.js";
import { signInPage } from "./sign-in-page.js";

const signInForm = z.object({
  login: typedText(200).transform((login) => login.trim().toLowerCase()),
  password: typedText(1000),
  code: typedText(20),
  tiep: typedText(2000),
  kept: typedText(60_000),
});
const keptForm = z.object({ path: z.string(), fields: z.array(z.tuple([z.string(), z.string()])) });
/** From one address, behind which a whole office may sit; each name is locked long before. */
const maxPerMinute = 60;

export function signInRoutes(server: FastifyInstance, parts: GuardParts): void {
  const { staff, isSecure, now } = parts;
  const limited = { access: "everybody", rateLimit: { max: maxPerMinute, groupId: "console-sign-in" } } as const;

  server.get("/console/dang-nhap", { config: { access: "everybody" } }, (request, reply) => {
    const { tiep } = z.object({ tiep: typedText(2000) }).parse(request.query);
    return sendHtml(reply, signInPage({ next: pathOf(tiep) }));
  });

  server.post("/console/dang-nhap", { config: limited }, async (request, reply) => {
    const { kept, tiep, ...attempt } = signInForm.parse(request.body ?? {});
    const result = await signIn(staff, attempt, now());
    if (result.outcome !== "signed_in") {
      if (result.outcome === "refused" && result.account !== undefined) await staff.noteRefusal(result.account, now());
      const wording = accountWording.signIn;
      const fault = result.outcome === "locked" ? wording.locked(Math.ceil((result.until.getTime() - now().getTime()) / 60_000)) : wording.refused;
      const back = signInPage({ login: attempt.login, faults: { login: fault }, next: pathOf(tiep), kept: kept === "" ? undefined : kept });
      return sendHtml(reply.code(result.outcome === "locked" ? 429 : 401), back);
    }
    const tokenHash = await startSession(request, reply, result.account, parts);
    const form = keptFormOf(kept);
    if (form === undefined) return reply.redirect(pathOf(tiep) ?? "/console", 303);
    return sendHtml(reply, keptPage(form, result.account, csrfOf(tokenHash, parts.secret)));
  });

  server.post("/console/dang-xuat", { config: { access: "signed_in" } }, async (request, reply) => {
    await staff.closeSession(readerOf(request).tokenHash);
    return reply.clearCookie(cookieName(isSecure), { path: "/" }).redirect("/console/dang-nhap", 303);
  });
}

/** Opens a session under a fresh token, whatever the browser brought. @returns the hash of the token. */
export async function startSession(request: FastifyRequest, reply: FastifyReply, account: StaffAccount, { staff, isSecure, now }: GuardParts): Promise<string> {
  const token = newToken();
  const browser = (request.headers["user-agent"] ?? "").slice(0, 200);
  await staff.openSession(hashOfToken(token), account, browser, now());
  void reply.setCookie(cookieName(isSecure), token, { path: "/", httpOnly: true, secure: isSecure, sameSite: "lax", maxAge: longestMs / 1000 });
  return hashOfToken(token);
}

/** A path of the console; `undefined` if the text leads anywhere else. */
function pathOf(text: string): string | undefined {
  return /^\/console(?:[/?][\w\-./?&=%:,+]*)?$/u.test(text) ? text : undefined;
}

function keptFormOf(text: string): { readonly path: string; readonly fields: readonly [string, string][] } | undefined {
  try {
    const { path, fields } = keptForm.parse(JSON.parse(text));
    return pathOf(path) === undefined ? undefined : { path, fields };
  } catch {
    return undefined;
  }
}

function keptPage({ path, fields }: { readonly path: string; readonly fields: readonly [string, string][] }, account: StaffAccount, csrf: string): string {
  const reader = { account, csrf };
  const body = html`<p>${frameWording.kept}</p>
    <form method="post" action="${path}">
      ${csrfField(reader)} ${fields.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}
      <button class="primary">${frameWording.keptSend}</button>
    </form>`;
  return page({ title: frameWording.keptTitle, body, reader });
}
