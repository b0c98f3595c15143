import { announcementActionNames } from "../../core/wording/announcements.js";
import { actionNames, auditWording } from "../wording/audit.js";

const stepNames = Object.entries(announcementActionNames).map(([step, name]) => [`announcement_${step}`, auditWording.announcement(name)] as const);

/** All actions of the audit log as people call them. */
export const allActionNames: ReadonlyMap<string, string> = new Map([...Object.entries(actionNames), ...stepNames]);
