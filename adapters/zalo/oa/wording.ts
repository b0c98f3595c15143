/** What the channel itself says in Zalo; answers come from the core. */
export const zaloOaWording = {
  /** Buttons under an answer; the core understands the same words when they are typed. */
  rating: ["Hữu ích", "Chưa đúng"],
  chooseByNumber: "Gõ số để chọn:",
} as const;

/** What an operator reads of the channel's state. */
export const findingWording = {
  connected: (name: string, packageName: string): string => `Đã nối với Official Account ${name}${packageName === "" ? "" : `, gói ${packageName}`}.`,
  notVerified: "Official Account chưa được xác thực. Zalo chỉ cho gửi tin qua ứng dụng khi đã xác thực.",
  tokensWithServer: "Token do máy chủ giữ; khi chạy, máy chủ tự đổi token và ghi nhật ký zalo_oa_consent_needed nếu phải cấp quyền lại.",
  consentNeeded: "Zalo không nhận token nữa. Quản trị viên Official Account cấp quyền lại: chạy npm run zalo:authorize, rồi khởi động lại máy chủ.",
  misconfigured: (reason: string): string =>
    `Zalo từ chối ứng dụng hoặc Official Account (${reason}). -224: gói quá thấp; -221: chưa xác thực; -209, -212: ứng dụng chưa bật hoặc chưa đăng ký Official Account API; -219, -223: chưa cấp quyền.`,
  noConnection: (root: string, reason: string): string => `Không gọi được ${root} (${reason}). Kiểm tra mạng và tường lửa chiều ra của máy chủ.`,
  noAddress: "Zalo Official Account chỉ gửi tin về webhook, nên phải có PUBLIC_URL là địa chỉ https công khai, không kèm cổng.",
  badAddress: (origin: string): string => `Zalo chỉ gọi địa chỉ https công khai, không kèm cổng. PUBLIC_URL hiện là ${origin}.`,
  webhookAnswers: (url: string): string => `Webhook trả lời đúng tại ${url}. Địa chỉ này phải được điền trong developers.zalo.me, mục Webhook của ứng dụng.`,
  blocked: (url: string): string =>
    `Gọi thử ${url} thì bị chặn (403). Nếu dùng Cloudflare, tắt Browser Integrity Check và luật chặn máy cho đường dẫn /webhooks/.`,
  notFound: (url: string): string =>
    `Gọi thử ${url} thì không có trang đó (404). Máy chủ chưa bật kênh này, hoặc proxy không chuyển đường dẫn /webhooks/ tới máy chủ.`,
  unreachable: (url: string, reason: string): string => `Không gọi tới được ${url} (${reason}). Kiểm tra tên miền, chứng thư https và tường lửa chiều vào.`,
} as const;

/** What an operator reads when consenting. */
export const consentWording = {
  open: (url: string): string => `Quản trị viên Official Account mở địa chỉ này và đồng ý:\n\n${url}\n`,
  paste: "Đồng ý xong, trình duyệt chuyển tới một địa chỉ có code=…. Dán cả địa chỉ đó (hoặc chỉ phần code) vào đây rồi Enter:",
  noCode: "Không thấy code trong nội dung vừa dán. Chạy lại lệnh và dán cả địa chỉ.",
  refused: (reason: string): string =>
    `Zalo không đổi code lấy token (${reason}). Mã chỉ dùng một lần và hết hạn sau 10 phút: chạy lại lệnh. Kiểm tra cả ZALO_OA_APP_SECRET.`,
} as const;
