import { z } from "zod";
import { dayInVietnam, dayMs, isNight, Refusal } from "./refusal.js";

const article = z.strictObject({
  type: z.literal("normal"),
  title: z.string().min(1).max(150),
  author: z.string().max(50),
  cover: z.strictObject({ cover_type: z.literal("photo"), photo_url: z.url(), status: z.enum(["show", "hide"]) }),
  description: z.string().min(1).max(300),
  body: z.array(z.strictObject({ type: z.literal("text"), content: z.string().min(1) })).min(1),
  status: z.enum(["show", "hide"]).default("hide"),
});
const target = z.strictObject({
  ages: z.string().optional(),
  gender: z.string().optional(),
  locations: z.string().optional(),
  cities: z.string().optional(),
  platform: z.string().optional(),
});
const element = z.strictObject({ media_type: z.literal("article"), attachment_id: z.string() });
const payload = z.strictObject({ template_type: z.literal("media"), elements: z.array(element).length(1) });
const broadcast = z.strictObject({
  recipient: z.strictObject({ target }),
  message: z.strictObject({ attachment: z.strictObject({ type: z.literal("template"), payload }) }),
});

/** How long Zalo works on an article: until it was asked for so often. */
const checksUntilReady = 2;
const monthMs = 30 * dayMs;

interface Article {
  readonly id: string;
  readonly title: string;
  readonly isPublished: boolean;
  checks: number;
}

/** Articles of the account, and what is broadcast: only an article can be. */
export class Broadcasts {
  /** Who received which article, in order. */
  readonly received: { readonly userId: string; readonly title: string; readonly at: number }[] = [];
  readonly #articles = new Map<string, Article>();
  readonly #perMonth: number;

  /** @param perMonth broadcasts that a follower may receive in 30 days, besides one a day */
  constructor(perMonth: number) {
    this.#perMonth = perMonth;
  }

  /** @returns a token: the article is made afterwards. */
  create(parameters: unknown): { token: string } {
    const { data, error } = article.safeParse(parameters);
    if (error !== undefined) throw new Refusal(-201, z.prettifyError(error));
    const place = this.#articles.size + 1;
    const token = `token-of-article-${place}`;
    this.#articles.set(token, { id: `article-${place}`, title: data.title, isPublished: data.status === "show", checks: 0 });
    return { token };
  }

  /** Asks for the article of a token. @throws Refusal while it is not made */
  verify({ token }: Record<string, unknown>): { id: string } {
    const found = this.#articles.get(String(token));
    if (found === undefined) throw new Refusal(-201, "token is invalid");
    found.checks += 1;
    if (found.checks < checksUntilReady) throw new Refusal(-1, "article is processing");
    return { id: found.id };
  }

  /** Whoever had one today, or had enough in 30 days, is skipped without a word. */
  send(parameters: unknown, followers: readonly string[], now: number): void {
    const { data, error } = broadcast.safeParse(parameters);
    // Everything else that version 2 could do is over.
    if (error !== undefined) throw new Refusal(-240, "API version 2 is closed");
    if (isNight(now)) throw new Refusal(-234, "cannot be sent from 22:00 to 06:00");
    const { attachment_id: id } = data.message.attachment.payload.elements[0] ?? { attachment_id: "" };
    const found = [...this.#articles.values()].find((one) => one.id === id && one.checks >= checksUntilReady && one.isPublished);
    if (found === undefined) throw new Refusal(-201, "attachment_id is invalid");
    for (const userId of followers) {
      const before = this.received.filter((one) => one.userId === userId && now - one.at < monthMs);
      const hadToday = before.some(({ at }) => dayInVietnam(at) === dayInVietnam(now));
      if (!hadToday && before.length < this.#perMonth) this.received.push({ userId, title: found.title, at: now });
    }
  }
}
