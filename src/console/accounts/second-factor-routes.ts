import type { FastifyInstance } from "fastify";
import QRCode from "qrcode";
import { z } from "zod";
import { Html, html } from "../../../adapters/shared/markup.js";
import { newSecondFactor, secondFactorAddress, stepOfCode } from "../../core/staff/second-factor.js";
import { readerOf, type GuardParts } from "../guard.js";
import { field, form, submit, type Faults } from "../frame/form.js";
import { page, type Reader } from "../frame/page.js";
import { accountWording } from "../wording/accounts.js";
import { sendHtml } from "../frame/send-html.js";

const codeForm = z.object({ code: z.string().max(20).catch("") });

/** Where an authenticator app is set up. The secret is shown until a code has confirmed it, and never again. */
export function secondFactorRoutes(server: FastifyInstance, { staff, now }: GuardParts): void {
  const config = { access: "signed_in", rateLimit: { max: 60, groupId: "console-sign-in" } } as const;

  server.get("/console/xac-thuc", { config }, async (request, reply) => {
    const reader = readerOf(request);
    if (reader.account.hasSecondFactor) return reply.redirect("/console", 303);
    return sendHtml(reply, await setUpPage(reader, await staff.pendingSecondFactor(reader.account.id, newSecondFactor())));
  });

  server.post("/console/xac-thuc", { config }, async (request, reply) => {
    const reader = readerOf(request);
    if (reader.account.hasSecondFactor) return reply.redirect("/console", 303);
    const secret = await staff.pendingSecondFactor(reader.account.id, newSecondFactor());
    const step = stepOfCode(secret, codeForm.parse(request.body ?? {}).code, now());
    if (step === undefined) return sendHtml(reply.code(422), await setUpPage(reader, secret, { code: accountWording.secondFactor.wrong }));
    await staff.confirmSecondFactor(reader.account, step, now());
    return reply.redirect("/console", 303);
  });
}

async function setUpPage(reader: Reader, secret: string, faults: Faults = {}): Promise<string> {
  const wording = accountWording.secondFactor;
  const picture = await QRCode.toString(secondFactorAddress(secret, reader.account.login), { type: "svg", margin: 2 });
  const body = html`<div class="narrow">
    <p>${wording.lead}</p>
    <div class="qr" role="img" aria-label="${wording.picture}">${new Html(picture)}</div>
    <p>${wording.key}</p>
    <p class="key">${secret.replace(/(.{4})(?=.)/gu, "$1 ")}</p>
    ${form(
      reader,
      "/console/xac-thuc",
      [field({ name: "code", label: wording.code, autocomplete: "one-time-code", inputMode: "numeric", maxLength: 10, faults }), submit(wording.send)],
      { faults },
    )}
  </div>`;
  return page({ title: wording.title, body, reader });
}
