import { fieldNames, type FieldName } from "../../core/knowledge/schema.js";
import type { Knowledge } from "../../core/knowledge/load-knowledge.js";
import { unitsOfKnowledge } from "../../core/retrieval/units-of-knowledge.js";

/** Something that can be asked of one unit, as if its button had been tapped. */
export interface ComposeRequest {
  unitId: string;
  question: string;
  field?: FieldName;
}

/** For each kind of source, every answer that can be asked for by name: each field, special case, section and procedure. */
export function composeRequests(knowledge: Knowledge): Record<string, ComposeRequest[]> {
  const { services, articles, register } = knowledge;
  return {
    service: services.flatMap((service) => {
      const unitId = `service/${service.id}`;
      return [
        { unitId, question: service.everyday },
        ...fieldNames.filter((field) => service.fields[field] !== undefined).map((field) => ({ unitId, question: service.everyday, field })),
        ...service.variants.flatMap((variant) =>
          (["documents", "fee", undefined] as const).map((field) => ({
            unitId,
            question: `${service.everyday} ${variant.name}`,
            ...(field === undefined ? {} : { field }),
          })),
        ),
      ];
    }),
    article: articles.flatMap((article) =>
      article.sections.map((section) => ({ unitId: article.id, question: `${article.title} ${section.headingPath.join(" ")}` })),
    ),
    document: unitsOfKnowledge(knowledge)
      .filter(({ kind }) => kind === "document")
      .flatMap((unit) => unit.passages.map(({ text }) => ({ unitId: unit.id, question: `${unit.title} ${text.split(" ").slice(0, 6).join(" ")}` }))),
    procedure: [...register].flatMap(({ id, name }, index) => [
      { unitId: id, question: name },
      { unitId: id, question: name, field: fieldNames[index % fieldNames.length] as FieldName },
    ]),
  };
}
