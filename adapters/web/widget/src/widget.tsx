import { render } from "preact";
import type { Chat } from "./chat/chat.js";
import { createChat } from "./chat/create-chat.js";
import { App } from "./components/app.js";
import { FailureGuard } from "./components/failure-guard.js";
import { createRequests } from "./direct-line/requests.js";
import { closeMessage } from "./embed-messages.js";
import { browserClock } from "./platform/clock.js";
import { createJsonStore } from "./platform/json-store.js";
import { randomId } from "./platform/random-id.js";
import { readPageSettings } from "./page-settings.js";
import { applyReadingSettings, readReadingSettings } from "./reading-settings.js";
import "./styles/page.css";
import { createSuggester } from "./suggestions/create-suggester.js";

const root = document.getElementById("chat");
if (root !== null) startChat(root);

/** Takes the place of the plain form; should the script fail, at once or later, the form comes back. */
function startChat(root: HTMLElement): void {
  const form = [...root.childNodes];
  const restoreForm = (): void => root.replaceChildren(...form);
  try {
    showChat(root, restoreForm);
  } catch (error) {
    restoreForm();
    throw error;
  }
}

function showChat(root: HTMLElement, restoreForm: () => void): void {
  const page = readPageSettings(root, Date.now());
  const settingsStore = createJsonStore("tro-ly-so.reading", () => localStorage);
  const settings = readReadingSettings(settingsStore);
  applyReadingSettings(settings, document.documentElement);

  const chat = createChat({
    requests: createRequests({ root: "/v3/directline", fetch: fetch.bind(window), clock: browserClock }),
    openSocket: (path) => new WebSocket(`${location.origin.replace(/^http/u, "ws")}${path}`),
    clock: browserClock,
    chance: Math.random,
    newId: randomId,
    welcome: page.welcome,
    hasNetwork: navigator.onLine,
    sessionStore: createJsonStore("tro-ly-so.session", () => sessionStorage),
    outboxStore: createJsonStore("tro-ly-so.outbox", () => sessionStorage),
    servedSession: page.session,
  });
  followDevice(chat);
  if (page.session !== undefined) history.replaceState(null, "", page.isEmbedded ? "/?embed=1" : "/");

  root.replaceChildren();
  render(
    <FailureGuard onFailure={restoreForm}>
      <App
        chat={chat}
        page={page}
        suggester={page.suggestUrl === "" ? undefined : createSuggester(page.suggestUrl, fetch.bind(window))}
        settings={settings}
        closedNotice={createJsonStore("tro-ly-so.closed-notice", () => localStorage)}
        onSettings={(next) => {
          settingsStore.write(next);
          applyReadingSettings(next, document.documentElement);
        }}
        onCloseFrame={page.isEmbedded && parent !== window ? () => parent.postMessage(closeMessage, "*") : undefined}
      />
    </FailureGuard>,
    root,
  );
}

function followDevice(chat: Chat): void {
  addEventListener("online", () => chat.setNetwork(true));
  addEventListener("offline", () => chat.setNetwork(false));
  addEventListener("pageshow", () => chat.wake());
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") chat.wake();
  });
}
