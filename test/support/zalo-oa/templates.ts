import { z } from "zod";
import { dayInVietnam, Refusal } from "./refusal.js";

/** A template as the account's console has it. */
export interface Template {
  readonly id: string;
  readonly status: "PENDING" | "ENABLE" | "REJECT";
  /** The longest value of each parameter. */
  readonly parameters: Readonly<Record<string, number>>;
  /** Whether it may be sent to a person's id in the account, besides a telephone number. */
  readonly byUserId: boolean;
}

/** A message from a template that was taken. */
export interface SentTemplate {
  /** The person's id in the account, or the telephone number. */
  readonly to: string;
  readonly templateId: string;
  readonly data: Readonly<Record<string, string>>;
  /** Only by telephone. */
  readonly trackingId?: string;
}

const content = { template_id: z.string(), template_data: z.record(z.string(), z.string()) };
const byUserId = z.strictObject({ user_id: z.string().regex(/^\d{10,30}$/), ...content });
const byPhone = z.strictObject({
  phone: z.string(),
  ...content,
  tracking_id: z.string().min(1).max(48),
  sending_mode: z.enum(["1", "3"]).optional(),
  mode: z.literal("development").optional(),
});
const phone = /^84\d{9}$/;

/** What Zalo approved before it can be sent to people who have not written for seven days. */
export class Templates {
  readonly sent: SentTemplate[] = [];
  readonly #templates: ReadonlyMap<string, Template>;
  readonly #perDay: number;
  #today = { day: 0, count: 0 };

  /** @param perDay messages a day before they are refused */
  constructor(templates: readonly Template[], perDay: number) {
    this.#templates = new Map(templates.map((template) => [template.id, template]));
    this.#perDay = perDay;
  }

  sendToUser(parameters: unknown, now: number): SentTemplate {
    const { data, error } = byUserId.safeParse(parameters);
    if (error !== undefined) throw new Refusal(-201, z.prettifyError(error));
    if (this.#templates.get(data.template_id)?.byUserId === false) throw new Refusal(-249, "template cannot be sent by UID");
    return this.#send({ to: data.user_id, templateId: data.template_id, data: data.template_data }, now);
  }

  sendToPhone(parameters: unknown, now: number): SentTemplate {
    const { data, error } = byPhone.safeParse(parameters);
    if (error !== undefined) throw new Refusal(-201, z.prettifyError(error));
    if (!phone.test(data.phone)) throw new Refusal(-108, "phone number is invalid");
    return this.#send({ to: data.phone, templateId: data.template_id, data: data.template_data, trackingId: data.tracking_id }, now);
  }

  #send(message: SentTemplate, now: number): SentTemplate {
    const template = this.#templates.get(message.templateId);
    if (template === undefined || template.status === "PENDING") throw new Refusal(-131, "template is not approved");
    if (template.status === "REJECT") throw new Refusal(-146, "template is disabled");
    for (const [name, longest] of Object.entries(template.parameters)) {
      const value = message.data[name];
      if (value === undefined) throw new Refusal(-1122, `parameter ${name} is missing`);
      if (value.length > longest) throw new Refusal(-1121, `parameter ${name} is too long`);
    }
    const day = dayInVietnam(now);
    if (this.#today.day !== day) this.#today = { day, count: 0 };
    if (this.#today.count >= this.#perDay) throw new Refusal(-144, "out of daily quota");
    this.#today.count += 1;
    this.sent.push(message);
    return message;
  }
}
