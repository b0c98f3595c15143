import { randomUUID } from "node:crypto";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { html, type Html } from "../../../adapters/shared/markup.js";
import { loginForm, type StaffAccount } from "../../core/staff/account.js";
import { roles, type Role } from "../../core/staff/roles.js";
import { hashOfToken, newToken } from "../../core/staff/token.js";
import { readerOf, refuse, type GuardParts } from "../guard.js";
import { choices, field, form, select, submit, type Faults } from "../frame/form.js";
import { csrfField, page, type Reader } from "../frame/page.js";
import { exportFormats, exportLinks, sendExport } from "../frame/send-export.js";
import { filterForm, pageLength, pageNumber, pager, table } from "../frame/table.js";
import { accountWording } from "../wording/accounts.js";
import { sendHtml } from "../frame/send-html.js";
import { typedSeveral, typedText } from "../frame/typed.js";

const path = "/console/tai-khoan";
const text = typedText(200);
const accountForm = z.object({
  login: text.transform((login) => login.trim().toLowerCase()),
  name: text.transform((name) => name.trim()),
  roles: typedSeveral.transform((chosen) => roles.filter((role) => chosen.includes(role))),
  disabled: z.string().optional().catch(undefined),
});
const accountStates = ["active", "waiting", "disabled"] as const;
type AccountState = (typeof accountStates)[number];
const filterQuery = z.object({ tim: typedText(100), vaitro: z.enum(["", ...roles]).catch(""), trangthai: z.enum(["", ...accountStates]).catch("") });
type Filter = z.infer<typeof filterQuery>;
const idForm = z.object({ id: z.uuid().catch("") });

type Typed = Pick<z.infer<typeof accountForm>, "login" | "name" | "roles">;

/** Accounts, kept by administrators. */
export function accountRoutes(server: FastifyInstance, { staff, now, baseUrl }: GuardParts & { readonly baseUrl: () => string }): void {
  const config = { access: "manage_accounts" } as const;

  server.get(path, { config }, async (request, reply) => {
    const query = filterQuery.parse(request.query);
    const number = pageNumber((request.query as { trang?: unknown }).trang);
    return sendHtml(reply, listPage(readerOf(request), filtered(await staff.list(), query), query, number));
  });

  for (const format of exportFormats) {
    server.get(`${path}.${format}`, { config }, async (request, reply) => {
      const found = filtered(await staff.list(), filterQuery.parse(request.query));
      const { list: wording } = accountWording;
      return sendExport(reply, format, {
        fileName: "tai-khoan",
        title: wording.title,
        heads: [wording.login, wording.name, wording.roles, wording.state],
        rows: ({ offset, limit }) =>
          Promise.resolve(found.slice(offset, offset + limit).map((account) => [account.login, account.name, rolesOf(account), wording[stateOf(account)]])),
      });
    });
  }

  server.get(`${path}/them`, { config }, (request, reply) => sendHtml(reply, addPage(readerOf(request), { login: "", name: "", roles: [] })));

  server.post(`${path}/them`, { config }, async (request, reply) => {
    const reader = readerOf(request);
    const typed = accountForm.parse(request.body ?? {});
    const faults = faultsOf(typed);
    const id = randomUUID();
    const isMade =
      Object.keys(faults).length === 0 && (await staff.make({ id, login: typed.login, name: typed.name, roles: typed.roles }, reader.account, now()));
    const shown = Object.keys(faults).length === 0 ? { login: accountWording.faults.loginTaken } : faults;
    if (!isMade) return sendHtml(reply.code(422), addPage(reader, typed, shown));
    return showLink(request, reply, id);
  });

  server.get(`${path}/:id`, { config }, async (request, reply) => {
    const account = await accountIn(request);
    if (account === undefined) return refuse(reply, 404, "notFound", readerOf(request));
    const { xong } = z.object({ xong: z.string().optional().catch(undefined) }).parse(request.query);
    return sendHtml(reply, await editPage(readerOf(request), account, { notice: xong === undefined ? undefined : accountWording.edit.saved }));
  });

  server.post(`${path}/:id`, { config }, async (request, reply) => {
    const reader = readerOf(request);
    const account = await accountIn(request);
    if (account === undefined) return refuse(reply, 404, "notFound", reader);
    const typed = { ...accountForm.parse(request.body ?? {}), login: account.login };
    const isDisabled = typed.disabled !== undefined;
    const isOwnLoss = account.id === reader.account.id && (isDisabled || !typed.roles.includes("administrator"));
    const faults: Faults = { ...faultsOf(typed), ...(isOwnLoss && { roles: accountWording.faults.own }) };
    if (Object.keys(faults).length > 0) return sendHtml(reply.code(422), await editPage(reader, { ...account, ...typed, isDisabled }, { faults }));
    const isChanged = await staff.change(account, { name: typed.name, roles: typed.roles, isDisabled }, reader.account, now());
    if (isChanged) return reply.redirect(`${path}/${account.id}?xong=1`, 303);
    return sendHtml(reply.code(422), await editPage(reader, account, { faults: { roles: accountWording.faults.lastAdministrator } }));
  });

  server.post(`${path}/:id/lien-ket`, { config }, async (request, reply) => showLink(request, reply, idForm.parse(request.params).id));

  server.post(`${path}/:id/go-xac-thuc`, { config }, async (request, reply) => {
    const account = await accountIn(request);
    if (account === undefined) return refuse(reply, 404, "notFound", readerOf(request));
    await staff.removeSecondFactor(account, readerOf(request).account, now());
    return reply.redirect(`${path}/${account.id}?xong=1`, 303);
  });

  server.post(`${path}/:id/dong-phien`, { config }, async (request, reply) => {
    const reader = readerOf(request);
    const account = await accountIn(request);
    if (account === undefined) return refuse(reply, 404, "notFound", reader);
    await staff.closeSessions(account, { by: reader.account, except: reader.tokenHash, now: now() });
    return reply.redirect(`${path}/${account.id}?xong=1`, 303);
  });

  function accountIn(request: FastifyRequest): Promise<StaffAccount | undefined> {
    return staff.find(idForm.parse(request.params).id);
  }

  /** The link is shown once and stored as a hash. */
  async function showLink(request: FastifyRequest, reply: FastifyReply, id: string): Promise<FastifyReply> {
    const reader = readerOf(request);
    const account = await staff.find(id);
    if (account === undefined) return refuse(reply, 404, "notFound", reader);
    const token = newToken();
    await staff.makeLink(hashOfToken(token), account, reader.account, now());
    return sendHtml(reply.header("cache-control", "no-store"), linkMadePage(reader, account, `${baseUrl()}/console/lien-ket/${token}`));
  }

  async function editPage(
    reader: Reader,
    account: StaffAccount,
    { faults = {}, notice }: { readonly faults?: Faults; readonly notice?: string | undefined } = {},
  ): Promise<string> {
    const { edit: wording } = accountWording;
    const sessions = await staff.sessionsOf(account.id, now());
    const body = html`${form(
        reader,
        `${path}/${account.id}`,
        [
          html`<p>${wording.login}: <strong>${account.login}</strong></p>`,
          ...sharedFields(account, faults),
          html`<div class="choice">
            <input type="checkbox" id="disabled" name="disabled" value="1" ${account.isDisabled && html`checked`} />
            <label for="disabled">${wording.disabled}</label>
          </div>`,
          submit(wording.save),
        ],
        { faults },
      )}
      <h2>${wording.accessTitle}</h2>
      ${action(reader, `${path}/${account.id}/lien-ket`, wording.makeLink, wording.makeLinkHint)}
      ${account.hasSecondFactor && action(reader, `${path}/${account.id}/go-xac-thuc`, wording.removeFactor, wording.removeFactorHint)}
      ${action(reader, `${path}/${account.id}/dong-phien`, wording.closeSessions, wording.sessions(sessions.length))}`;
    return page({ title: wording.title(account.name), body, reader, path, notice });
  }
}

function faultsOf({ login, name, roles: chosen }: Typed): Faults {
  const { faults } = accountWording;
  return {
    ...(!loginForm.test(login) && { login: faults.login }),
    ...((name === "" || name.length > 100) && { name: faults.name }),
    ...(chosen.length === 0 && { roles: faults.roles }),
  };
}

function sharedFields({ name, roles: held }: { readonly name: string; readonly roles: readonly Role[] }, faults: Faults): Html[] {
  const { edit: wording, roles: names, roleHints } = accountWording;
  return [
    field({ name: "name", label: wording.name, value: name, faults, maxLength: 100 }),
    choices({
      name: "roles",
      label: wording.roles,
      options: roles.map((role) => ({ value: role, label: names[role], hint: roleHints[role] })),
      chosen: held,
      faults,
    }),
  ];
}

function action(reader: Reader, target: string, label: string, hint: string): Html {
  return html`<form class="field" method="post" action="${target}">
    ${csrfField(reader)}<button>${label}</button>
    <p class="hint">${hint}</p>
  </form>`;
}

function addPage(reader: Reader, typed: Typed, faults: Faults = {}): string {
  const { edit: wording, link } = accountWording;
  const login = field({ name: "login", label: wording.login, hint: link.loginHint, value: typed.login, faults, maxLength: 40 });
  const body = form(reader, `${path}/them`, [login, ...sharedFields(typed, faults), submit(wording.add)], { faults });
  return page({ title: wording.addTitle, body, reader, path });
}

function linkMadePage(reader: Reader, account: StaffAccount, address: string): string {
  const { edit: wording } = accountWording;
  const body = html`<p>${wording.link}</p>
    <div class="field"><label for="link">${account.login}</label><input id="link" readonly value="${address}" /></div>
    <p><a href="${path}">${accountWording.list.title}</a></p>`;
  return page({ title: wording.linkTitle, body, reader, path });
}

/** Names are found as they are typed, with any case. */
function filtered(accounts: readonly StaffAccount[], { tim, vaitro, trangthai }: Filter): StaffAccount[] {
  const sought = tim.trim().normalize("NFC").toLowerCase();
  return accounts.filter(
    (account) =>
      `${account.login} ${account.name}`.normalize("NFC").toLowerCase().includes(sought) &&
      (vaitro === "" || account.roles.includes(vaitro)) &&
      (trangthai === "" || stateOf(account) === trangthai),
  );
}

function listPage(reader: Reader, accounts: readonly StaffAccount[], query: Filter, number: number): string {
  const { list: wording, roles: names } = accountWording;
  const body = html`<p class="lead">${wording.lead}</p>
    ${filterForm(
      path,
      [
        field({ name: "tim", label: wording.filterName, value: query.tim }),
        select({
          name: "vaitro",
          label: wording.filterRole,
          options: [{ value: "", label: wording.all }, ...roles.map((role) => ({ value: role, label: names[role] }))],
          chosen: [query.vaitro],
        }),
        select({
          name: "trangthai",
          label: wording.state,
          options: [{ value: "", label: wording.all }, ...accountStates.map((state) => ({ value: state, label: wording[state] }))],
          chosen: [query.trangthai],
        }),
      ],
      Object.values(query).some((value) => value !== ""),
    )}
    ${table({
      caption: wording.title,
      columns: [wording.login, wording.name, wording.roles, wording.state],
      rows: accounts
        .slice((number - 1) * pageLength, number * pageLength)
        .map((account) => [html`<a href="${path}/${account.id}">${account.login}</a>`, account.name, rolesOf(account), stateMark(account)]),
      empty: wording.empty,
    })}
    ${pager({ path, query, page: number, count: accounts.length })} ${accounts.length > 0 && exportLinks(path, query)}
    <p><a class="button primary" href="${path}/them">${wording.add}</a></p>`;
  return page({ title: wording.title, body, reader, path });
}

function rolesOf(account: StaffAccount): string {
  return account.roles.map((role) => accountWording.roles[role]).join(", ");
}

function stateOf({ isDisabled, hasPassword }: StaffAccount): AccountState {
  if (isDisabled) return "disabled";
  return hasPassword ? "active" : "waiting";
}

const looks: Readonly<Record<AccountState, string>> = { active: "ok", waiting: "warn", disabled: "bad" };

function stateMark(account: StaffAccount): Html {
  const state = stateOf(account);
  return html`<span class="state ${looks[state]}">${accountWording.list[state]}</span>`;
}
