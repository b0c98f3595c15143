import { describe, expect, it } from "vitest";
import { PlaceFinder } from "../../../src/core/places/find-place.js";
import { fold } from "../../../src/core/text/fold.js";
import { placeName } from "../../../src/core/wording/subscriptions.js";
import { subscriptionOptions } from "../../support/subscription-options.js";

const { places } = subscriptionOptions;
const finder = new PlaceFinder(places);
const namesFor = (text: string): string[] => finder.find(text).places.map(placeName);

describe("PlaceFinder", () => {
  it("finds every commune and ward by its name with its rank, with marks, without, and decomposed", () => {
    for (const place of places) {
      const name = placeName(place);
      for (const typed of [name, name.normalize("NFD"), `tôi ở ${name}`]) expect([typed, finder.find(typed).places[0]]).toEqual([typed, place]);
      expect(finder.find(fold(name)).places).toContain(place);
    }
  });

  it("finds where every former commune and district has gone", () => {
    for (const place of places)
      for (const former of [...place.formerCommunes, ...place.formerDistricts])
        expect([former, finder.find(former).places.includes(place)]).toEqual([former, true]);
  });

  it.each([
    ["muong vang", ["xã Mường Vang"]],
    ["MƯỜNG VANG", ["xã Mường Vang"]],
    ["muongvang", ["xã Mường Vang"]],
    ["tôi ở xã Mường Vang, huyện Lạc Sơn, tỉnh Phú Thọ", ["xã Mường Vang"]],
    ["muong vang lac son hoa binh", ["xã Mường Vang"]],
    ["xóm Ba xã Mường Vang", ["xã Mường Vang"]],
    ["thị trấn Vụ Bản", ["xã Lạc Sơn"]],
    ["em o ky son a", ["phường Kỳ Sơn"]],
    ["p. Kỳ Sơn", ["phường Kỳ Sơn"]],
    ["Mỵ Hoà", ["xã Dũng Tiến"]],
    ["my hoa", ["xã Dũng Tiến", "xã Mường Bi"]],
    ["xã Lạc Sơn", ["xã Lạc Sơn"]],
    ["tân lập lạc sơn hòa bình", ["xã Mường Vang"]],
    ["Tân Lập, Sông Lô", ["xã Tam Sơn"]],
    ["thị xã Phú Thọ", ["phường Phú Thọ", "phường Âu Cơ", "phường Phong Châu"]],
    ["tp hòa bình", ["phường Tân Hòa", "phường Hòa Bình", "phường Thống Nhất", "phường Kỳ Sơn", "xã Thịnh Minh"]],
  ])("reads “%s” as %j", (text, names) => {
    expect(namesFor(text)).toEqual(names);
  });

  it("tells a commune from the former district of its name, whose communes all come with it", () => {
    const found = finder.find("Lạc Sơn");
    expect(found).toMatchObject({ name: "Lạc Sơn", isPresentName: true, isDistrict: true, isGuess: false });
    expect(found.places.map(({ name }) => name)).toEqual([
      "Lạc Sơn",
      "Mường Vang",
      "Nhân Nghĩa",
      "Thượng Cốc",
      "Yên Phú",
      "Quyết Thắng",
      "Ngọc Sơn",
      "Đại Đồng",
    ]);
    expect(finder.find("huyện Lạc Sơn cũ")).toMatchObject({ isPresentName: false, isDistrict: true, places: { length: 8 } });
  });

  it("offers every place of a name, and tells by the marks where there are any", () => {
    expect(namesFor("van son")).toEqual(["xã Vân Sơn", "xã Thượng Cốc"]);
    expect(namesFor("Văn Sơn")).toEqual(["xã Thượng Cốc"]);
    expect(namesFor("xã Vầy Nưa")).toEqual(["phường Thống Nhất", "xã Tiền Phong"]);
  });

  it("says that a province is too wide, and keeps the ward of its name", () => {
    expect(finder.find("tỉnh Hòa Bình")).toMatchObject({ isProvince: true, places: [] });
    expect(finder.find("vinh phuc")).toMatchObject({ isProvince: true, places: [{ name: "Vĩnh Phúc" }] });
  });

  it("guesses where one letter is wrong, and says that it guesses", () => {
    expect(finder.find("Mường Vag")).toMatchObject({ isGuess: true, places: [{ name: "Mường Vang" }] });
    expect(finder.find("kinboi")).toMatchObject({ isGuess: true });
  });

  it.each(["Hà Nội", "xã Chín Mươi Chín", "", "🙂", "lệ phí làm căn cước", "a ".repeat(20)])("finds nothing for “%s”", (text) => {
    expect(namesFor(text)).toEqual([]);
  });
});
