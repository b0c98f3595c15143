import { CloudAdapter, type OutboundUrlPolicy, type UserTokenClient } from "@microsoft/agents-hosting";

/**
 * The SDK's adapter for Azure Bot Service, with which requests are taken in. It looks at the activity and its serviceUrl,
 * and answers as the protocol wants; what is said goes through the outbox, so it neither speaks within a request nor asks
 * for a token before the activity is stored. Tokens of users are not used.
 */
export class BotAdapter extends CloudAdapter {
  constructor(appId: string, serviceAddresses: OutboundUrlPolicy) {
    super({ clientId: appId }, undefined, undefined, { emitStackTrace: false, validateServiceUrl: true }, serviceAddresses);
    // The SDK's own handler tells people to fix the source code. What could not be stored must come again.
    this.onTurnError = (_context, error) => Promise.reject(error);
  }

  protected override resolveIfConnectorClientIsNeeded(): boolean {
    return false;
  }

  protected override createUserTokenClient(): Promise<UserTokenClient> {
    return super.createUserTokenClient({});
  }
}
