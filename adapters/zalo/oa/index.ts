import type { PushChannelParts, PushChannelServer } from "../../../src/activity/push-channel.js";
import { CourtesyLimit } from "../../shared/courtesy-limit.js";
import { keepTrying } from "../../shared/keep-trying.js";
import { ZaloOaApi } from "./api.js";
import { checkZaloOa } from "./check.js";
import { Contacts } from "./contacts.js";
import { Courtesies } from "./courtesies.js";
import { EventReceiver } from "./event-receiver.js";
import { readFailure } from "./failure.js";
import { ZaloOaPushChannel } from "./push-channel.js";
import { TokenKeeper, type KeeperSettings } from "./token-keeper.js";
import { webhookRoute } from "./webhook.js";

export { zaloOa } from "./channel.js";
export { freeForMs, possibleForMs } from "./contacts.js";
export { authorizeZaloOa } from "./authorize.js";

export interface ZaloOaSettings extends KeeperSettings {
  /** Signs the webhook's requests: the OA's own secret key. */
  readonly secretKey: string;
  /** Origin of the API: https://openapi.zalo.me, or a double. */
  readonly apiRoot: string;
  /** How long the bot is silent after a colleague has answered by hand, in minutes. */
  readonly silentMinutes: number;
  /** Whether messages may be sent that cost something: to people who were silent for more than 48 hours. */
  readonly mayCost: boolean;
}

/** A Zalo Official Account, ready to be started. Zalo brings events to the webhook alone; its address is set in Zalo's console. */
export function openZaloOa(settings: ZaloOaSettings, parts: PushChannelParts): PushChannelServer {
  const { apiRoot, mayCost, silentMinutes } = settings;
  const { publicUrl, onFault } = parts;
  const tokens = new TokenKeeper(settings, parts);
  const api = new ZaloOaApi({ ...parts, tokens, apiRoot });
  const contacts = new Contacts(parts);
  const courtesies = new Courtesies({ api, contacts, limit: new CourtesyLimit(parts.now) });
  const receiver = new EventReceiver({ ...parts, contacts, courtesies, silentForMs: silentMinutes * 60_000 });
  const stopping = new AbortController();
  const underWay = new Set<Promise<void>>();
  let isStarted = false;
  let started = Promise.resolve();

  function receive(event: unknown): Promise<void> {
    const work = receiver.receive(event);
    const settled = work.catch(() => undefined).finally(() => underWay.delete(settled));
    underWay.add(settled);
    return work;
  }

  return {
    pushChannel: new ZaloOaPushChannel({ api, contacts, mayCost, onFault }),
    routes(server): Promise<void> {
      webhookRoute(server, { keys: settings, receive, isOpen: () => !stopping.signal.aborted, onFault });
      return Promise.resolve();
    },
    /** Tries the tokens, so that an operator learns at once what is wrong with them. */
    start(): Promise<void> {
      isStarted = true;
      started = keepTrying(() => api.account(), readFailure("getoa"), { ...parts, signal: stopping.signal }).catch(onFault);
      return Promise.resolve();
    },
    async stop(): Promise<void> {
      stopping.abort();
      await started;
      await Promise.all(underWay);
      await courtesies.settle();
    },
    check: () => checkZaloOa({ api, apiRoot, publicUrl, fetchParts: parts, hasTokens: isStarted }),
  };
}
