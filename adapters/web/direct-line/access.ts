import { createHash, timingSafeEqual } from "node:crypto";
import type { FastifyRequest } from "fastify";
import type { ConversationLog } from "../../../src/activity/conversation-log.js";
import type { Participant } from "../channel.js";
import { ProtocolError } from "../protocol-error.js";
import type { TokenSigner } from "../token-signer.js";

/** Who asks: the operator's own programs, by the secret, or one user of one conversation, by a token. */
export type Caller = { readonly kind: "operator" } | { readonly kind: "participant"; readonly participant: Participant };

/** Decides by the header `Authorization` what a request may do. */
export class Access {
  readonly #signer: TokenSigner;
  readonly #log: ConversationLog;
  readonly #secret: string | undefined;

  /** @param secret that the operator has set; `undefined`: nobody may act for the operator. */
  constructor(signer: TokenSigner, log: ConversationLog, secret: string | undefined) {
    this.#signer = signer;
    this.#log = log;
    this.#secret = secret;
  }

  /** Whether a request carries the operator's secret. */
  isOperator(request: FastifyRequest): boolean {
    const credential = credentialOf(request);
    return credential !== undefined && this.#secret !== undefined && isSame(credential, this.#secret);
  }

  /** @throws ProtocolError `MissingToken`, `BadToken`, `TokenExpired` */
  callerOf(request: FastifyRequest): Caller {
    const credential = credentialOf(request);
    if (credential === undefined) throw new ProtocolError("MissingToken");
    if (this.isOperator(request)) return { kind: "operator" };
    const verified = this.#signer.verify("conversation", credential);
    if (!verified.ok) throw new ProtocolError(verified.isExpired ? "TokenExpired" : "BadToken");
    return { kind: "participant", participant: verified.participant };
  }

  /**
   * The participant of a conversation for whom a request speaks; whether the conversation still exists is not looked up
   * for a token.
   * @throws ProtocolError also `BadToken` for another's conversation
   */
  async participantOf(conversationId: string, request: FastifyRequest): Promise<Participant> {
    const caller = this.callerOf(request);
    if (caller.kind === "operator") return { conversationId, userId: await this.#userOf(conversationId) };
    if (caller.participant.conversationId !== conversationId) throw new ProtocolError("BadToken");
    return caller.participant;
  }

  /** The same, of a conversation that exists. @throws ProtocolError also `ConversationNotFound` */
  async participantIn(conversationId: string, request: FastifyRequest): Promise<Participant> {
    const participant = await this.participantOf(conversationId, request);
    await this.#userOf(conversationId);
    return participant;
  }

  async #userOf(conversationId: string): Promise<string> {
    const userId = await this.#log.userOf(conversationId);
    if (userId === undefined) throw new ProtocolError("ConversationNotFound");
    return userId;
  }
}

function credentialOf({ headers }: FastifyRequest): string | undefined {
  return /^Bearer +(\S+)$/i.exec(headers.authorization ?? "")?.[1];
}

/** In a time that tells nothing about where they differ, nor about their lengths. */
function isSame(a: string, b: string): boolean {
  const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
