import { html, type Html } from "../../../adapters/shared/markup.js";
import type { StaffAccount } from "../../core/staff/account.js";
import { permissionsOf } from "../../core/staff/roles.js";
import type { OfficeTotals } from "../../storage/postgres-office-progress.js";
import { choices, field, form, submit, type Faults } from "../frame/form.js";
import { page, type Reader } from "../frame/page.js";
import { table } from "../frame/table.js";
import { frameWording } from "../wording/frame.js";
import { trainingPages as wording } from "../wording/training.js";

export const trainingPath = "/console/dao-tao";

/** Whether an account runs the training of all offices, not of its own alone. */
export function runsAll({ roles }: StaffAccount): boolean {
  return permissionsOf(roles).has("run_training");
}

/** Who manages an office. */
export function managersFields(reader: Reader, path: string, managers: readonly string[], possible: readonly StaffAccount[]): Html {
  const { office: say } = wording;
  if (possible.length === 0)
    return html`<h2>${say.managers}</h2>
      <p>${say.noManagers}</p>`;
  return form(reader, `${path}/phu-trach`, [
    choices({
      name: "managers",
      label: say.managers,
      hint: say.managersHint,
      options: possible.map(({ id, name, login }) => ({ value: id, label: `${name} (${login})` })),
      chosen: managers,
    }),
    submit(say.saveManagers),
  ]);
}

/** The offices that a reader may see. */
export function listPage(reader: Reader, found: readonly OfficeTotals[]): string {
  const isRunning = runsAll(reader.account);
  const { columns } = wording;
  const body = html`<p class="lead">${isRunning ? wording.lead : wording.ownLead}</p>
    ${
      isRunning &&
      html`<p class="actions">
        <a class="button primary" href="${trainingPath}/them">${wording.add}</a> <a class="button" href="${trainingPath}/ghi-danh">${wording.enrol}</a>
      </p>`
    }
    ${table({
      caption: wording.title,
      columns: Object.values(columns),
      rows: found.map((one) => [
        html`<a href="${trainingPath}/${one.id}">${one.name}</a>`,
        one.code,
        one.people,
        one.activePeople,
        one.peoplePassed,
        one.lessonsFinished,
      ]),
      empty: isRunning ? wording.empty : wording.emptyOwn,
    })}
    ${found.length > 0 && html`<p><a class="button" href="${trainingPath}/don-vi.xlsx">${frameWording.downloadXlsx}</a></p>`}
    ${
      isRunning &&
      html`<h2>${wording.more}</h2>
        <ul>
          <li><a href="${trainingPath}/cuoc-thi">${wording.contests}</a></li>
          <li><a href="${trainingPath}/cau-hay-sai">${wording.hardest}</a></li>
          <li><a href="${trainingPath}/cau-cho-xem-lai">${wording.review}</a></li>
          <li><a href="${trainingPath}/chung-nhan">${wording.certificates}</a></li>
        </ul>`
    }`;
  return page({ title: wording.title, body, reader, path: trainingPath });
}

export function addPage(reader: Reader, name: string, faults: Faults = {}): string {
  const { office: say } = wording;
  const body = form(reader, `${trainingPath}/them`, [field({ name: "name", label: say.name, value: name, faults }), submit(say.save)], { faults });
  return page({ title: say.addTitle, body, reader, path: trainingPath });
}

/** Where certificates are taken back. */
export function revokePage(reader: Reader, typed: { readonly serial: string; readonly reason: string }, faults: Faults, notice?: string): string {
  const { revoke: say } = wording;
  const body = html`<p class="lead">${say.lead}</p>
    ${form(
      reader,
      `${trainingPath}/chung-nhan`,
      [
        field({ name: "serial", label: say.serial, value: typed.serial, faults }),
        field({ name: "reason", label: say.reason, value: typed.reason, faults, maxLength: 500 }),
        submit(say.send),
      ],
      { faults },
    )}`;
  return page({ title: wording.certificates, body, reader, path: trainingPath, notice });
}
