import { html, type Html } from "../../../adapters/shared/markup.js";
import type { StaffAccount } from "../../core/staff/account.js";
import { permissionsOf } from "../../core/staff/roles.js";
import { frameWording as wording } from "../wording/frame.js";
import { stylePath } from "./assets.js";
import { menu } from "./menu.js";

/** Who reads a page. */
export interface Reader {
  readonly account: StaffAccount;
  /** Proves that a form was shown to this session. */
  readonly csrf: string;
}

export interface PageParts {
  readonly title: string;
  /** Below the heading of the page, which is its title. */
  readonly body: Html;
  /** `undefined`: nobody is signed in. */
  readonly reader?: Reader | undefined;
  /** Where the page stands in the menu. */
  readonly path?: string;
  /** Said on top of the page: what has just been done. */
  readonly notice?: string | undefined;
  /** Scripts of the console that make the page more comfortable; it works without. */
  readonly scripts?: readonly string[];
}

/** A whole page of the console. */
export function page({ title, body, reader, path, notice, scripts = [] }: PageParts): string {
  const items = reader === undefined ? [] : menuOf(reader, path);
  return html`<!doctype html>
    <html lang="vi">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${wording.title(title)}</title>
        <link rel="stylesheet" href="${stylePath}" />
        ${scripts.map((script) => html`<script src="${script}" defer></script>`)}
      </head>
      <body>
        <a class="skip" href="#noi-dung">${wording.skip}</a>
        <header class="top">
          <span class="product">${wording.product}</span>
          ${
            items.length > 0 &&
            html`<details class="drawer">
              <summary>${wording.menu}</summary>
              <nav aria-label="${wording.navigation}">
                <ul>
                  ${items}
                </ul>
              </nav>
            </details>`
          }
          ${
            reader !== undefined &&
            html`<a class="own" href="/console/toi">${reader.account.name}</a>
              <form method="post" action="/console/dang-xuat">${csrfField(reader)}<button class="plain">${wording.signOut}</button></form>`
          }
        </header>
        <div class="frame">
          ${
            items.length > 0 &&
            html`<nav class="side" aria-label="${wording.navigation}">
              <ul>
                ${items}
              </ul>
            </nav>`
          }
          <main id="noi-dung">
            <h1>${title}</h1>
            ${notice !== undefined && html`<p class="notice" role="status">${notice}</p>`} ${body}
          </main>
        </div>
      </body>
    </html> `.text;
}

export function csrfField({ csrf }: Reader): Html {
  return html`<input type="hidden" name="csrf" value="${csrf}" />`;
}

function menuOf({ account }: Reader, path: string | undefined): Html[] {
  const allowed = permissionsOf(account.roles);
  return menu
    .filter(({ permission }) => allowed.has(permission))
    .map((item) => html`<li><a href="${item.path}" ${item.path === path && html` aria-current="page"`}>${item.name}</a></li>`);
}
