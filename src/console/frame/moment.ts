import { html, type Html } from "../../../adapters/shared/markup.js";
import { dayInVietnam, readableDate } from "../../core/wording/dates.js";

const clock = new Intl.DateTimeFormat("vi-VN", { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Ho_Chi_Minh" });

/** A moment as people in Vietnam write it: `14:05 27/11/2026`. */
export function momentText(at: Date): string {
  return `${clock.format(at)} ${readableDate(dayInVietnam(at))}`;
}

/** The same, so that programs read it too. */
export function moment(at: Date): Html {
  return html`<time datetime="${at.toISOString()}">${momentText(at)}</time>`;
}

/** The start of a day in Vietnam that a form named, `YYYY-MM-DD`; `undefined` if it is none. */
export function startOfDay(day: string): Date | undefined {
  const at = new Date(`${day}T00:00:00+07:00`);
  return /^\d{4}-\d{2}-\d{2}$/u.test(day) && !Number.isNaN(at.getTime()) ? at : undefined;
}
