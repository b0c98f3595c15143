import { useEffect, useState } from "preact/hooks";
import type { ChatState } from "../chat/chat-state.js";
import type { Chat } from "../chat/chat.js";

/** The state of the conversation, drawn anew with each change. */
export function useChatState(chat: Chat): ChatState {
  const [state, setState] = useState(chat.state);
  useEffect(() => {
    const update = (): void => setState(chat.state());
    update();
    return chat.subscribe(update);
  }, [chat]);
  return state;
}
