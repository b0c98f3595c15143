import { html, type Html } from "../../../adapters/shared/markup.js";
import type { CheckedList, CheckedRow, PersonToEnrol } from "../../core/training/enrolment-list.js";
import { errorSummary, type Faults } from "../frame/form.js";
import { csrfField, page, type Reader } from "../frame/page.js";
import { table } from "../frame/table.js";
import { enrolmentPages as wording } from "../wording/enrolments.js";
import { keepPeople } from "./kept-people.js";
import { trainingPath } from "./training-pages.js";

export const importPath = `${trainingPath}/ghi-danh`;
/** Rows of a table of the preview. */
const mostRows = 200;

export interface ImportPageParts {
  readonly hasOffices: boolean;
  /** How many people wait for a code. */
  readonly withoutCode: number;
  readonly faults?: Faults;
  readonly notice?: string | undefined;
}

/** Where a list is uploaded, and codes are given to those on it. */
export function importPage(reader: Reader, { hasOffices, withoutCode, faults = {}, notice }: ImportPageParts): string {
  const { codes } = wording;
  const body = html`<p class="lead">${wording.lead}</p>
    ${
      hasOffices
        ? html`<p><a class="button" href="${importPath}/mau.xlsx">${wording.template}</a></p>
            ${uploadForm(reader, withoutCode === 0, faults)}`
        : html`<p class="empty">${wording.noOffices}</p>`
    }
    <h2>${codes.title}</h2>
    ${
      withoutCode === 0
        ? html`<p>${codes.none}</p>`
        : html`<p>${codes.waiting(withoutCode)}</p>
            <form method="post" action="${importPath}/ma">${csrfField(reader)}<button class="primary">${codes.give(withoutCode)}</button></form>`
    }
    <p class="hint">${codes.retention}</p>`;
  return page({ title: wording.title, body, reader, path: trainingPath, notice });
}

/** The proof of a form stands in the address: a form with a file is read only after it is let in. */
function uploadForm(reader: Reader, isPrimary: boolean, faults: Faults = {}): Html {
  const fault = faults["file"];
  return html`<form method="post" action="${importPath}?csrf=${reader.csrf}" enctype="multipart/form-data">
    ${errorSummary(faults)}
    <div class="field">
      <label for="file">${wording.file}</label>
      <p class="hint" id="file-hint">${wording.fileHint}</p>
      ${fault !== undefined && html`<p class="fault" id="file-fault">${fault}</p>`}
      <input
        type="file"
        id="file"
        name="file"
        accept=".xlsx"
        aria-describedby="file-hint${fault !== undefined && html` file-fault`}"
        ${fault !== undefined && html` aria-invalid="true"`}
      />
    </div>
    <button ${isPrimary && html` class="primary"`}>${wording.upload}</button>
  </form>`;
}

/** What would happen, and what is wrong, row by row. Nothing is stored by it. */
export function previewPage(reader: Reader, { notes, rows }: CheckedList): string {
  const { preview: say } = wording;
  const faulty = rows.filter(({ faults }) => faults.length > 0);
  const people = rows.flatMap(({ person }) => person ?? []);
  const known = rows.length - faulty.length - people.length;
  const noted = rows.filter(({ note, person }) => note !== undefined && person !== undefined);
  const body = html`<p class="lead">${say.lead}</p>
    <ul class="numbers">
      ${[
        [people.length, say.toAdd],
        [known, say.known],
        [faulty.length, say.faulty],
      ].map(
        ([count = 0, label = ""]) =>
          html`<li>
            <div><strong>${Number(count).toLocaleString("vi-VN")}</strong> ${label}</div>
          </li>`,
      )}
    </ul>
    ${notes.map((note) => html`<p>${note}</p>`)}
    ${
      faulty.length > 0 &&
      html`<h2>${say.faults}</h2>
        <p>${say.faultsLead}</p>
        ${rowsTable(say.faults, faulty)}`
    }
    ${
      noted.length > 0 &&
      html`<h2>${say.noted}</h2>
        ${rowsTable(say.noted, noted)}`
    }
    ${
      people.length > 0 &&
      html`<details>
        <summary>${say.people(people.length)}</summary>
        ${rowsTable(
          say.toAdd,
          rows.filter(({ person }) => person !== undefined),
        )}
      </details>`
    }
    ${
      faulty.length > 0
        ? html`<h2>${say.again}</h2>
            ${uploadForm(reader, true)}`
        : confirmation(reader, people)
    }`;
  return page({ title: say.title, body, reader, path: trainingPath });
}

function confirmation(reader: Reader, people: readonly PersonToEnrol[]): Html {
  const { preview: say } = wording;
  if (people.length === 0)
    return html`<p>${say.nothing}</p>
      <p><a href="${importPath}">${wording.title}</a></p>`;
  return html`<form method="post" action="${importPath}/xac-nhan">
    ${csrfField(reader)}<input type="hidden" name="people" value="${keepPeople(people)}" />
    <button class="primary">${say.confirm(people.length)}</button>
  </form>`;
}

function rowsTable(caption: string, rows: readonly CheckedRow[]): Html {
  const { preview: say } = wording;
  return html`${table({
    caption,
    columns: Object.values(say.columns),
    rows: rows
      .slice(0, mostRows)
      .map(({ number, name, officeName, position, faults, note }) => [say.row(number), name, officeName, position, [...faults, note ?? ""].join(" ")]),
    empty: say.empty,
  })}
  ${rows.length > mostRows && html`<p>${say.more(mostRows, rows.length)}</p>`}`;
}
