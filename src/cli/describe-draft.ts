import { sectionsOf } from "../core/ingest/document-of-draft.js";
import type { StoredDraft } from "../core/ingest/knowledge-store.js";
import { checkOperatorMeta } from "../core/ingest/operator-meta.js";
import { paragraphsOf } from "../core/retrieval/units-of-knowledge.js";
import { ingestWording as say } from "./wording.js";

/** A draft as an operator looks at it before publishing, line by line. */
export function describeDraft({ stored, isKnown }: { stored: StoredDraft; isKnown: boolean }, today: string): string[] {
  const { id, fileName, draft, input, state } = stored;
  const checked = checkOperatorMeta(input, draft.title, today);
  const sections = sectionsOf(draft, input.title ?? draft.title).map(({ headingPath, text }) => ({ headingPath, count: paragraphsOf(text).length }));
  return [
    say.draft(id, fileName, isKnown),
    say.title(input.title ?? draft.title),
    ...Object.entries(input).flatMap(([field, value]) => (field === "title" ? [] : [`  ${field}: ${value}`])),
    say.outline,
    ...outlineOf(sections),
    say.passages(sections.reduce((sum, { count }) => sum + count, 0)),
    ...(draft.warnings.length === 0 ? [] : [say.warnings, ...draft.warnings.map((warning) => `  - ${warning}`)]),
    ...(state === "published"
      ? [say.alreadyPublished]
      : "faults" in checked
        ? [say.missing, ...checked.faults.map((fault) => `  - ${fault}`)]
        : [say.ready(id)]),
  ];
}

/** Headings as a tree: each once, with the passages that stand right below it. */
function outlineOf(sections: readonly { headingPath: readonly string[]; count: number }[]): string[] {
  let before: readonly string[] = [];
  return sections.flatMap(({ headingPath, count }) => {
    const same = headingPath.findIndex((heading, depth) => heading !== before[depth]);
    const from = same < 0 ? headingPath.length - 1 : same;
    before = headingPath;
    return headingPath.slice(from).map((heading, index, fresh) => {
      const counted = index === fresh.length - 1 ? ` (${say.passagesOfHeading(count)})` : "";
      return `${"  ".repeat(from + index + 1)}${heading}${counted}`;
    });
  });
}
