/** What an account is for. An account may have several roles. */
export const roles = ["administrator", "editor", "approver", "emergency", "training_manager", "office_manager", "viewer"] as const;

export type Role = (typeof roles)[number];

/** What a page or an action of the console asks for. */
export const permissions = [
  "see_overview",
  "see_announcements",
  "write_announcements",
  "approve_announcements",
  "run_announcements",
  "send_emergencies",
  "see_questions",
  "write_articles",
  "publish_articles",
  "see_training",
  "run_training",
  "see_channels",
  "manage_channels",
  "manage_accounts",
  "see_audit",
] as const;

export type Permission = (typeof permissions)[number];

/** Whoever administers accounts neither writes nor approves: no single role takes an announcement all the way. */
const granted: Readonly<Record<Role, readonly Permission[]>> = {
  administrator: ["see_overview", "see_announcements", "see_questions", "see_channels", "manage_channels", "manage_accounts", "see_audit"],
  editor: ["see_overview", "see_announcements", "write_announcements", "run_announcements", "see_questions", "write_articles", "see_channels"],
  approver: ["see_overview", "see_announcements", "approve_announcements", "run_announcements", "see_questions", "publish_articles", "see_channels"],
  emergency: ["see_overview", "see_announcements", "send_emergencies", "see_channels"],
  training_manager: ["see_overview", "see_training", "run_training"],
  // Sees the offices that it manages, and no other.
  office_manager: ["see_training"],
  viewer: ["see_overview", "see_announcements", "see_questions", "see_channels"],
};

const withSecondFactor: readonly Role[] = ["administrator", "approver", "emergency"];

export function permissionsOf(held: readonly Role[]): ReadonlySet<Permission> {
  return new Set(held.flatMap((role) => granted[role]));
}

/** Whether whoever holds these roles signs in with a code besides the password. */
export function needsSecondFactor(held: readonly Role[]): boolean {
  return held.some((role) => withSecondFactor.includes(role));
}
