import { bot } from "../../wording/bot.js";
import type { AnswerStatus } from "../answer.js";
import { emptyMemory } from "../memory.js";
import type { Step } from "../pipeline.js";
import { asChoices, reply } from "../reply.js";

const reactionsTo: { name: string; status: AnswerStatus; body: string; topics: boolean }[] = [
  { name: "restart", status: "command_restart", body: bot.restart, topics: true },
  { name: "menu", status: "command_menu", body: bot.menu, topics: true },
  { name: "help", status: "command_help", body: bot.help, topics: true },
  { name: "human", status: "command_human", body: bot.human, topics: false },
  { name: "identity", status: "smalltalk_identity", body: bot.identity, topics: true },
  { name: "ability", status: "smalltalk_identity", body: bot.ability, topics: true },
  { name: "chat", status: "smalltalk_identity", body: bot.aboutItself, topics: true },
  { name: "thanks", status: "smalltalk_thanks", body: bot.thanks, topics: false },
  { name: "farewell", status: "smalltalk_farewell", body: bot.farewell, topics: false },
  { name: "greeting", status: "smalltalk_greeting", body: bot.greeting, topics: true },
  { name: "compliment", status: "smalltalk_thanks", body: bot.compliment, topics: false },
  { name: "acknowledge", status: "smalltalk_acknowledge", body: bot.acknowledge, topics: false },
];

/** Answers greetings, thanks, questions about the bot, and commands: messages that say nothing else. */
export const recogniseSmallTalk: Step = (context, { reactions }) => {
  const { tokens, typed } = context.reading;
  if (typed.length === 0 || /^\/\p{L}+$/u.test(context.masked)) return reply(context, "command_help", bot.help, asChoices(bot.topics));
  const match = reactionsTo.find(({ name }) => reactions.isOnly(name, tokens) || reactions.isOnly(name, typed));
  if (match === undefined) return undefined;
  if (match.status === "command_restart") context.nextMemory = emptyMemory;
  return reply(context, match.status, match.body, match.topics ? asChoices(bot.topics) : []);
};
