import { describe, expect, it } from "vitest";
import { addressOf, conversationIdOf } from "../../../adapters/telegram/address.js";

describe("the id of a conversation", () => {
  it.each([
    [{ chatId: "12345" }, "telegram-12345"],
    [{ chatId: "-100777", userId: "12345" }, "telegram--100777-u12345"],
    [{ chatId: "-100777", threadId: "8", userId: "12345" }, "telegram--100777-t8-u12345"],
  ])("of %j is %s, and back", (address, id) => {
    expect(conversationIdOf(address)).toBe(id);
    expect(addressOf(id)).toEqual({ threadId: undefined, userId: undefined, ...address });
  });

  it.each(["webchat-1", "telegram-", "telegram-abc", "telegram-1-x2", "telegram-1 "])("is not %s", (id) => {
    expect(addressOf(id)).toBeUndefined();
  });
});
