import { html } from "../../../adapters/shared/markup.js";
import { field, form, submit, type Faults } from "../frame/form.js";
import { page } from "../frame/page.js";
import { accountWording } from "../wording/accounts.js";

export interface SignInPageParts {
  readonly login?: string;
  readonly faults?: Faults;
  /** Where to go afterwards; a path of the console. */
  readonly next?: string | undefined;
  /** A form that was sent after the session had ended: JSON of its path and fields. */
  readonly kept?: string | undefined;
  readonly notice?: string;
}

export function signInPage({ login = "", faults = {}, next, kept, notice }: SignInPageParts): string {
  const wording = accountWording.signIn;
  const body = html`<div class="narrow">
    <p class="lead">${wording.lead}</p>
    ${form(
      undefined,
      "/console/dang-nhap",
      [
        next !== undefined && html`<input type="hidden" name="tiep" value="${next}" />`,
        kept !== undefined && html`<input type="hidden" name="kept" value="${kept}" />`,
        field({ name: "login", label: wording.login, value: login, autocomplete: "username", faults, maxLength: 40 }),
        field({ name: "password", label: wording.password, type: "password", autocomplete: "current-password" }),
        field({ name: "code", label: wording.code, hint: wording.codeHint, autocomplete: "one-time-code", inputMode: "numeric", maxLength: 10 }),
        submit(wording.send),
      ],
      { faults },
    )}
    <p class="hint">${wording.help}</p>
  </div>`;
  return page({ title: wording.title, body, notice });
}
