import type { Permission } from "../../core/staff/roles.js";
import { announcementsPath } from "../announcements/paths.js";
import { frameWording } from "../wording/frame.js";

const { items } = frameWording;

/** What an account may not see is not shown to it. */
export const menu: readonly { readonly path: string; readonly name: string; readonly permission: Permission }[] = [
  { path: "/console", name: items.overview, permission: "see_overview" },
  { path: announcementsPath, name: items.announcements, permission: "see_announcements" },
  { path: "/console/kenh", name: items.channels, permission: "see_channels" },
  { path: "/console/tai-khoan", name: items.accounts, permission: "manage_accounts" },
  { path: "/console/nhat-ky", name: items.audit, permission: "see_audit" },
];
