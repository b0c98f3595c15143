export const webhookPath = "/webhooks/telegram";

/** In which Telegram shows the secret. */
export const secretHeader = "x-telegram-bot-api-secret-token";

/** Whether a body has the outline of an update. */
export function isUpdate(body: unknown): boolean {
  return typeof body === "object" && body !== null && "update_id" in body && Number.isInteger(body.update_id);
}
