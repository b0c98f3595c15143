import type { PlayParts } from "../telegram/play-telegram.js";
import { appId, appSecret, secretKey, userIdOf, ZaloOaDouble, type Fault, type SentMessage } from "../zalo-oa-double.js";

const userId = userIdOf("person");

const help = `
What you type is what a person writes to the account. Or:
  :webhook URL     where events are brought, such as http://127.0.0.1:3000/webhooks/zalo-oa
  :follow  :unfollow
  :press WORDS     press the button with these words, or with this number, under the last message
  :image  :audio  :sticker  :location
  :hand TEXT       a colleague answers by hand
  :expire  :consent      the access token ends; an admin consents anew (a new refresh token is printed)
  :-32  :-213  :-230  :-224  :drop  :hang     the next call goes wrong in this way
  :state           what the webhook answered
  :quit`;

const faults: Readonly<Record<string, Fault>> = {
  "-32": { code: -32, message: "rate limit" },
  "-213": { code: -213, message: "user has not followed the OA" },
  "-230": { code: -230, message: "no interaction for 7 days" },
  "-224": { code: -224, message: "package too low" },
  drop: "drop",
  hang: "hang",
};
const contents = ["image", "audio", "sticker", "location"];

/** The Official Account's double in a terminal. Ends with the lines. */
export async function playZaloOa({ port, lines, print }: PlayParts): Promise<void> {
  const double = new ZaloOaDouble({ port });
  await double.open();
  const roots = `ZALO_OA_API_ROOT=${double.url} ZALO_OA_OAUTH_ROOT=${double.url}`;
  const keys = `ZALO_OA_APP_ID=${appId} ZALO_OA_APP_SECRET=${appSecret} ZALO_OA_SECRET_KEY=${secretKey}`;
  print(`${roots} ${keys} ZALO_OA_REFRESH_TOKEN=${double.refreshToken} npm start\n${help}\n`);
  const stopping = new AbortController();
  const shown = show(double, print, stopping.signal);
  for await (const line of lines) {
    const [, command = "", rest = ""] = /^:(-?\w+)\s*(.*)$/u.exec(line) ?? [];
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
    const fault = faults[command];
    if (fault !== undefined) double.fail("*", fault);
    else if (contents.includes(command)) double.send(userId, `user_send_${command}`);
    else if (command === "webhook") double.webhook = rest;
    else if (command === "follow") double.follow(userId);
    else if (command === "unfollow") double.unfollow(userId);
    else if (command === "press") double.press(userId, double.sent.at(-1)?.buttons[Number(rest) - 1]?.title ?? rest);
    else if (command === "hand") double.answerByHand(userId, rest);
    else if (command === "expire") double.expireAccess();
    else if (command === "consent") print(`ZALO_OA_REFRESH_TOKEN=${double.consent()}`);
    else if (command === "state") print(JSON.stringify({ webhook: double.webhook, answered: double.webhookStatuses, refreshes: double.refreshes }));
    else if (command !== "") print(help);
    else if (line.trim() !== "") double.say(userId, line);
  }
}

/** Prints what the account says, until it is told to end. */
async function show(double: ZaloOaDouble, print: (line: string) => void, signal: AbortSignal): Promise<void> {
  let printed = 0;
  while (!signal.aborted) {
    for (const message of double.sent.slice(printed)) print(readable(message));
    printed = double.sent.length;
    await double.change();
  }
}

function readable({ text, buttons }: SentMessage): string {
  return [`bot: ${text}`, ...buttons.map(({ title }, index) => `  [${index + 1}] ${title}`)].join("\n");
}
