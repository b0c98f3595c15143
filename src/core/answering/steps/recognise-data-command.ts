import { bot } from "../../wording/bot.js";
import type { Answer } from "../answer.js";
import { chosenFrom } from "../chosen-from.js";
import type { Context } from "../context.js";
import { emptyMemory } from "../memory.js";
import type { Step } from "../pipeline.js";
import { asChoices, reply } from "../reply.js";

/**
 * "Dữ liệu của tôi", "xóa dữ liệu của tôi": what is held on the asker, and its deletion, which is asked about once. What
 * was said before is stored elsewhere: whoever keeps it reads the status, and tells or deletes it.
 */
export const recogniseDataCommand: Step = (context, { reactions }) => {
  const { reading, memory, masked } = context;
  const says = (name: string): boolean => reactions.isOnly(name, reading.tokens) || reactions.isOnly(name, reading.typed);
  const isAsked = memory.asksDeletion === true;
  const choice = isAsked ? chosenFrom(memory.offered, masked)?.label : undefined;

  if (isAsked && (choice === bot.keepData || says("keep_data"))) return reply(context, "command_deletion_dropped", bot.dataKept);
  if (isAsked && (choice === bot.deleteData || reactions.isWholly("confirm_deletion", reading.typed))) return forget(context);
  // "Vâng" is too little to lose everything by.
  if (says("delete_data") || (isAsked && says("acknowledge"))) return askDeletion(context);
  if (says("own_data")) return reply(context, "command_own_data", bot.ownData, asChoices([bot.wantsDeletion]));
  return undefined;
};

function askDeletion(context: Context): Answer {
  context.nextMemory = { ...context.nextMemory, asksDeletion: true };
  return reply(context, "command_deletion_asked", bot.askDeletion, asChoices([bot.deleteData, bot.keepData]));
}

function forget(context: Context): Answer {
  context.nextMemory = emptyMemory;
  return reply(context, "command_deletion_done", bot.dataDeleted);
}
