import type { ChannelFinding, PushChannelParts, PushChannelServer } from "../../src/activity/push-channel.js";
import { CourtesyLimit } from "../shared/courtesy-limit.js";
import { AccessTokens, type Credentials } from "./access-tokens.js";
import { ActivityReceiver } from "./activity-receiver.js";
import { BotAdapter } from "./bot-adapter.js";
import { checkAzure } from "./check.js";
import { Connector } from "./connector.js";
import { Courtesies } from "./courtesies.js";
import { failureOf, faultOf } from "./failure.js";
import type { Incoming } from "./incoming.js";
import { messagesRoute } from "./messages-route.js";
import { AzurePushChannel } from "./push-channel.js";
import { ServiceAddresses } from "./service-addresses.js";
import { SigningKeys } from "./signing-keys.js";
import { verifyRequest } from "./verify-request.js";

export { azure } from "./channel.js";

export interface AzureSettings extends Credentials {
  /** Origin of the server that tells the keys and the issuer of the Bot Connector: https://login.botframework.com. */
  readonly keysRoot: string;
  /** Origins to which the bot may speak besides Microsoft's own. */
  readonly serviceOrigins: readonly string[];
}

/** Azure Bot Service, ready to be started: it brings activities to `/api/messages`, and is called to deliver. */
export function openAzure(settings: AzureSettings, parts: PushChannelParts): PushChannelServer {
  const { appId, keysRoot, loginRoot, serviceOrigins } = settings;
  const { now, onFault, publicUrl } = parts;
  const keys = new SigningKeys(keysRoot, parts);
  const tokens = new AccessTokens(settings, parts);
  const serviceAddresses = new ServiceAddresses(serviceOrigins);
  const connector = new Connector({ fetch: parts.fetch, wait: parts.wait, tokens, serviceAddresses });
  const courtesies = new Courtesies(connector, new CourtesyLimit(now));
  const receiver = new ActivityReceiver({ ...parts, courtesies });
  const adapter = new BotAdapter(appId, serviceAddresses);
  const underWay = new Set<Promise<void>>();
  let isOpen = true;

  function receive(incoming: Incoming): Promise<void> {
    const work = receiver.receive(incoming);
    const settled = work.catch(() => undefined).finally(() => underWay.delete(settled));
    underWay.add(settled);
    return work;
  }

  return {
    pushChannel: new AzurePushChannel(connector, tokens),
    routes(server): Promise<void> {
      const verify = (authorization: string | undefined) => verifyRequest(authorization, { keys, appId, now });
      messagesRoute(server, { adapter, verify, receive, isOpen: () => isOpen, onFault });
      return Promise.resolve();
    },
    /** An operator should read of wrong credentials before somebody waits for an answer. */
    async start(): Promise<void> {
      await tokens.get().catch((error: unknown) => onFault(faultOf("token", failureOf(error))));
    },
    async stop(): Promise<void> {
      isOpen = false;
      await Promise.all(underWay);
      await courtesies.settle();
    },
    check: (): Promise<ChannelFinding[]> => checkAzure({ fetch: parts.fetch, wait: parts.wait, tokens, keys, loginRoot, keysRoot, publicUrl }),
  };
}
