import { idOf, ZaloBotDouble, type Fault } from "../zalo-bot-double.js";
import type { PlayParts } from "../telegram/play-telegram.js";

const personId = idOf("person");
const groupId = idOf("group");

const help = `
What you type is what a person writes to the bot. Or:
  :group TEXT      write in a group, naming the bot
  :image  :sticker  :voice  :unsupported
  :twice TEXT      the same message, brought twice
  :429  :403  :502  :drop  :hang     the bot's next call goes wrong in this way
  :state           the webhook, and what it answered
  :quit`;

const events: Readonly<Record<string, object>> = {
  image: { photo_url: "https://photo.example.vn/1.jpg" },
  sticker: { sticker: "bfe458bf64fa8da4d4eb" },
  voice: { voice_url: "https://voice.example.vn/1.aac" },
  unsupported: {},
};
const faults: Readonly<Record<string, Fault>> = {
  "429": { code: 429, description: "Quota exceeded" },
  "403": { code: 403, description: "Internal server error" },
  "502": { status: 502, page: "<h1>502 Bad Gateway</h1>" },
  drop: "drop",
  hang: "hang",
};

/** The Zalo bot's double in a terminal. Ends with the lines. */
export async function playZaloBot({ port, lines, print }: PlayParts): Promise<void> {
  const double = new ZaloBotDouble({ port, keepsUnheard: true });
  await double.open();
  print(`ZALO_BOT_API_ROOT=${double.url} ZALO_BOT_TOKEN=${double.token} npm start\n${help}\n`);
  const stopping = new AbortController();
  const shown = show(double, print, stopping.signal);
  for await (const line of lines) {
    const [, command = "", rest = ""] = /^:(\w+)\s*(.*)$/u.exec(line) ?? [];
    if (command === "quit") break;
    run(command, rest, line);
  }
  stopping.abort();
  await double.close();
  await shown;

  function run(command: string, rest: string, line: string): void {
    const content = events[command];
    const fault = faults[command];
    if (content !== undefined) double.send(personId, `message.${command}.received`, content);
    else if (fault !== undefined) double.fail("*", fault);
    else if (command === "group") double.sayInGroup(groupId, personId, `@Bot Trợ lý số ${rest}`);
    else if (command === "twice") double.push(double.say(personId, rest));
    else if (command === "state") print(JSON.stringify({ webhook: double.webhook?.url, answered: double.webhookStatuses, sent: double.sent.length }));
    else if (command !== "") print(help);
    else if (line.trim() !== "") double.say(personId, line);
  }
}

/** Prints what the bot says, until it is told to end. */
async function show(double: ZaloBotDouble, print: (line: string) => void, signal: AbortSignal): Promise<void> {
  let printed = 0;
  while (!signal.aborted) {
    for (const { chatId, text } of double.sent.slice(printed)) print(`${chatId === personId ? "bot" : "bot, in the group"}: ${text}`);
    printed = double.sent.length;
    await double.change();
  }
}
