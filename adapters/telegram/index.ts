import type { ChannelFinding, PushChannelParts, PushChannelServer } from "../../src/activity/push-channel.js";
import { CourtesyLimit } from "../shared/courtesy-limit.js";
import { keepTrying } from "../shared/keep-trying.js";
import { webhookRoute } from "../shared/webhook-route.js";
import { createApis, type Apis, type ApiSignal } from "./api.js";
import { AskedMessages } from "./asked-messages.js";
import { checkTelegram } from "./check.js";
import { Courtesies } from "./courtesies.js";
import { readFailure } from "./failure.js";
import { FloodWatch } from "./flood-watch.js";
import { KnownIdentity } from "./known-identity.js";
import { poll } from "./polling.js";
import { SentPictures } from "./sent-pictures.js";
import { TelegramPushChannel } from "./push-channel.js";
import { UpdateReceiver } from "./update-receiver.js";
import { allowedUpdates } from "./update.js";
import { isUpdate, secretHeader, webhookPath } from "./webhook.js";
import { telegramWording } from "./wording.js";

export { telegram } from "./channel.js";

export interface TelegramSettings {
  /** As BotFather gives it. */
  readonly token: string;
  /** Where the Bot API is served: https://api.telegram.org, or a server of one's own. */
  readonly apiRoot: string;
  /** What Telegram shows when it calls the webhook: 1 to 256 of A–Z, a–z, 0–9, _ and -. */
  readonly webhookSecret: string;
}

const menu = Object.entries(telegramWording.menu).map(([command, description]) => ({ command, description }));

/** Telegram, ready to be started: with a webhook where Telegram can reach us, else by asking for news. */
export function openTelegram(settings: TelegramSettings, parts: PushChannelParts): PushChannelServer {
  const { publicUrl, onFault } = parts;
  const webhookUrl = publicUrl === undefined ? undefined : publicUrl + webhookPath;
  const apis = createApis(settings, parts);
  const asked = new AskedMessages();
  const courtesies = new Courtesies({ apis, limit: new CourtesyLimit(parts.now) });
  const identity = new KnownIdentity(apis);
  const receiver = new UpdateReceiver({ ...parts, identity, asked, courtesies });
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
    const menuSet = keepTrying((signal) => apis.calls.setMyCommands(menu, {}, signal as ApiSignal), readFailure("setMyCommands"), trying);
    if (webhookUrl === undefined) {
      await keepTrying((signal) => apis.calls.deleteWebhook({}, signal as ApiSignal), readFailure("deleteWebhook"), trying);
      await poll({ ...trying, apis, receive });
    } else await keepTrying((signal) => setWebhook(apis, webhookUrl, settings.webhookSecret, signal as ApiSignal), readFailure("setWebhook"), trying);
    await menuSet;
  }

  return {
    pushChannel: new TelegramPushChannel(apis, asked, new FloodWatch(parts.now), new SentPictures()),
    routes(server): Promise<void> {
      if (webhookUrl !== undefined) {
        const secret = settings.webhookSecret;
        webhookRoute(server, { path: webhookPath, secretHeader, secret, isUpdate, receive, isOpen: () => !stopping.signal.aborted, onFault });
      }
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
    check: (): Promise<ChannelFinding[]> =>
      checkTelegram({ apis, apiRoot: settings.apiRoot, webhookUrl, webhookSecret: settings.webhookSecret, now: parts.now }),
  };
}

/** Telegram calls with 40 updates at a time at most, in order within each chat. */
function setWebhook({ calls }: Apis, url: string, secret: string, signal: ApiSignal): Promise<true> {
  return calls.setWebhook(url, { secret_token: secret, allowed_updates: allowedUpdates, max_connections: 40 }, signal);
}
