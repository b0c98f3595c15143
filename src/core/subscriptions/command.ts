import { isOneEdit } from "../text/one-edit.js";
import { plain } from "../text/plain.js";
import { couldBeSyllable } from "../text/syllable.js";
import { subscriptionPhrases } from "../wording/subscription-phrases.js";
import type { Role } from "./subscription.js";

/** What a person wants of the announcements, said in words or chosen from what was offered. */
export type Command =
  | { readonly kind: "subscribe" | "unsubscribe" | "decline" | "change_topics" | "change_place" | "skip_place" }
  /** "Hủy" and nothing else: it may answer what somebody else has asked. */
  | { readonly kind: "cancel" }
  /** Without a role: as what the person is known, else a citizen. */
  | { readonly kind: "agree" | "change_role"; readonly role: Role | undefined }
  | { readonly kind: "choose_topics" | "add_topics"; readonly topics: readonly string[] }
  /** Numbers that were not offered. */
  | { readonly kind: "wrong_number"; readonly most: number }
  | { readonly kind: "choose_place"; readonly code: string };

/** What can be chosen, by its name or its place. */
export interface Choice {
  readonly label: string;
  readonly command: Command;
}

/** Words around a command that change nothing: "em muốn … ạ". */
const before = /^(?:(?:cho|giup) )?(?:(?:em|toi|minh|chau|anh|chi) )?(?:(?:muon|can|xin) )?(?:duoc )?/u;
const after = /(?: (?:cho toi|giup toi|gium toi|giup em|a|nhe|nha|di|voi|gium|giup|luon|nao|duoc khong|dc khong))+$/u;
const howTo = /^(?:lam (?:sao|the nao) (?:de )?|cach )| (?:nhu )?(?:the nao|kieu gi|o dau|ra sao)$/gu;
const compared = new Map<string, string[][]>(
  Object.entries(subscriptionPhrases).map(([name, phrases]) => [name, phrases.map((phrase) => asCompared(plain(phrase)))]),
);
/** From so many words on, a word with a wrong letter is still known. */
const longPhrase = 3;

/** The command that a message is, whatever was asked before; `undefined` if none. */
export function readCommand(message: string): Command | undefined {
  const slashed = /^\s*\/(dangky|huy)(?:@\w+)?\s*$/iu.exec(message)?.[1]?.toLowerCase();
  if (slashed !== undefined) return { kind: slashed === "dangky" ? "subscribe" : "unsubscribe" };
  // Who asks how to do it is helped best by doing it; leaving is done only for who says so.
  if (says("subscribe", plain(message).replace(howTo, ""))) return { kind: "subscribe" };
  const kind = (["unsubscribe", "cancel"] as const).find((one) => says(one, message));
  return kind === undefined ? undefined : { kind };
}

/** Whether a message is one of these phrases, with words of courtesy around it or not. */
export function says(phrases: keyof typeof subscriptionPhrases, message: string): boolean {
  const said = plain(message);
  const forms = [said, said.replace(after, ""), said.replace(before, ""), said.replace(before, "").replace(after, "")].map(asCompared);
  return (compared.get(phrases) ?? []).some((phrase) => forms.some((form) => isSame(form, phrase)));
}

/** "Đăng kí" and "đăng ký" are one word. */
function asCompared(text: string): string[] {
  return text.replaceAll("y", "i").split(" ");
}

/** "Dangky nhan tin" lacks a space, and "dang ky nhan tinn" has a letter too many; "… nhận tiền" says something else. */
function isSame(said: readonly string[], phrase: readonly string[]): boolean {
  if (said.join("") === phrase.join("")) return true;
  if (phrase.length < longPhrase || said.length !== phrase.length) return false;
  return said.every((word, index) => word === phrase[index] || (!couldBeSyllable(word) && isOneEdit(word, phrase[index] ?? "")));
}
