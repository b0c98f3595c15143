import type { Topic } from "../knowledge/schema.js";
import { plain } from "../text/plain.js";
import { readCommand, says, type Choice, type Command } from "./command.js";
import type { SubscriptionMemory } from "./dialogue.js";

/** "2", "số 2", "1,3", "1 và 3". */
const numbers = /^(?:(?:so|chon) )?\d{1,2}(?:(?: ?[,;+&/] ?| va | )\d{1,2})*\.?$/u;

/** What was chosen from what was offered, else what was said; `undefined` if neither. Numbers and short words choose only right after the offer. */
export function chosenOrSaid(text: string, memory: SubscriptionMemory | undefined, topics: readonly Topic[]): Command | undefined {
  const said = plain(text);
  const chosen = memory?.offered.find(({ label }) => plain(label) === said)?.command;
  if (chosen !== undefined) return chosen;
  const answer = memory === undefined || memory.isAside ? undefined : (byNumbers(text, memory.offered) ?? answered(text, memory));
  // Whoever taps one topic after the other wants them all.
  const more = memory?.asks === "place" ? topics.find(({ name }) => plain(name) === said) : undefined;
  return answer ?? (more && { kind: "add_topics", topics: [more.id] }) ?? readCommand(text);
}

function byNumbers(text: string, offered: readonly Choice[]): Command | undefined {
  const said = text.trim().normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  if (!numbers.test(said)) return undefined;
  const chosen = (said.match(/\d+/gu) ?? []).map((number) => offered[Number(number) - 1]?.command);
  const known = chosen.filter((command) => command !== undefined);
  const [first] = known;
  if (first === undefined || known.length < chosen.length) return { kind: "wrong_number", most: offered.length };
  if (known.length === 1) return first;
  const topics = known.flatMap((command) => (command.kind === "choose_topics" ? command.topics : []));
  return topics.length === 0 ? { kind: "wrong_number", most: offered.length } : { kind: "choose_topics", topics: [...new Set(topics)] };
}

/** A short answer to what was asked. */
function answered(text: string, { asks, offered }: SubscriptionMemory): Command | undefined {
  switch (asks) {
    case "consent":
      return says("agree", text) ? { kind: "agree", role: undefined } : says("decline", text) ? { kind: "decline" } : undefined;
    case "topics":
      return says("all", text) ? offered.at(-1)?.command : undefined;
    case "place":
      return says("skip", text) ? { kind: "skip_place" } : undefined;
    case "change":
      return undefined;
  }
}
