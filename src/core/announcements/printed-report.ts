/** A report on paper: what can be read alone first, tables after it, how it was counted last. */
export interface PrintedReport {
  readonly title: string;
  /** Below the title: who, when. */
  readonly subtitle: string;
  readonly facts: readonly (readonly [string, string])[];
  readonly tables: readonly { readonly title: string; readonly heads: readonly string[]; readonly rows: readonly (readonly string[])[] }[];
  readonly notes: readonly { readonly title: string; readonly text: string }[];
}
