import { randomUUID } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { html, type Html } from "../../../adapters/shared/markup.js";
import { loginForm, type StaffAccount } from "../../core/staff/account.js";
import { faultOfPassword, hashPassword } from "../../core/staff/password.js";
import { hashOfToken } from "../../core/staff/token.js";
import { type GuardParts } from "../guard.js";
import { field, form, submit, type Faults } from "../frame/form.js";
import { page } from "../frame/page.js";
import { accountWording } from "../wording/accounts.js";
import { startSession } from "./sign-in-routes.js";
import { sendHtml } from "../frame/send-html.js";
import { typedText } from "../frame/typed.js";

const tokenForm = z.object({ token: typedText(100) });
const passwordForm = z.object({
  name: typedText(200).transform((name) => name.trim()),
  login: typedText(200).transform((login) => login.trim().toLowerCase()),
  password: typedText(1000),
  repeat: typedText(1000),
});

/** One-time links: the first administrator's, and those by which an account sets its password. */
export function linkRoutes(server: FastifyInstance, parts: GuardParts): void {
  const { staff, now } = parts;
  const config = { access: "everybody", rateLimit: { max: 60, groupId: "console-sign-in" } } as const;

  server.get("/console/lien-ket/:token", { config }, async (request, reply) => {
    const { token } = tokenForm.parse(request.params);
    const link = await staff.findLink(hashOfToken(token), now());
    return sendHtml(reply.code(link === undefined ? 404 : 200), link === undefined ? gonePage() : linkPage(token, link.account));
  });

  server.post("/console/lien-ket/:token", { config }, async (request, reply) => {
    const { token } = tokenForm.parse(request.params);
    const typed = passwordForm.parse(request.body ?? {});
    const tokenHash = hashOfToken(token);
    const link = await staff.findLink(tokenHash, now());
    if (link === undefined) return sendHtml(reply.code(404), gonePage());
    const faults = faultsOf(typed, link.account);
    if (Object.keys(faults).length > 0) return sendHtml(reply.code(422), linkPage(token, link.account, { ...typed, faults }));
    const passwordHash = await hashPassword(typed.password);
    const account = await useLink();
    if (account === undefined) return sendHtml(reply.code(404), gonePage());
    // Whoever has a second factor signs in with it: a link alone is not enough.
    if (account.hasSecondFactor) return reply.redirect("/console/dang-nhap", 303);
    await startSession(request, reply, account, parts);
    return reply.redirect("/console", 303);

    async function useLink(): Promise<StaffAccount | undefined> {
      const known = link?.account;
      if (known !== undefined) return (await staff.setPasswordByLink(tokenHash, known, passwordHash, now())) ? known : undefined;
      const first = { id: randomUUID(), login: typed.login, name: typed.name, roles: ["administrator"] as const, passwordHash };
      return (await staff.makeFirstAdministrator(tokenHash, first, now())) ? staff.find(first.id) : undefined;
    }
  });
}

type Typed = z.infer<typeof passwordForm>;

function faultsOf({ name, login, password, repeat }: Typed, account: StaffAccount | undefined): Faults {
  const passwordFault = faultOfPassword(password, account?.login ?? login);
  const { faults, passwordFaults } = accountWording;
  return {
    ...(account === undefined && (name === "" || name.length > 100) && { name: faults.name }),
    ...(account === undefined && !loginForm.test(login) && { login: faults.login }),
    ...(passwordFault !== undefined && { password: passwordFaults[passwordFault] }),
    ...(password !== repeat && { repeat: faults.repeat }),
  };
}

function linkPage(token: string, account: StaffAccount | undefined, typed: Partial<Typed> & { readonly faults?: Faults } = {}): string {
  const wording = accountWording.link;
  const { faults = {} } = typed;
  const who: Html[] =
    account === undefined
      ? [
          field({ name: "name", label: wording.name, value: typed.name, autocomplete: "name", faults, maxLength: 100 }),
          field({ name: "login", label: wording.login, hint: wording.loginHint, value: typed.login, autocomplete: "username", faults, maxLength: 40 }),
        ]
      : // For password managers, which keep it with the password.
        [html`<input type="hidden" name="login" value="${account.login}" autocomplete="username" />`];
  const body = html`<div class="narrow">
    <p class="lead">${account === undefined ? wording.firstLead : wording.lead(account.login)}</p>
    ${form(
      undefined,
      `/console/lien-ket/${token}`,
      [
        ...who,
        field({ name: "password", label: wording.password, hint: wording.passwordHint, type: "password", autocomplete: "new-password", faults }),
        field({ name: "repeat", label: wording.repeat, type: "password", autocomplete: "new-password", faults }),
        submit(wording.send),
      ],
      { faults },
    )}
  </div>`;
  return page({ title: account === undefined ? wording.firstTitle : wording.title, body });
}

function gonePage(): string {
  const { goneTitle, gone } = accountWording.link;
  return page({ title: goneTitle, body: html`<p>${gone}</p>` });
}
