import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { authorizeZaloOa } from "../../../../adapters/zalo/oa/index.js";
import { consentWording as say } from "../../../../adapters/zalo/oa/wording.js";
import { appId, appSecret, startZaloOaDouble, type ZaloOaDouble } from "../../../support/zalo-oa-double.js";
import { ManualWaits } from "../../support/manual-waits.js";

let double: ZaloOaDouble;
let printed: string[];
beforeEach(async () => {
  double = await startZaloOaDouble();
  printed = [];
});
afterEach(() => double.close());

const verifier = "v".repeat(43);
const redirectUri = "https://troly.example.gov.vn";

/** Consents as an admin does: opens the address that was printed, and pastes where it led. */
function authorize(paste: (code: string) => string): Promise<string | undefined> {
  const readLine = (): Promise<string> => {
    const [address = ""] = /http\S+/u.exec(printed.join("\n")) ?? [];
    const asked = new URL(address).searchParams;
    expect([asked.get("app_id"), asked.get("redirect_uri")]).toEqual([appId, redirectUri]);
    return Promise.resolve(paste(double.consentWith(asked.get("code_challenge") ?? "")));
  };
  const settings = { appId, appSecret, oauthRoot: double.url };
  return authorizeZaloOa(settings, { fetch, wait: new ManualWaits().wait, print: (line) => printed.push(line), readLine, verifier, redirectUri });
}

describe("the consent", () => {
  it.each([
    ["the whole address", (code: string) => `${redirectUri}/?oa_id=5797&code=${code}`],
    ["the code alone", (code: string) => ` ${code}\n`],
  ])("gives a refresh token for %s", async (_what, paste) => {
    expect(await authorize(paste)).toBe(double.refreshToken);
    expect(printed.join("\n")).not.toContain(double.refreshToken);
  });

  it("says that there is no code in what was pasted", async () => {
    expect(await authorize(() => `${redirectUri}/?error=denied`)).toBeUndefined();
    expect(printed.at(-1)).toBe(say.noCode);
  });

  it("says that Zalo does not take it", async () => {
    expect(await authorize(() => "another-code-of-somebody")).toBeUndefined();
    expect(printed.at(-1)).toBe(say.refused("-14002 invalid grant"));
  });
});
