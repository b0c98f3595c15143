import type { JSX } from "preact";
import { useCallback, useEffect, useMemo, useRef, useState } from "preact/hooks";
import { awaitedSince } from "../chat/awaited-since.js";
import type { Chat } from "../chat/chat.js";
import { useBackToClose } from "../hooks/use-back-to-close.js";
import { useChatState } from "../hooks/use-chat-state.js";
import { useNotice } from "../hooks/use-notice.js";
import { useFollowNews } from "../hooks/use-follow-news.js";
import { useVisibleHeight } from "../hooks/use-visible-height.js";
import type { JsonStore } from "../platform/json-store.js";
import type { PageSettings } from "../page-settings.js";
import type { ReadingSettings } from "../reading-settings.js";
import { useVietnameseVoice } from "../speech/use-vietnamese-voice.js";
import type { Suggester } from "../suggestions/create-suggester.js";
import { wording } from "../wording.js";
import { Composer } from "./composer.js";
import { ConversationLog, type ConversationActions } from "./conversation-log.js";
import { HeaderBar } from "./header-bar.js";
import { Icon } from "./icon.js";
import { MenuDialog } from "./menu-dialog.js";
import { NoticeBanner } from "./notice-banner.js";
import { ThinkingNote } from "./thinking-note.js";
import { WelcomeSection } from "./welcome-section.js";

export interface AppProps {
  chat: Chat;
  page: PageSettings;
  suggester: Suggester | undefined;
  settings: ReadingSettings;
  /** Id of the notice that the person has closed. */
  closedNotice: JsonStore;
  /** Shows and keeps new settings. */
  onSettings: (settings: ReadingSettings) => void;
  onCloseFrame: (() => void) | undefined;
}

/** The whole page. */
export function App({ chat, page, suggester, settings: firstSettings, closedNotice, onSettings, onCloseFrame }: AppProps): JSX.Element {
  const state = useChatState(chat);
  const voice = useVietnameseVoice();
  const [notice, hideNotice] = useNotice(page.notice, closedNotice);
  const [settings, setSettings] = useState(firstSettings);
  const [openSource, setOpenSource] = useState<string>();
  const input = useRef<HTMLTextAreaElement>(null);
  const scroller = useRef<HTMLElement>(null);
  const menu = useRef<HTMLDialogElement>(null);
  /** Where the conversation stood when the source was opened. */
  const placeBefore = useRef(0);

  const questions = state.log.filter(({ kind }) => kind === "question").length + state.outgoing.length;
  const replies = state.log.filter(({ kind }) => kind !== "question").length;
  const { hasNewsBelow, showNews, onScroll } = useFollowNews(scroller, { asked: questions, replied: replies });
  useVisibleHeight();

  const goBack = useBackToClose(openSource !== undefined, () => {
    setOpenSource(undefined);
    if (scroller.current !== null) scroller.current.scrollTop = placeBefore.current;
    if (openSource !== undefined) document.getElementById(openSource)?.focus({ preventScroll: true });
  });

  useEffect(() => {
    const onEscape = (event: KeyboardEvent): void => {
      if (event.key !== "Escape" || event.defaultPrevented || menu.current?.open === true) return;
      if (openSource !== undefined) goBack();
      else onCloseFrame?.();
    };
    addEventListener("keydown", onEscape);
    return () => removeEventListener("keydown", onEscape);
  }, [openSource, goBack, onCloseFrame]);

  /** The button that asked is gone with its choices: focus goes where the next question is typed, but opens no keyboard on a phone. */
  const askByButton = useCallback(
    (text: string) => {
      chat.ask(text);
      const next = matchMedia("(pointer: coarse)").matches ? scroller.current : input.current;
      next?.focus({ preventScroll: true });
    },
    [chat],
  );

  const actions = useMemo<ConversationActions>(
    () => ({
      onAsk: askByButton,
      onRetry: chat.retry,
      onEdit: (clientId) => putBack(input.current, chat.takeBack(clientId)),
      onRate: chat.rate,
      onToggleSource: (sourceId) => {
        if (sourceId === openSource) return goBack();
        if (openSource === undefined) placeBefore.current = scroller.current?.scrollTop ?? 0;
        setOpenSource(sourceId);
      },
    }),
    [chat, askByButton, openSource, goBack],
  );

  function changeSettings(next: ReadingSettings): void {
    setSettings(next);
    onSettings(next);
  }

  /** The button is gone with its notice: focus goes where there is something to do. */
  function closeNotice(): void {
    hideNotice();
    scroller.current?.focus({ preventScroll: true });
  }

  function startOver(): void {
    if (openSource !== undefined) goBack();
    chat.startOver();
    input.current?.focus();
  }

  return (
    <div class="app">
      <HeaderBar onOpenMenu={() => menu.current?.showModal()} onClose={onCloseFrame} />
      <NoticeBanner state={state} notice={notice} onClose={closeNotice} />
      <main ref={scroller} class="conversation" tabIndex={0} onScroll={onScroll}>
        <div class="column">
          <WelcomeSection welcome={state.welcome} isFirst={questions + replies === 0} onAsk={askByButton} />
          <ConversationLog state={state} openSource={openSource} voice={voice} actions={actions} />
          <ThinkingNote since={awaitedSince(state)} />
        </div>
      </main>
      {hasNewsBelow && (
        <button type="button" class="news-below" onClick={showNews}>
          {wording.newBelow}
          <Icon name="below" />
        </button>
      )}
      <Composer
        input={input}
        draft={page.draft}
        maxChars={page.maxChars}
        suggester={settings.suggestsWhileTyping ? suggester : undefined}
        onAsk={chat.ask}
        onBegin={chat.prepare}
      />
      <MenuDialog
        dialog={menu}
        settings={settings}
        hasSuggestions={suggester !== undefined}
        onChange={changeSettings}
        onStartOver={startOver}
        onAsk={askByButton}
      />
    </div>
  );
}

/** Gives an unsent text back to be changed; what stands in the input already is kept behind it. */
function putBack(input: HTMLTextAreaElement | null, text: string): void {
  if (input === null) return;
  input.value = [text, input.value].filter((part) => part !== "").join("\n");
  input.dispatchEvent(new Event("input", { bubbles: true }));
  input.focus();
}
