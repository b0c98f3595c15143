import type { StaffAccount } from "../../core/staff/account.js";
import { permissionsOf, type Permission } from "../../core/staff/roles.js";
import { announcementsPath } from "../announcements/paths.js";
import { questionsPath } from "../questions/paths.js";
import { frameWording } from "../wording/frame.js";

const { items } = frameWording;

/** What an account may not see is not shown to it. */
export const menu: readonly { readonly path: string; readonly name: string; readonly permission: Permission }[] = [
  { path: "/console", name: items.overview, permission: "see_overview" },
  { path: announcementsPath, name: items.announcements, permission: "see_announcements" },
  { path: questionsPath, name: items.questions, permission: "see_questions" },
  { path: "/console/dao-tao", name: items.training, permission: "see_training" },
  { path: "/console/kenh", name: items.channels, permission: "see_channels" },
  { path: "/console/tai-khoan", name: items.accounts, permission: "manage_accounts" },
  { path: "/console/nhat-ky", name: items.audit, permission: "see_audit" },
];

/** Where an account begins: the first page of the menu that it may see, or its own account. */
export function startPathOf({ roles }: StaffAccount): string {
  const allowed = permissionsOf(roles);
  return menu.find(({ permission }) => allowed.has(permission))?.path ?? "/console/toi";
}
