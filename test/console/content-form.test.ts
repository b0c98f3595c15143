import { describe, expect, it } from "vitest";
import { contentForm, contentOf, typedOf } from "../../src/console/announcements/content-form.js";
import { subscriptionOptions } from "../support/subscription-options.js";

const addressing = { channelIds: ["webchat", "telegram"], topics: subscriptionOptions.topics, places: subscriptionOptions.places };
const typed = (fields: object) => contentForm.parse({ title: "Tin", text: "Nội dung", ...fields });

describe("the form of an announcement", () => {
  const [first, second] = subscriptionOptions.places;
  if (first === undefined || second === undefined) throw new Error("no places");

  it("knows communes by name, with marks or without, each once", () => {
    const places = `${first.kind} ${first.name}\n${first.name};${second.kind} ${second.name}`;
    const { content, unknownPlaces } = contentOf(typed({ places }), addressing, undefined);
    expect({ places: content.audience.places, unknownPlaces }).toEqual({ places: [first.code, second.code], unknownPlaces: [] });
  });

  it("names what it does not know, and guesses nothing", () => {
    const wrong = `${first.name.slice(0, -1)}x`;
    expect(contentOf(typed({ places: `Không Có Thật\n${wrong}` }), addressing, undefined).unknownPlaces).toEqual(["Không Có Thật", wrong]);
  });

  it("takes a former district for all its communes, and a name of two meanings for neither", () => {
    const { content, unknownPlaces } = contentOf(typed({ places: "huyện Lạc Sơn\nLạc Sơn" }), addressing, undefined);
    const own = subscriptionOptions.places.filter(({ formerDistricts }) => formerDistricts.includes("huyện Lạc Sơn")).map(({ code }) => code);
    expect(own.length).toBeGreaterThan(3);
    expect([...(content.audience.places ?? [])].sort()).toEqual(own.sort());
    expect(unknownPlaces).toEqual(["Lạc Sơn"]);
  });

  it("takes no channel, topic or role that there is not", () => {
    const { content } = contentOf(typed({ channels: ["telegram", "sms"], topic: "khong-co", roles: "admin" }), addressing, undefined);
    expect(content.audience).toEqual({ channels: ["telegram"], roles: [], places: [] });
    expect(content.topic).toBeUndefined();
  });

  it("gives back what it was filled with", () => {
    const fields = { label1: "Tin", url1: "https://a.vn", question: "Vì sao?", places: `${first.kind} ${first.name}`, roles: ["official"], isEmergency: "1" };
    const { content } = contentOf(typed(fields), addressing, undefined);
    expect(contentOf(typedOf(content, addressing), addressing, undefined).content).toEqual(content);
  });
});
