import { TelegramDouble, type ChatMessage, type Fault } from "../telegram-double.js";

export interface PlayParts {
  /** Port on which the double listens; 0: any free one. */
  readonly port: number;
  /** What is typed. */
  readonly lines: AsyncIterable<string>;
  readonly print: (line: string) => void;
}

const personId = 1001;
const groupId = -1002000000001;

const help = `
What you type is what a person writes to the bot. Or:
  :press WORDS     press the button with these words, or with this number, under the last message
  :edit TEXT       correct the last message
  :group TEXT      write in a group; the bot is @TroLySoBot
  :reply TEXT      reply to the bot's last message
  :photo  :sticker  :voice  :location  :contact
  :block  :unblock
  :429  :500  :drop  :hang     the bot's next call goes wrong in this way
  :state           what waits, the webhook and its last error
  :quit`;

const contents: Readonly<Record<string, Record<string, unknown>>> = {
  photo: { photo: [{ file_id: "photo", file_unique_id: "p", width: 90, height: 67 }] },
  sticker: { sticker: { file_id: "sticker", file_unique_id: "s", type: "regular", width: 512, height: 512, is_animated: false, is_video: false } },
  voice: { voice: { file_id: "voice", file_unique_id: "v", duration: 4 } },
  location: { location: { latitude: 20.8171, longitude: 105.3376 } },
  contact: { contact: { phone_number: "+84900000000", first_name: "Người" } },
};
const faults: Readonly<Record<string, Fault>> = {
  "429": { code: 429, description: "Too Many Requests: retry after 5", parameters: { retry_after: 5 } },
  "500": { code: 500, description: "Internal Server Error" },
  drop: "drop",
  hang: "hang",
};

/** Telegram's double in a terminal. Ends with the lines. */
export async function playTelegram({ port, lines, print }: PlayParts): Promise<void> {
  const double = new TelegramDouble({ port });
  await double.open();
  const group = double.group(groupId);
  print(`TELEGRAM_API_ROOT=${double.url} TELEGRAM_BOT_TOKEN=${double.token} npm start\n${help}\n`);
  const stopping = new AbortController();
  const shown = show(double, print, stopping.signal);
  for await (const line of lines) {
    const [, command = "", rest = ""] = /^:(\w+)\s*(.*)$/u.exec(line) ?? [];
    if (command === "quit") break;
    try {
      run(command, rest, line);
    } catch (error) {
      print(String(error));
    }
  }
  stopping.abort();
  await double.close();
  await shown;

  function run(command: string, rest: string, line: string): void {
    const content = contents[command];
    const fault = faults[command];
    const last = double.said(personId).at(-1);
    if (content !== undefined) double.send(personId, content);
    else if (fault !== undefined) double.fail("*", fault);
    else if (command === "press" && last !== undefined) double.press(personId, last, buttonsOf(last)[Number(rest) - 1] ?? rest);
    else if (command === "edit") double.edit(personId, rest);
    else if (command === "group") double.say(personId, rest, { chat: group });
    else if (command === "reply" && last !== undefined) double.say(personId, rest, { replyTo: last });
    else if (command === "block") double.block(personId);
    else if (command === "unblock") double.unblock(personId);
    else if (command === "state") print(JSON.stringify({ waiting: double.waiting, webhook: double.webhook?.url, lastError: double.lastWebhookError }));
    else if (command !== "") print(help);
    else if (line.trim() !== "") double.say(personId, line);
  }
}

/** Prints what the bot says, until it is told to end. */
async function show(double: TelegramDouble, print: (line: string) => void, signal: AbortSignal): Promise<void> {
  const counts = new Map<number, number>();
  let notes = 0;
  while (!signal.aborted) {
    for (const chatId of [personId, groupId]) {
      const said = double.said(chatId);
      for (const message of said.slice(counts.get(chatId) ?? 0)) print(readable(message));
      counts.set(chatId, said.length);
    }
    for (const { text } of double.callbackAnswers.slice(notes)) if (text !== "") print(`  (${text})`);
    notes = double.callbackAnswers.length;
    await double.change();
  }
}

function readable(message: ChatMessage): string {
  const links = (message.entities ?? []).map(({ offset, length, url }) =>
    url === undefined ? "" : `  → ${message.text.slice(offset, offset + length)}: ${url}`,
  );
  const buttons = buttonsOf(message).map((text, index) => `  [${index + 1}] ${text}`);
  const where = message.chat.type === "private" ? "bot" : "bot, in the group";
  return [`${where}: ${message.text}`, ...links, ...buttons].filter((line) => line !== "").join("\n");
}

function buttonsOf({ reply_markup: markup }: ChatMessage): string[] {
  return markup !== undefined && "inline_keyboard" in markup ? markup.inline_keyboard.flat().map(({ text }) => text) : [];
}
