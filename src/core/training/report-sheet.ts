/** A table to be saved as a file: its name, then its rows, of which the first is the heads. */
export interface ReportSheet {
  /** At most 31 characters, none of `[]:*?/\`, as Excel wants it. */
  readonly name: string;
  readonly rows: readonly (readonly (string | number)[])[];
}
