import { AzureDouble, type Fault, type ShownMessage } from "../azure-double.js";
import type { PlayParts } from "../telegram/play-telegram.js";

const person = 1;
const group = "to-dan-pho";
const endpoint = "http://127.0.0.1:3000/api/messages";

const help = `
What you type is what a person writes to the bot in Teams. Or:
  :install         install the bot
  :press WORDS     tap the button with these words, or with this number, under the last message
  :group TEXT      call the bot by its name in a group
  :chatter TEXT    write in the group without its name
  :image  :audio
  :block  :unblock
  :429  :500  :drop  :hang     the bot's next message goes wrong in this way
  :quit`;

const contents: Readonly<Record<string, string>> = { image: "image/*", audio: "audio/mp4" };
const faults: Readonly<Record<string, Fault>> = {
  "429": { status: 429, code: "Throttled", retryAfterSeconds: 5 },
  "500": { status: 500, code: "ServiceError" },
  drop: "drop",
  hang: "hang",
};

/** Azure's double in a terminal. Ends with the lines. */
export async function playAzure({ port, lines, print }: PlayParts): Promise<void> {
  const double = new AzureDouble({ port });
  await double.open();
  double.connect(endpoint);
  const settings = Object.entries(double.environment).map(([name, value]) => `${name}=${value}`);
  print(`${settings.join(" ")} npm start\n\nThe bot is expected at ${endpoint}.\n${help}\n`);
  const stopping = new AbortController();
  const shown = show(double, print, stopping.signal);
  for await (const line of lines) {
    const [, command = "", rest = ""] = /^:(\w+)\s*(.*)$/u.exec(line) ?? [];
    if (command === "quit") break;
    try {
      const status = await run(command, rest, line);
      if (status !== undefined && status !== 200) print(`  (the bot answered ${status})`);
    } catch (error) {
      print(`  (${String(error)})`);
    }
  }
  stopping.abort();
  await double.close();
  await shown;

  async function run(command: string, rest: string, line: string): Promise<number | undefined> {
    const content = contents[command];
    const fault = faults[command];
    const last = double.said(person).at(-1);
    if (content !== undefined) return double.send(person, content);
    if (command === "install") return double.install(person);
    if (command === "group") return double.say(person, rest, { group, mentions: true });
    if (command === "chatter") return double.say(person, rest, { group });
    if (command === "press" && last !== undefined) return double.press(person, last, last.buttons[Number(rest) - 1]?.title ?? rest);
    if (fault !== undefined) double.fail(person, fault);
    else if (command === "block") double.block(person);
    else if (command === "unblock") double.unblock(person);
    else if (command !== "") print(help);
    else if (line.trim() !== "") return double.say(person, line);
    return undefined;
  }
}

/** Prints what the bot says, until it is told to end. */
async function show(double: AzureDouble, print: (line: string) => void, signal: AbortSignal): Promise<void> {
  const counts = new Map<number | string, number>();
  while (!signal.aborted) {
    for (const where of [person, group]) {
      const said = double.said(where);
      for (const message of said.slice(counts.get(where) ?? 0)) print(readable(message, where));
      counts.set(where, said.length);
    }
    await double.change();
  }
}

function readable({ text, buttons }: ShownMessage, where: number | string): string {
  const name = where === group ? "bot, in the group" : "bot";
  return [`${name}: ${text}`, ...buttons.map(({ title }, index) => `  [${index + 1}] ${title}`)].join("\n");
}
