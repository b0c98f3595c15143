/**
 * The bot asks what was wrong with an answer, and reads the reply to that question as a comment. Which answer it is
 * stands in a link of the question: Telegram sends the question along with the reply, so nothing needs to be kept.
 */
const answerLink = /^https:\/\/t\.me\/\w+\?start=gopy_(?<answerId>[\w-]{1,59})$/;
/** What Telegram lets stand behind `start=`, without our own five characters. */
const linkableId = /^[\w-]{1,59}$/;

/** `undefined` if the answer's name cannot stand in a link. */
export function linkToAnswer(botName: string, answerId: string): string | undefined {
  return linkableId.test(answerId) ? `https://t.me/${botName}?start=gopy_${answerId}` : undefined;
}

/** The answer that a message of ours asks about; `undefined` if it asks about none. */
export function answerAskedAbout(urls: readonly (string | undefined)[]): string | undefined {
  for (const url of urls) {
    const answerId = answerLink.exec(url ?? "")?.groups?.answerId;
    if (answerId !== undefined) return answerId;
  }
  return undefined;
}
