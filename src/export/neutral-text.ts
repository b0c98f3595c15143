/** What a spreadsheet may take for the beginning of a formula or of a command, full-width forms included. */
const formulaStart = /^[\s\u00a0\u200b\ufeff]*[=+\-@|%＝＋－＠]/u;
/** Controls that XML does not allow, or that would begin another cell or row. */
// eslint-disable-next-line no-control-regex -- these are what is meant
const controls = /[\u0000-\u001f\u007f\ufffe\uffff]+/gu;

/** Text that people typed, in a form that no spreadsheet runs: an apostrophe before what could be a formula, spaces for controls. */
export function neutralText(text: string): string {
  const plain = text.replace(controls, " ");
  return formulaStart.test(plain) ? `'${plain}` : plain;
}
