import type { FieldEntry, RegisterField } from "../../knowledge/register-fields.js";
import { registerDate, registerTitle, registerUrl } from "../../wording/procedures.js";
import { browsing, fieldSentences } from "../../wording/register-fields.js";
import type { Choice, Draft } from "../context.js";
import type { FieldQuestion } from "../fields.js";
import type { SourceLibrary } from "../source-library.js";

/** Names offered at once. */
const namesAtOnce = 7;
/** Our own services among them on the first page, so that “Xem tiếp” stays in sight. */
const mostOfOurs = 6;
/** Longer labels are no buttons: the rest of a name is read in the answer to it. */
const longestLabel = 100;

/** An answer on a whole field from the register: how many procedures, or how many of them online, and names to choose from. */
export function composeField(question: FieldQuestion, library: SourceLibrary): Draft {
  const { field, asksOnline, ofCommune } = question;
  const sentences = fieldSentences(field);
  const figures = asksOnline ? (ofCommune ? sentences.communeOnline : sentences.online) : ofCommune ? sentences.communeCount : sentences.count;
  const { line, suggestions } = offer(question, library);
  return {
    status: "answered_register",
    lines: [`${figures} ${sentences.closing}`, ...(line === undefined ? [] : [line])],
    citations: [
      {
        documentId: `register/${field.id}`,
        title: registerTitle,
        section: "",
        quote: `${figures} ${sentences.closing}`,
        quoteKind: "summary",
        url: registerUrl,
        issued: registerDate,
      },
    ],
    subject: field.name,
    suggestions,
  };
}

function offer({ field, asksOnline, ofCommune, page }: FieldQuestion, library: SourceLibrary): { line?: string; suggestions: Choice[] } {
  const entries = field.entries.filter((entry) => !ofCommune || entry.isOfCommune);
  if (page !== undefined) return pageOf(field, entries, { page, ofCommune });
  const ours = ownChoices(field, entries, library);
  const next = { label: browsing.next, question: browsing.pageQuestion(field.name, 1, ofCommune) };
  if (!asksOnline) return ours.length === 0 ? pageOf(field, entries, { page: 1, ofCommune }) : { line: browsing.ours, suggestions: [...ours, next] };
  const offline = entries.filter(({ isOnline }) => !isOnline);
  if (offline.length > 0 && offline.length <= namesAtOnce) return { line: browsing.notOnline, suggestions: offline.map(choiceOf) };
  return ours.length === 0 ? { suggestions: [] } : { line: browsing.some, suggestions: ours };
}

function pageOf(field: RegisterField, entries: readonly FieldEntry[], { page, ofCommune }: { page: number; ofCommune: boolean }) {
  const pages = Math.ceil(entries.length / namesAtOnce);
  if (pages === 0) return { suggestions: [] };
  const shown = Math.min(Math.max(1, page), pages);
  const names = entries.slice((shown - 1) * namesAtOnce, shown * namesAtOnce).map(choiceOf);
  const next = shown < pages ? [{ label: browsing.next, question: browsing.pageQuestion(field.name, shown + 1, ofCommune) }] : [];
  return { line: browsing.page(shown, pages), suggestions: [...names, ...next] };
}

/** Our services of the field: those of its area, or the register's own where they stand for a procedure of the field. */
function ownChoices({ areas }: RegisterField, entries: readonly FieldEntry[], library: SourceLibrary): Choice[] {
  const inField = new Set(entries.map(({ unitId }) => unitId));
  return library.services
    .filter(({ id, area }) => inField.has(`service/${id}`) && (areas.length === 0 || areas.includes(area)))
    .slice(0, mostOfOurs)
    .map(({ id, name }) => ({ label: library.labelOf(`service/${id}`) ?? name, question: name, unitId: `service/${id}` }));
}

function choiceOf({ unitId, name }: FieldEntry): Choice {
  const cut = name.length <= longestLabel ? name : `${name.slice(0, name.lastIndexOf(" ", longestLabel - 1))}…`;
  return { label: cut, question: name, unitId };
}
