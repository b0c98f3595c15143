import { html, type Html } from "../../../adapters/shared/markup.js";
import { frameWording as wording } from "../wording/frame.js";

export type Cell = Html | string | number;

export interface TableParts {
  readonly caption: string;
  /** At most six. */
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  /** Said in place of rows: what will come here, and how. */
  readonly empty: string;
}

/** A table whose rows become cards on a phone. */
export function table({ caption, columns, rows, empty }: TableParts): Html {
  if (rows.length === 0) return html`<p class="empty">${empty}</p>`;
  return html`<table>
    <caption class="unseen">
      ${caption}
    </caption>
    <thead>
      <tr>
        ${columns.map((column) => html`<th scope="col">${column}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        (row) =>
          html`<tr>
            ${row.map((cell, place) => (place === 0 ? html`<th scope="row">${cell}</th>` : html`<td data-label="${columns[place] ?? ""}">${cell}</td>`))}
          </tr>`,
      )}
    </tbody>
  </table>`;
}

export const pageLength = 50;

/** The place of a page in a list that was asked for by `?trang=`; 1 is the first. */
export function pageNumber(value: unknown): number {
  return typeof value === "string" && /^[1-9]\d{0,5}$/u.test(value) ? Number(value) : 1;
}

export interface PagerParts {
  readonly path: string;
  /** Of the filter, which stays. */
  readonly query: Readonly<Record<string, string>>;
  readonly page: number;
  readonly count: number;
}

/** How many there are, and the ways to the other pages. */
export function pager({ path, query, page, count }: PagerParts): Html {
  const pages = Math.max(1, Math.ceil(count / pageLength));
  const to = (other: number): string => addressOf(path, { ...query, trang: String(other) });
  return html`<nav class="pager" aria-label="${wording.pages}">
    <span>${wording.count(count)}</span>
    ${page > 1 && html`<a rel="prev" href="${to(page - 1)}">${wording.previous}</a>`} ${pages > 1 && html`<span>${wording.pageOf(page, pages)}</span>`}
    ${page < pages && html`<a rel="next" href="${to(page + 1)}">${wording.next}</a>`}
  </nav>`;
}

/** An address with what is not empty of a query. */
export function addressOf(path: string, query: Readonly<Record<string, string>>): string {
  const filled = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== ""));
  return filled.size === 0 ? path : `${path}?${filled.toString()}`;
}

/** A form above a list, sent by GET. */
export function filterForm(path: string, fields: readonly Html[], isFiltered: boolean): Html {
  return html`<form class="filter" method="get" action="${path}">
    ${fields}
    <div class="filter-buttons"><button>${wording.filter}</button>${isFiltered && html` <a href="${path}">${wording.clearFilter}</a>`}</div>
  </form>`;
}
