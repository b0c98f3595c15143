import { describe, expect, it } from "vitest";
import { ActionFinder } from "../../../src/core/retrieval/actions.js";
import type { Unit } from "../../../src/core/retrieval/unit.js";
import { tokenise } from "../../../src/core/text/tokenise.js";
import { smallLexicon } from "./small-lexicon.js";

function unit(title: string, kind: Unit["kind"] = "procedure"): Unit {
  return { id: title, kind, documentId: title, title, aliases: [], keywords: [], passages: [], territory: "toan-quoc", related: [] };
}

const titles = {
  issue: "Cấp giấy phép nuôi ong",
  reissue: "Cấp lại giấy phép nuôi ong",
  both: "Cấp, cấp lại và gia hạn giấy phép nuôi ong",
  renew: "Thủ tục gia hạn giấy phép nuôi ong",
  revoke: "Thu hồi giấy phép nuôi ong",
  none: "Nuôi ong lấy mật",
};
const names = Object.keys(titles) as (keyof typeof titles)[];
const finder = new ActionFinder(smallLexicon, [...names.map((name) => unit(titles[name])), unit("Thu hồi giấy phép", "article")]);

function fits(asked: string[]): Record<string, string> {
  return Object.fromEntries(names.map((name, index) => [name, finder.fit(new Set(asked), index)]));
}

describe("ActionFinder", () => {
  it.each([
    ["xin cấp giấy phép", ["issue"]],
    ["giấy phép bị mất làm lại", ["reissue"]],
    ["giấy phép hết hạn", ["renew"]],
    ["giấy phép hết hạn rồi bị mất", ["reissue", "renew"]],
    ["giấy phép nuôi ong", []],
    ["", []],
  ])("reads the actions that a question names: “%s” → %j", (question, actions) => {
    expect([...finder.askedIn(tokenise(question))].sort()).toEqual(actions.sort());
  });

  it.each(["giấy phép mất bao lâu", "giấy phép mất bao nhiêu tiền"])("does not take words of asking for an action: “%s”", (question) => {
    expect([...finder.askedIn(tokenise(question))]).toEqual([]);
  });

  it("fits a unit whose action was asked, and no other", () => {
    expect(fits(["reissue"])).toEqual({ issue: "differs", reissue: "fits", both: "fits", renew: "differs", revoke: "differs", none: "fits" });
  });

  it("takes someone who names no action to mean the first paper", () => {
    expect(fits([])).toEqual({ issue: "fits", reissue: "unasked", both: "fits", renew: "unasked", revoke: "unasked", none: "fits" });
  });

  it("fits where any of the actions asked is one of its own", () => {
    expect(fits(["renew", "revoke"])).toMatchObject({ both: "fits", renew: "fits", revoke: "fits", issue: "differs" });
  });

  it("gives articles no action: their names only speak of one", () => {
    expect(finder.fit(new Set(["renew"]), names.length)).toBe("fits");
  });
});
