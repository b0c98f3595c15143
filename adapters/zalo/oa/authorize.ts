import { ZaloOaFailure } from "./failure.js";
import { consentUrl, exchangeCode, type OauthSettings } from "./oauth.js";
import type { FetchParts } from "../../shared/timed-fetch.js";
import { consentWording as say } from "./wording.js";

export interface ConsentParts extends FetchParts {
  readonly print: (line: string) => void;
  /** What the operator types or pastes; "" at the end. */
  readonly readLine: () => Promise<string>;
  /** 43 characters of base64url that nobody can guess. */
  readonly verifier: string;
  /** As it is registered in Zalo's console. */
  readonly redirectUri: string;
}

/** Leads an operator through the consent. @returns the first refresh token; `undefined` if it came to nothing, and why was printed. */
export async function authorizeZaloOa(settings: OauthSettings, parts: ConsentParts): Promise<string | undefined> {
  const { print, readLine, verifier, redirectUri } = parts;
  print(say.open(consentUrl(redirectUri, verifier, settings)));
  print(say.paste);
  const code = codeIn(await readLine());
  if (code === undefined) {
    print(say.noCode);
    return undefined;
  }
  try {
    return (await exchangeCode(code, verifier, settings, parts)).refreshToken;
  } catch (error) {
    if (!(error instanceof ZaloOaFailure)) throw error;
    print(say.refused(error.reason));
    return undefined;
  }
}

/** From the address that the browser was led to, or the code alone. */
function codeIn(pasted: string): string | undefined {
  const text = pasted.trim();
  if (URL.canParse(text)) return new URL(text).searchParams.get("code") ?? undefined;
  return /^[\w.~-]{10,2000}$/u.test(text) ? text : undefined;
}
