/**
 * Shapes of everything under `knowledge/`, checked when it is loaded. A file that does not fit stops the build
 * of the index: the bot never answers from a source that it only half understands.
 */
import { z } from "zod";

const text = z.string().trim().min(1);
/** A day, `YYYY-MM-DD`. */
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
/** A day, or only its month or year where the source says no more: `2025-09`, `2025`. */
const partialDay = z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/);
const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);
/** An article by its id, or a service: `service/dang-ky-khai-tu`. */
const unitId = z.string().regex(/^(service\/)?[a-z0-9]+(-[a-z0-9]+)*$/);

/** The territory that a source speaks of. `hoa-binh`, `vinh-phuc`: the former provinces; `phu-tho`: the province since 1/7/2025. */
export const territory = z.enum(["toan-quoc", "hoa-binh", "vinh-phuc", "phu-tho"]);

/** How well a statement is proved: by the register or two sources; by one source; not at all (then it is never asserted). */
export const verification = z.enum(["verified", "single_source", "unverified"]);

/** Front matter of `documents/*.md`: an official text, word for word. */
export const documentMeta = z.strictObject({
  id: slug,
  title: text,
  /** What the source line of an answer calls it. */
  shortTitle: text,
  number: text.optional(),
  issuer: text,
  issued: day,
  effectiveFrom: day.optional(),
  effectiveTo: day.optional(),
  /** Id of the document or article on what replaced it. */
  supersededBy: slug.optional(),
  /** One Vietnamese sentence on its standing today; said in every answer from this document. */
  validity: text.optional(),
  territory,
  sourceUrl: z.url(),
  checked: day,
  note: text.optional(),
});

/** Where a statement of an article comes from: a document in `documents/`, or a page outside. */
export const articleSource = z.strictObject({
  id: slug,
  title: text,
  /** Id of a document under `documents/`. */
  document: slug.optional(),
  /** Heading inside that document. */
  section: text.optional(),
  url: z.url().optional(),
  date: partialDay,
});

/** Front matter of `articles/*.md`: our own explanation of one topic. The body starts with the answer itself. */
export const articleMeta = z.strictObject({
  id: slug,
  title: text,
  questions: z.array(text).min(6),
  /** Ways of asking for one section, by its heading. */
  sectionQuestions: z.record(text, z.array(text).min(1)).default({}),
  sources: z.array(articleSource).min(1),
  /** Ids of the sources that prove the lead; the first source alone where it is left out. */
  leadSources: z.array(slug).min(1).optional(),
  state: z.enum(["verified", "single_source"]),
  territory,
  /** One Vietnamese sentence on its standing today, said in every answer from this article. */
  validity: text.optional(),
  /** Last day on which the article may be asserted. */
  validUntil: day.optional(),
  checked: day,
  /** What people need next: other articles, and services, offered first where there are any. */
  related: z.array(unitId).default([]),
});

const temporary = z.strictObject({
  /** What holds until the day, a full sentence that names the day. */
  text,
  until: day,
});

/** One thing that people ask of a service. */
const field = z
  .strictObject({
    /** The answer, in full sentences that can stand alone. Absent only when `state` is `unverified`. */
    text: text.optional(),
    /** Papers by case; `case` is "" where there is only one. */
    cases: z.array(z.strictObject({ case: z.string(), items: z.array(text).min(1) })).optional(),
    steps: z.array(text).optional(),
    state: verification,
    /** Id in this service's `sources`. */
    source: slug.optional(),
    /** Where sources differ: both, and where each stands. Said with the answer. */
    conflict: text.optional(),
    temporary: temporary.optional(),
  })
  .refine((f) => f.state === "unverified" || f.source !== undefined, "a stated field names its source")
  .refine((f) => f.state === "unverified" || f.text !== undefined || f.cases !== undefined || f.steps !== undefined, "a stated field says something");

export const fieldNames = ["who", "documents", "where", "online", "duration", "fee", "result", "legal"] as const;
export type FieldName = (typeof fieldNames)[number];

const fields = z.strictObject({
  who: field.optional(),
  documents: field.optional(),
  where: field.optional(),
  online: field.optional(),
  duration: field.optional(),
  fee: field.optional(),
  result: field.optional(),
  legal: field.optional(),
});

export const areas = z.enum([
  "ho-tich", "cu-tru", "can-cuoc", "xuat-nhap-canh", "tu-phap", "giao-thong", "dat-dai", "xay-dung", "thue", "bao-hiem",
  "an-sinh", "dien-nuoc", "kinh-doanh", "giao-duc", "nghia-vu-quan-su", "cong-dich-vu-cong",
]);

/** Code of a procedure in the national register, such as `1.001193`. */
const procedureCode = z.string().regex(/^\d\.\d{6}$/);

/** `services/*.yaml`: one e-service that people often need, in our own words. */
export const service = z.strictObject({
  id: slug,
  /** The name by which an official would find it. */
  name: text,
  /** What people call it in a sentence, in lower case: "giấy độc thân". */
  everyday: text,
  aliases: z.array(text).min(10),
  /** What happened and what is wanted, as people tell it without naming the service. */
  situations: z.array(text).default([]),
  area: areas,
  codes: z.array(procedureCode),
  /** The procedure that people usually mean; null where no single one stands for the service. */
  main: procedureCode.nullable(),
  url: z.url(),
  checked: day,
  /** Who handles it and how long, in one or two sentences: the first lines of an overview. */
  summary: text,
  fields,
  /** Special cases whose answers differ: only what differs is given. */
  variants: z
    .array(z.strictObject({ name: text, aliases: z.array(text).default([]), codes: z.array(procedureCode), difference: text, source: slug, fields: fields.optional() }))
    .default([]),
  /** What people get wrong, most costly first. */
  mistakes: z.array(z.strictObject({ text, state: verification, source: slug.optional() })).default([]),
  /** Narrow questions that are no field of it, each with its own answer, a text that can stand alone. */
  details: z.array(z.strictObject({ asks: z.array(text).min(1), text, state: verification, source: slug })).default([]),
  /** Points without a source: the bot says that it does not know them. */
  unknown: z.array(z.strictObject({ point: text, asks: z.array(text).default([]) })).default([]),
  related: z.array(slug).default([]),
  sources: z.array(z.strictObject({ id: slug, title: text, url: z.url(), date: partialDay })).min(1),
});

/** One way to submit a procedure, as the register records it. */
const submission = z.strictObject({
  via: z.enum(["trực tuyến", "trực tiếp", "bưu chính"]),
  time: text.optional(),
  /** In đồng; `[0]`: every way is recorded free of charge. Absent: not recorded, which is never "free". */
  fee: z.array(z.number().int().nonnegative()).optional(),
  feeNote: z.boolean().optional(),
  timeNote: z.boolean().optional(),
});

/** `register/procedures.jsonl`: one procedure of the national register. */
export const procedure = z.strictObject({
  code: procedureCode,
  name: text,
  level: z.enum(["xã", "tỉnh", "bộ"]).optional(),
  field: text,
  audience: z.array(text).optional(),
  agency: text.optional(),
  decision: text.optional(),
  scope: text,
  submit: z.array(submission),
  documentCount: z.number().int().positive().optional(),
  legal: z.array(text).optional(),
  url: z.url().optional(),
  copies: z.literal(2).optional(),
});

/** `places.yaml`: communes and wards of the province since 1/7/2025. */
export const places = z.strictObject({
  source: z.url(),
  checked: day,
  communes: z.array(z.strictObject({ code: z.string().regex(/^\d{5}$/), kind: z.enum(["xã", "phường"]), name: text, former: z.enum(["Hòa Bình", "Phú Thọ", "Vĩnh Phúc"]) })),
});

/** `former-places.yaml`: what the land of each commune was before 1/7/2025. */
export const formerPlaces = z.strictObject({
  source: z.url(),
  /** What a source line calls it, and the day of the resolution. */
  title: text,
  issued: day,
  checked: day,
  communes: z.array(
    z.strictObject({
      code: z.string().regex(/^\d{5}$/),
      districts: z.array(z.string().regex(/^(?:huyện|thị xã|thành phố) \p{Lu}/u)).min(1),
      communes: z.array(z.string().regex(/^(?:xã|phường|thị trấn) \p{Lu}/u)).min(1),
    }),
  ),
});

/** `topics.yaml`: what announcements are about, as people choose it. */
export const topics = z
  .array(
    z.strictObject({
      /** Subscriptions name it: it never changes. */
      id: slug,
      /** Short enough for a button. */
      name: text.max(40),
      /** What comes under it, in one sentence. */
      about: text,
      /** Whom it is offered to. */
      audience: z.enum(["everyone", "officials"]),
      /** The task that it serves: a document, and the heading of the section in it. */
      source: z.strictObject({ document: slug, section: text }),
    }),
  )
  .min(1);

/** `register/aliases/*.yaml`: citizens' ways of asking for procedures, by code. */
export const procedureAliases = z.record(procedureCode, z.array(text).min(1));

/** `register/withdrawn.yaml`: rows of the register that are not for citizens of this province. */
export const withdrawnProcedures = z.array(
  z.union([
    z.strictObject({ codes: z.array(procedureCode).min(1), reason: text }),
    /** All codes of a field that begin so. */
    z.strictObject({ prefix: text, field: text, reason: text }),
  ]),
);

export type DocumentMeta = z.infer<typeof documentMeta>;
export type ArticleMeta = z.infer<typeof articleMeta>;
export type ServiceField = z.infer<typeof field>;
export type Service = z.infer<typeof service>;
/** A narrow question about a service, with its answer. */
export type Detail = Service["details"][number];
export type Procedure = z.infer<typeof procedure>;
/** What announcements can be about. */
export type Topic = z.infer<typeof topics>[number];
export type Territory = z.infer<typeof territory>;
