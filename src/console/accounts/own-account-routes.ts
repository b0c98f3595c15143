import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { html } from "../../../adapters/shared/markup.js";
import type { StaffSession } from "../../core/staff/account.js";
import { faultOfPassword, hashPassword, isPassword } from "../../core/staff/password.js";
import { readerOf, type GuardParts } from "../guard.js";
import { moment } from "../frame/moment.js";
import { field, form, submit, type Faults } from "../frame/form.js";
import { csrfField, page, type Reader } from "../frame/page.js";
import { table } from "../frame/table.js";
import { accountWording } from "../wording/accounts.js";
import { trialWording } from "../wording/trials.js";
import { trialConversationsPath } from "./trial-conversations.js";
import { startSession } from "./sign-in-routes.js";
import { sendHtml } from "../frame/send-html.js";
import { typedText } from "../frame/typed.js";

const text = typedText(1000);
const passwordForm = z.object({ current: text, password: text, repeat: text });

/** What everybody may change of the own account: the password, and sessions on other machines. */
export function ownAccountRoutes(server: FastifyInstance, parts: GuardParts): void {
  const { staff, now } = parts;
  const config = { access: "signed_in" } as const;
  const limited = { access: "signed_in", rateLimit: { max: 10, groupId: "console-password" } } as const;

  server.get("/console/toi", { config }, async (request, reply) => {
    const reader = readerOf(request);
    const { xong } = z.object({ xong: z.enum(["mat-khau", "phien"]).optional().catch(undefined) }).parse(request.query);
    const { changed, closedOthers } = accountWording.own;
    return sendHtml(
      reply,
      ownPage(reader, await staff.sessionsOf(reader.account.id, now()), { notice: xong && { "mat-khau": changed, phien: closedOthers }[xong] }),
    );
  });

  server.post("/console/toi/mat-khau", { config: limited }, async (request, reply) => {
    const reader = readerOf(request);
    const { current, password, repeat } = passwordForm.parse(request.body ?? {});
    const credentials = await staff.credentials(reader.account.login);
    const passwordFault = faultOfPassword(password, reader.account.login);
    const faults: Faults = {
      ...(!(await isPassword(current, credentials?.passwordHash)) && { current: accountWording.faults.current }),
      ...(passwordFault !== undefined && { password: accountWording.passwordFaults[passwordFault] }),
      ...(password !== repeat && { repeat: accountWording.faults.repeat }),
    };
    if (Object.keys(faults).length > 0) return sendHtml(reply.code(422), ownPage(reader, await staff.sessionsOf(reader.account.id, now()), { faults }));
    await staff.changePassword(reader.account, await hashPassword(password), now());
    await startSession(request, reply, reader.account, parts);
    return reply.redirect("/console/toi?xong=mat-khau", 303);
  });

  server.post("/console/toi/phien", { config }, async (request, reply) => {
    const { account, tokenHash } = readerOf(request);
    await staff.closeSessions(account, { by: account, except: tokenHash, now: now() });
    return reply.redirect("/console/toi?xong=phien", 303);
  });
}

function ownPage(
  reader: Reader & { readonly tokenHash: string },
  sessions: readonly StaffSession[],
  { faults = {}, notice }: { readonly faults?: Faults; readonly notice?: string | undefined },
): string {
  const { own: wording, list, roles } = accountWording;
  const { account } = reader;
  const body = html`<h2>${wording.facts}</h2>
    <dl class="facts">
      <dt>${list.name}</dt>
      <dd>${account.name}</dd>
      <dt>${list.login}</dt>
      <dd>${account.login}</dd>
      <dt>${list.roles}</dt>
      <dd>${account.roles.map((role) => roles[role]).join(", ")}</dd>
    </dl>
    <p><a class="button" href="${trialConversationsPath}">${trialWording.open}</a></p>
    <h2>${wording.sessions}</h2>
    ${table({
      caption: wording.sessions,
      columns: [wording.browser, wording.since, wording.seen],
      rows: sessions.map(({ tokenHash, browser, createdAt, lastSeenAt }) => [
        tokenHash === reader.tokenHash ? wording.this : browser,
        moment(createdAt),
        moment(lastSeenAt),
      ]),
      empty: "",
    })}
    ${sessions.length > 1 && html`<form method="post" action="/console/toi/phien">${csrfField(reader)}<button>${wording.closeOthers}</button></form>`}
    <h2>${wording.changePassword}</h2>
    ${form(
      reader,
      "/console/toi/mat-khau",
      [
        field({ name: "current", label: wording.current, type: "password", autocomplete: "current-password", faults }),
        field({
          name: "password",
          label: wording.password,
          hint: accountWording.link.passwordHint,
          type: "password",
          autocomplete: "new-password",
          faults,
        }),
        field({ name: "repeat", label: wording.repeat, type: "password", autocomplete: "new-password", faults }),
        submit(wording.save),
      ],
      { faults },
    )}`;
  return page({ title: wording.title, body, reader, notice });
}
