import { plain } from "../text/plain.js";
import { trainingPhrases } from "../wording/training-phrases.js";
import type { Stretch } from "./contest-calendar.js";

/** What a learner wants, said in words or chosen from what was offered. */
export type Command =
  | {
      readonly kind:
        "menu" | "free" | "placement" | "courses" | "continue" | "review" | "exams" | "submit" | "progress" | "reminder" | "no_reminder" | "link" | "stop";
    }
  | { readonly kind: "confirm_name" | "change_name" | "leave" | "stay" | "delete" }
  | { readonly kind: "course" | "exam" | "start_exam"; readonly courseId: string }
  | { readonly kind: "lesson"; readonly lessonId: string }
  | { readonly kind: "remind_at"; readonly hour: number }
  /** The contest that is on, or the named one. */
  | { readonly kind: "contest"; readonly contestId?: string }
  | { readonly kind: "contest_rules" | "contest_guess" | "contest_name"; readonly contestId: string }
  | { readonly kind: "contest_table"; readonly contestId: string; readonly by: "people" | "offices"; readonly stretch: Stretch }
  | { readonly kind: "start_try" }
  /** Without `name`, nameless. */
  | { readonly kind: "entry_name"; readonly name?: string }
  /** "" for none. */
  | { readonly kind: "entry_office"; readonly office: string }
  | { readonly kind: "entry_consent"; readonly isPublic: boolean }
  /** A code of an office, of a person or of another device. Two words of four letters might be one: without a mark of a code it is not `isCertain`. */
  | { readonly kind: "code"; readonly code: string; readonly isCertain: boolean };

/** What can be said without being offered. */
export type SpokenCommand =
  | "menu"
  | "placement"
  | "courses"
  | "continue"
  | "review"
  | "exams"
  | "submit"
  | "progress"
  | "reminder"
  | "no_reminder"
  | "link"
  | "stop"
  | "delete"
  | "contest";

/** What a learner can choose. */
export interface Choice {
  readonly label: string;
  readonly command: Command;
}

const spoken = new Map(
  Object.entries(trainingPhrases).flatMap(([kind, phrases]) => phrases.map((phrase) => [plain(withoutSlash(phrase)), kind as SpokenCommand] as const)),
);
/** Words around a command that change nothing: "em muốn … ạ". */
const around =
  /^(?:(?:cho )?(?:em|toi|minh|minh muon|chau|anh|chi)\s+)?(?:(?:muon|can|xin|xin phep)\s+)?(?:duoc\s+)?|\s+(?:a|nhe|nha|di|voi|duoc khong|dc khong|the nao|cai|luon)$/gu;

/** The training command that a message is, in words or as `/hoc`; `undefined` if none. */
export function readCommand(message: string): Command | undefined {
  const said = plain(withoutSlash(message).replaceAll("_", " "));
  const kind = spoken.get(said) ?? spoken.get(said.replaceAll(around, "").trim());
  if (kind !== undefined) return { kind };
  return codeIn(message);
}

/** "mã K7QF-M2XP", "K7QF M2XP 9RTB": letters and digits that the bot or an office gave out, without the dashes. */
function codeIn(message: string): Command | undefined {
  const said = /^\s*(\/?m[aã]\s*(?:[:.]|đơn vị|don vi|nối máy|noi may)?\s*)?([A-Za-z2-9]{4}(?:[-\s][A-Za-z2-9]{4}){1,2})\s*$/u.exec(message);
  const [, introduced, typed = ""] = said ?? [];
  if (typed === "") return undefined;
  return { kind: "code", code: typed.replace(/[-\s]/gu, "").toUpperCase(), isCertain: introduced !== undefined || /[-\d]/u.test(typed) };
}

function withoutSlash(text: string): string {
  return text.replace(/^\//u, "");
}
