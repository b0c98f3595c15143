import type { Place } from "../places/load-places.js";

/** Of the sentence that people agree to. It changes with `subscriptionWording.consent`, and is kept with each consent. */
export const consentVersion = "2026-11-27";

/** What people read who choose to get announcements. */
export const subscriptionWording = {
  // Consent. How often, and when not, is a promise: announcements keep to it.
  consent:
    "Đăng ký thì anh/chị nhận tin ngắn theo chủ đề mình chọn, thường mỗi tuần một, hai tin, không gửi từ 21 giờ đến 7 giờ trừ tin khẩn. " +
    "Tin do Ban Tuyên giáo và Dân vận Tỉnh ủy Phú Thọ gửi. " +
    "Để gửi tin, tôi lưu chủ đề, xã, phường nếu anh/chị cho biết, và mã của cuộc trò chuyện này; không hỏi tên, không hỏi số điện thoại. " +
    "Muốn dừng thì gõ “hủy” lúc nào cũng được.",
  doYouAgree: "Anh/chị đồng ý nhận tin không?",
  onlyWhileOpen: "Trang web này không tự báo tin: anh/chị chỉ thấy tin khi còn mở trang. Muốn được báo thì đăng ký với tôi trên ứng dụng nhắn tin.",
  agreeAsCitizen: "Đồng ý, tôi là người dân",
  agreeAsOfficial: "Đồng ý, tôi là cán bộ",
  agree: "Đồng ý nhận tin",
  decline: "Không đăng ký",
  declined: "Vâng, tôi không đăng ký. Khi nào muốn nhận tin, anh/chị gõ “đăng ký nhận tin”.",
  goOn: "Đăng ký nhận tin",

  // Topics.
  askTopics: "Anh/chị muốn nhận tin về việc gì?",
  severalTopics: "Chọn một việc, hoặc gõ các số của nhiều việc, ví dụ: 1, 3.",
  allTopics: "Tất cả",
  everyTopic: "tất cả chủ đề",
  noSuchNumber: (most: number): string => `Chỉ có các số từ 1 đến ${most}. Anh/chị chọn lại giúp.`,
  subscribed: (topics: string): string => `Tôi đã đăng ký cho anh/chị: ${topics}.`,

  // The place.
  askPlace: "Anh/chị ở xã, phường nào? Gõ tên thì nhận cả tin của nơi mình ở; không muốn nói thì chọn “Bỏ qua”.",
  skip: "Bỏ qua",
  severalPlaces: "Nhiều nơi có tên đó. Anh/chị ở nơi nào dưới đây?",
  isItThis: "Có phải anh/chị nói nơi dưới đây không? Không phải thì gõ lại tên giúp tôi.",
  formerDistrict: (name: string): string => `${name} là tên huyện, thị cũ, nay gồm các xã, phường dưới đây. Anh/chị ở nơi nào?`,
  communeAndDistrict: (name: string): string => `${name} vừa là tên xã, phường bây giờ, vừa là tên huyện, thị cũ. Anh/chị ở nơi nào dưới đây?`,
  alsoProvince: (name: string): string => `${name} cũng là tên tỉnh. Anh/chị ở nơi nào dưới đây? Nếu ở nơi khác thì gõ tên xã, phường đó.`,
  tooWide: "Tên tỉnh thì rộng quá. Anh/chị gõ tên xã, phường, hoặc huyện cũ; không muốn nói thì chọn “Bỏ qua”.",
  noSuchPlace: "Tôi không thấy xã, phường nào của tỉnh Phú Thọ tên như vậy. Anh/chị gõ lại, tên cũ cũng được; không muốn nói thì chọn “Bỏ qua”.",
  nowBelongsTo: (place: string): string => `Nơi anh/chị nói nay thuộc ${place}.`,

  // What was chosen.
  done: (chosen: string): string => `Xong. ${chosen} Muốn đổi thì gõ “đăng ký nhận tin”, muốn dừng thì gõ “hủy”.`,
  overview: (chosen: string): string => `${chosen} Anh/chị muốn đổi gì?`,
  chosen: (topics: string, place: string | undefined, role: string): string =>
    `Anh/chị nhận tin với tư cách ${role}, về: ${topics}. ${place === undefined ? "Chưa chọn nơi ở." : `Nơi ở: ${place}.`}`,
  role: { citizen: "người dân", official: "cán bộ" },
  changeTopics: "Đổi chủ đề",
  changePlace: "Đổi nơi ở",
  becomeOfficial: "Tôi là cán bộ",
  becomeCitizen: "Tôi là người dân",
  stop: "Hủy nhận tin",

  // The end.
  stopped: "Tôi đã dừng gửi tin cho anh/chị. Anh/chị vẫn hỏi tôi như trước; muốn nhận tin lại thì gõ “đăng ký nhận tin”.",
  notSubscribed: "Anh/chị không đăng ký nhận tin nên không có gì phải hủy. Muốn nhận tin thì gõ “đăng ký nhận tin”.",

  // What is held.
  held: (agreed: string, chosen: string): string => `Về nhận tin: anh/chị đồng ý ngày ${agreed}. ${chosen} Tôi giữ đăng ký này đến khi anh/chị gõ “hủy”.`,
  heldAfterwards: (agreed: string, stopped: string): string =>
    `Về nhận tin: anh/chị đồng ý ngày ${agreed} và dừng ngày ${stopped}. Tôi không gửi tin nữa, chỉ giữ ghi nhận này.`,
  deletedToo: "Đăng ký nhận tin của anh/chị cũng bị xóa theo.",
} as const;

/** As in a sentence: "xã Lạc Sơn". */
export function placeName({ kind, name }: Pick<Place, "kind" | "name">): string {
  return `${kind} ${name}`;
}

/** As on a button: "Xã Lạc Sơn", or "Xã Mường Vang (huyện Lạc Sơn cũ)" where the name alone does not tell it. */
export function placeLabel(place: Place, withDistrict: boolean): string {
  const name = placeName(place);
  const label = name.charAt(0).toUpperCase() + name.slice(1);
  return withDistrict ? `${label} (${place.formerDistricts.join(", ")} cũ)` : label;
}
