import { commandWords } from "./wording.js";

/** A command as it was typed: `/dichvu@TroLySoBot đất đai`. */
export interface Command {
  /** Without the slash, in lower case. */
  readonly name: string;
  /** The bot that it is meant for; `undefined`: whichever is there. */
  readonly botName: string | undefined;
  /** What follows it, trimmed; "" if nothing does. */
  readonly rest: string;
}

/** What a command asks of the core: the start of the conversation, or words. */
export type Wish = { readonly kind: "start" } | { readonly kind: "words"; readonly text: string };

const form = /^\s*\/(?<name>[a-z0-9_]{1,32})(?:@(?<bot>[a-z0-9_]{3,40}))?(?:\s+(?<rest>[^]*))?$/iu;
const words: Readonly<Record<string, string>> = commandWords;

/** The command that a message begins with; `undefined` if it does not. */
export function commandIn(text: string): Command | undefined {
  const groups = form.exec(text)?.groups;
  if (groups?.name === undefined) return undefined;
  return { name: groups.name.toLowerCase(), botName: groups.bot, rest: groups.rest?.trim() ?? "" };
}

/** Whether it is one of ours, and not another bot's. */
export function isOurs({ name, botName }: Command, ourName: string): boolean {
  const isForUs = botName === undefined || botName.toLowerCase() === ourName.toLowerCase();
  return isForUs && (name === "start" || Object.hasOwn(words, name));
}

/** A command in plain words. One that we do not know is taken for a question typed behind a slash. */
export function wishOf({ name, rest }: Command): Wish {
  if (name === "start") return { kind: "start" };
  if (name === "dichvu" && rest !== "") return { kind: "words", text: rest };
  if (name === "nghiquyet" && rest !== "") return { kind: "words", text: `Nghị quyết ${rest}` };
  const known = Object.hasOwn(words, name) ? words[name] : undefined;
  return { kind: "words", text: known ?? `${name.replaceAll("_", " ")} ${rest}`.trim() };
}
