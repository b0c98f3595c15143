import { html, type Html } from "../../../adapters/shared/markup.js";
import { frameWording as wording } from "../wording/frame.js";
import { csrfField, type Reader } from "./page.js";

/** What is wrong with fields, by their names. */
export type Faults = Readonly<Record<string, string>>;

export interface FieldParts {
  readonly name: string;
  /** Where several fields of a page have one name. Faults are told by it. */
  readonly id?: string;
  readonly label: string;
  readonly value?: string | undefined;
  readonly hint?: string | undefined;
  readonly faults?: Faults | undefined;
  readonly type?: "text" | "password" | "date" | "datetime-local" | "number" | "time" | "url";
  readonly autocomplete?: string;
  readonly inputMode?: "numeric";
  readonly maxLength?: number;
  /** Lines of a text of several. */
  readonly rows?: number;
}

/** A form that is sent by POST. What is wrong is said on top, with links to the fields. */
export function form(
  reader: Reader | undefined,
  action: string,
  parts: readonly (Html | false | undefined)[],
  { faults = {} }: { readonly faults?: Faults } = {},
): Html {
  return html`<form method="post" action="${action}" novalidate>${reader !== undefined && csrfField(reader)} ${errorSummary(faults)} ${parts}</form>`;
}

export function errorSummary(faults: Faults): Html | false {
  const found = Object.entries(faults);
  return (
    found.length > 0 &&
    html`<div class="errors" role="alert">
      <h2>${wording.errorSummary}</h2>
      <ul>
        ${found.map(([name, fault]) => html`<li><a href="#${name}">${fault}</a></li>`)}
      </ul>
    </div>`
  );
}

/** One question: label, hint, fault and field. */
export function field({ name, id = name, label, value = "", hint, faults, type = "text", autocomplete = "off", inputMode, maxLength, rows }: FieldParts): Html {
  const described = describe(id, hint, faults);
  const attributes = html`id="${id}" name="${name}"${described.attributes}${maxLength !== undefined && html` maxlength="${maxLength}"`}`;
  return html`<div class="field">
    <label for="${id}">${label}</label>
    ${described.text}
    ${
      rows === undefined
        ? html`<input
            ${attributes}
            type="${type}"
            value="${value}"
            autocomplete="${autocomplete}"
            ${inputMode !== undefined && html` inputmode="${inputMode}"`}
          />`
        : html`<textarea ${attributes} rows="${rows}">${value}</textarea>`
    }
  </div>`;
}

export interface Option {
  readonly value: string;
  readonly label: string;
  readonly hint?: string | undefined;
}

export interface ChoiceParts extends Omit<FieldParts, "value" | "type" | "rows"> {
  readonly options: readonly Option[];
  readonly chosen: readonly string[];
}

/** A list to choose one of. */
export function select({ name, label, hint, faults, options, chosen }: ChoiceParts): Html {
  const described = describe(name, hint, faults);
  return html`<div class="field">
    <label for="${name}">${label}</label>
    ${described.text}
    <select id="${name}" name="${name}" ${described.attributes}>
      ${options.map((option) => html`<option value="${option.value}" ${chosen.includes(option.value) && html` selected`}>${option.label}</option>`)}
    </select>
  </div>`;
}

/** Boxes to tick; all visible, so that nothing has to be opened. */
export function choices({ name, label, hint, faults, options, chosen, type = "checkbox" }: ChoiceParts & { readonly type?: "checkbox" | "radio" }): Html {
  const described = describe(name, hint, faults);
  return html`<fieldset class="field" id="${name}" ${described.attributes}>
    <legend>${label}</legend>
    ${described.text}
    ${options.map((option, place) => {
      const id = `${name}-${place}`;
      return html`<div class="choice">
        <input
          type="${type}"
          id="${id}"
          name="${name}"
          value="${option.value}"
          ${chosen.includes(option.value) && html` checked`}${option.hint !== undefined && html` aria-describedby="${id}-hint"`}
        />
        <label for="${id}">${option.label}</label>
        ${option.hint !== undefined && html`<p class="hint" id="${id}-hint">${option.hint}</p>`}
      </div>`;
    })}
  </fieldset>`;
}

/** The one button that concludes a page. */
export function submit(label: string): Html {
  return html`<button class="primary">${label}</button>`;
}

function describe(name: string, hint: string | undefined, faults: Faults | undefined): { readonly text: Html; readonly attributes: Html } {
  const fault = faults?.[name];
  const ids = [hint !== undefined && `${name}-hint`, fault !== undefined && `${name}-fault`].filter((id) => id !== false);
  return {
    text: html`${hint !== undefined && html`<p class="hint" id="${name}-hint">${hint}</p>`}
    ${fault !== undefined && html`<p class="fault" id="${name}-fault"><span class="unseen">${wording.fieldError}</span> ${fault}</p>`}`,
    attributes: html`${ids.length > 0 && html` aria-describedby="${ids.join(" ")}"`}${fault !== undefined && html` aria-invalid="true"`}`,
  };
}
