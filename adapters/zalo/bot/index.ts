import type { PushChannelParts, PushChannelServer } from "../../../src/activity/push-channel.js";
import { CourtesyLimit } from "../../shared/courtesy-limit.js";
import { keepTrying } from "../../shared/keep-trying.js";
import { webhookRoute } from "../../shared/webhook-route.js";
import { ZaloBotApi } from "./api.js";
import { BotNames } from "./bot-names.js";
import { Budget, type BudgetSettings } from "./budget.js";
import { checkZaloBot } from "./check.js";
import { Courtesies } from "./courtesies.js";
import { readFailure } from "./failure.js";
import { poll } from "./polling.js";
import { ZaloBotPushChannel } from "./push-channel.js";
import { UpdateReceiver } from "./update-receiver.js";
import { isUpdateOrProbe, readAnyBody, secretHeader, webhookPathFor } from "./webhook.js";

export { zaloBot } from "./channel.js";

export interface ZaloBotSettings extends BudgetSettings {
  /** As Zalo Bot Manager gives it. */
  readonly token: string;
  /** Origin of the Zalo Bot Platform's server: https://bot-api.zaloplatforms.com, or a double. */
  readonly apiRoot: string;
  /** What Zalo shows when it calls the webhook: 8 to 256 characters. */
  readonly webhookSecret: string;
}

/** A bot of the Zalo Bot Platform, ready to be started: with a webhook where Zalo can reach us, else by asking for news. */
export function openZaloBot(settings: ZaloBotSettings, parts: PushChannelParts): PushChannelServer {
  const { publicUrl, onFault } = parts;
  const { webhookSecret: secret, apiRoot } = settings;
  const path = webhookPathFor(secret);
  const webhookUrl = publicUrl === undefined ? undefined : publicUrl + path;
  const api = new ZaloBotApi(settings, parts);
  const budget = new Budget(settings, parts);
  const courtesies = new Courtesies({ api, budget, limit: new CourtesyLimit(parts.now) });
  const receiver = new UpdateReceiver({ ...parts, names: new BotNames(api), courtesies });
  const stopping = new AbortController();
  const trying = { ...parts, signal: stopping.signal };
  const underWay = new Set<Promise<void>>();
  let started = Promise.resolve();

  function receive(update: unknown): Promise<void> {
    const work = receiver.receive(update);
    const settled = work.catch(() => undefined).finally(() => underWay.delete(settled));
    underWay.add(settled);
    return work;
  }

  async function takeIn(): Promise<void> {
    if (webhookUrl === undefined) {
      await keepTrying((signal) => api.deleteWebhook(signal), readFailure("deleteWebhook"), trying);
      await poll({ ...trying, api, receive });
    } else await keepTrying((signal) => setWebhook(webhookUrl, signal), readFailure("setWebhook"), trying);
  }

  /** Only where it is not set so already: Zalo lets it be set a few times a day. */
  async function setWebhook(url: string, signal: AbortSignal): Promise<void> {
    if ((await api.webhookUrl()) !== url) await api.setWebhook(url, secret, signal);
  }

  return {
    pushChannel: new ZaloBotPushChannel({ api, budget, onFault }),
    routes(server): Promise<void> {
      if (webhookUrl === undefined) return Promise.resolve();
      readAnyBody(server);
      webhookRoute(server, { path, secretHeader, secret, isUpdate: isUpdateOrProbe, receive, isOpen: () => !stopping.signal.aborted, onFault });
      return Promise.resolve();
    },
    start(): Promise<void> {
      started = takeIn().catch(onFault);
      return Promise.resolve();
    },
    async stop(): Promise<void> {
      stopping.abort();
      await started;
      await Promise.all(underWay);
      await courtesies.settle();
    },
    check: () => checkZaloBot({ api, apiRoot, webhookUrl }),
  };
}
