import { beforeEach, describe, expect, it } from "vitest";
import { consentVersion, subscriptionWording as wording } from "../../../src/core/wording/subscriptions.js";
import { Subscriber } from "../../support/subscriber.js";
import { subscriptionOptions } from "../../support/subscription-options.js";

const allTopics = subscriptionOptions.topics.map(({ id }) => id);
const topicsForAll = subscriptionOptions.topics.filter(({ audience }) => audience === "everyone").map(({ id }) => id);
const lacSon = "05266";
const muongVang = "05287";

let person: Subscriber;
beforeEach(() => (person = new Subscriber()));

describe("a citizen who subscribes", () => {
  it("is told what comes, how often, whose it is, what is kept and how to stop; then needs three taps", async () => {
    const told = await person.say("/dangky");
    for (const part of ["mỗi tuần một, hai tin", "Ban Tuyên giáo và Dân vận Tỉnh ủy Phú Thọ", "tôi lưu chủ đề", "gõ “hủy” lúc nào cũng được"])
      expect(told).toContain(part);
    expect(person.buttons).toEqual([wording.agreeAsCitizen, wording.agreeAsOfficial, wording.decline]);
    expect(person.held).toBeUndefined();
    await person.say(wording.agreeAsCitizen);
    expect(person.turn?.changes).toEqual([]);
    expect(await person.say(wording.allTopics)).toContain(wording.askPlace);
    expect(await person.say(wording.skip)).toMatch(/^Xong\. .*, về: tất cả chủ đề\. Chưa chọn nơi ở\./u);
    expect(person.memory).toBeUndefined();
    expect(person.held).toEqual({ topics: topicsForAll, role: "citizen", consentVersion, subscribedAt: person.now });
  });

  it("is subscribed as soon as topics are chosen, whatever becomes of the rest", async () => {
    await person.sayAll("đăng ký nhận tin", "đồng ý", "1, 3");
    expect(person.held).toMatchObject({ topics: [allTopics[0], allTopics[2]], role: "citizen" });
    expect(await person.say("lệ phí làm căn cước bao nhiêu")).toBe("");
    expect(person.held).toBeDefined();
  });

  it.each([
    ["2", [1]],
    ["số 2", [1]],
    ["1,3", [0, 2]],
    ["1 3 3", [0, 2]],
    ["1 và 3; 4", [0, 2, 3]],
    ["dich vu cong, giay to", [1]],
    ["tat ca", [0, 1, 2, 3, 4, 5]],
    ["7", [0, 1, 2, 3, 4, 5]],
  ])("chooses topics by “%s”", async (text, places) => {
    await person.sayAll("dang ky nhan tin", "1", text);
    expect(person.held?.topics).toEqual(places.map((place) => allTopics[place]));
  });

  it.each(["9", "0", "1,99"])("is told which numbers there are after “%s”, and asked again", async (text) => {
    expect(await person.sayAll("/dangky", "1", text)).toBe(wording.noSuchNumber(7));
    expect(person.buttons).toContain(wording.allTopics);
    await person.say("1");
    expect(person.held?.topics).toEqual([allTopics[0]]);
  });

  it("gets what is tapped one after the other", async () => {
    await person.sayAll("/dangky", "1", "Học kỹ năng số", "Cảnh báo lừa đảo trên mạng");
    expect(person.held?.topics).toEqual(["ky-nang-so", "canh-bao-lua-dao"]);
    expect(person.buttons).toEqual([wording.skip]);
  });

  it("names the commune with or without marks, by its old name, or chooses where there are several", async () => {
    expect(await person.sayAll("/dangky", "1", "1", "xa muong vang")).toContain("Nơi ở: xã Mường Vang.");
    expect(person.held?.place).toBe(muongVang);
    expect(await person.sayAll("/dangky", wording.changePlace, "thị trấn Vụ Bản")).toContain(wording.nowBelongsTo("xã Lạc Sơn"));
    expect(person.held?.place).toBe(lacSon);
    expect(await person.sayAll("/dangky", wording.changePlace, "lạc sơn")).toBe(wording.communeAndDistrict("Lạc Sơn"));
    expect(person.buttons).toHaveLength(9);
    await person.say("Xã Mường Vang");
    expect(person.held?.place).toBe(muongVang);
    await person.sayAll("/dangky", wording.changePlace, "tân lập");
    expect(person.buttons).toEqual(["Xã Mường Vang (huyện Lạc Sơn cũ)", "Xã Văn Miếu (huyện Thanh Sơn cũ)", "Xã Tam Sơn (huyện Sông Lô cũ)", wording.skip]);
  });

  it("is asked where the name is that of a province, or a letter is wrong, and told where there is no such place", async () => {
    await person.sayAll("/dangky", "1", "1");
    expect(await person.say("Vĩnh Phúc")).toBe(wording.alsoProvince("Vĩnh Phúc"));
    expect(await person.say("tỉnh Phú Thọ")).toBe(wording.tooWide);
    expect(await person.sayUnknown("Hà Nội")).toBe(wording.noSuchPlace);
    expect(await person.sayUnknown("tôi ở ngay cạnh nhà văn hóa thôn")).toBe("");
    expect(await person.say("muong vag")).toBe(wording.isItThis);
    await person.say("1");
    expect(person.held?.place).toBe(muongVang);
  });

  it("may ask something else in between: numbers are then not ours, names still are", async () => {
    await person.sayAll("/dangky", "1");
    expect(await person.say("làm căn cước cần giấy tờ gì")).toBe("");
    expect(await person.say("2")).toBe("");
    await person.say("Học kỹ năng số");
    expect(person.held?.topics).toEqual(["ky-nang-so"]);
    for (const other of ["cảm ơn", "[số điện thoại đã che]", "ôn tập", "dữ liệu của tôi"]) {
      person.memory = { asks: "place", offered: [], isAside: false };
      expect(await person.say(other)).toBe("");
    }
  });

  it.each(["không", wording.decline, "thôi", "hủy", "3"])("declines by “%s”, and nothing is kept", async (text) => {
    expect(await person.sayAll("/dangky", text)).toBe(wording.declined);
    expect(person.held).toBeUndefined();
    expect(person.memory).toBeUndefined();
  });

  it("chooses nothing without consent, not even by an old button", async () => {
    person.memory = { asks: "topics", offered: [{ label: "Học kỹ năng số", command: { kind: "choose_topics", topics: ["ky-nang-so"] } }], isAside: true };
    expect(await person.say("Học kỹ năng số")).toContain(wording.doYouAgree);
    expect(person.held).toBeUndefined();
  });

  it("is told in the web chat that the page itself tells nobody", async () => {
    person.notifies = false;
    expect(await person.say("/dangky")).toContain(wording.onlyWhileOpen);
  });
});

describe("who has subscribed", () => {
  beforeEach(() => person.sayAll("/dangky", "1", "1,2", "mường vang"));

  it("sees what is chosen, and changes each part; consent stays as it was given", async () => {
    const agreedAt = person.now;
    person.now = new Date("2026-12-24T02:00:00Z");
    expect(await person.say("/dangky")).toContain("Chuyển đổi số của tỉnh; Dịch vụ công, giấy tờ. Nơi ở: xã Mường Vang.");
    expect(person.buttons).toEqual([wording.changeTopics, wording.changePlace, wording.becomeOfficial, wording.stop]);
    await person.sayAll(wording.changeTopics, "3");
    expect(person.held).toEqual({ topics: [allTopics[2]], role: "citizen", place: muongVang, consentVersion, subscribedAt: agreedAt });
    await person.sayAll("/dangky", wording.becomeOfficial);
    expect(person.held?.role).toBe("official");
    await person.sayAll("/dangky", wording.changeTopics, "Đào tạo cán bộ");
    await person.sayAll("/dangky", wording.becomeCitizen, "1");
    expect(person.held).toMatchObject({ role: "citizen", topics: [allTopics[0]], subscribedAt: agreedAt });
  });

  it.each(["/huy", "hủy", "HUY", "dừng nhận tin", "huy dang ky", "tôi không muốn nhận tin nữa"])(
    "stops by “%s” in one step, and is told how to come back",
    async (text) => {
      expect(await person.say(text)).toBe(wording.stopped);
      expect(person.held).toMatchObject({ unsubscribedAt: person.now, place: undefined });
      for (const again of ["hủy", "/huy"]) expect(await person.say(again)).toBe(wording.notSubscribed);
    },
  );

  it("stops also from the overview and while a place is asked for", async () => {
    await person.sayAll("/dangky", wording.changePlace, "hủy");
    expect(person.held?.unsubscribedAt).toBeDefined();
  });

  it("comes back by consenting anew", async () => {
    await person.say("hủy");
    person.now = new Date("2026-12-24T02:00:00Z");
    expect(await person.say("/dangky")).toContain(wording.doYouAgree);
    await person.sayAll("1", "1");
    expect(person.held).toEqual({ topics: [allTopics[0]], role: "citizen", consentVersion, subscribedAt: person.now });
  });

  it("is not unsubscribed by “hủy” that answers somebody else's question", async () => {
    person.isAskedElsewhere = true;
    expect(await person.say("hủy")).toBe("");
    expect(await person.say("/huy")).toBe(wording.stopped);
  });

  it("reads what is held, before and after", async () => {
    const held = () => person.subscriptions.heldOn("test-1");
    expect(await held()).toContain("anh/chị đồng ý ngày 27/11/2026");
    expect(await held()).toContain("Nơi ở: xã Mường Vang.");
    await person.say("hủy");
    expect(await held()).toBe(wording.heldAfterwards("27/11/2026", "27/11/2026"));
    expect(await person.subscriptions.heldOn("test-2")).toBeUndefined();
  });
});

describe("an official of an office", () => {
  it("is not asked what they are, and is offered a topic of theirs", async () => {
    person.isOfficial = true;
    await person.say("/dangky");
    expect(person.buttons).toEqual([wording.agree, wording.decline]);
    await person.say(wording.agree);
    expect(person.buttons).toContain("Đào tạo cán bộ");
    await person.sayAll("tất cả", "bỏ qua");
    expect(person.held).toMatchObject({ role: "official", topics: allTopics });
    await person.say("/dangky");
    expect(person.buttons).toEqual([wording.changeTopics, wording.changePlace, wording.stop]);
  });
});

describe("who has asked for no announcements", () => {
  it.each(["hủy đăng ký kết hôn thế nào", "lạc sơn", "1", "có", "không", "Học kỹ năng số"])("is left alone after “%s”", async (text) => {
    expect(await person.say(text)).toBe("");
  });
});
