import { courtesyWording } from "../shared/wording.js";

/** What the channel itself says; answers come from the core. */
export const azureWording = {
  ...courtesyWording,
  helpful: "👍",
  unhelpful: "👎",
  thanks: "Cảm ơn anh/chị đã góp ý.",
  askWhy: "Tôi đã ghi lại. Thiếu hoặc sai chỗ nào thì anh/chị nhắn “chưa đúng:” rồi viết tiếp, đừng ghi số giấy tờ hay số điện thoại.",
} as const;

/** What an operator reads of the channel's state. */
export const findingWording = {
  connected: "Đã nối với Azure: Microsoft nhận mã ứng dụng, mật khẩu và tenant.",
  wrongSecret:
    "Microsoft không nhận AZURE_APP_SECRET. Vào Azure, mục App registrations, chọn ứng dụng của bot, Certificates & secrets, tạo mật khẩu mới và dán cột Value (không phải cột Secret ID) vào .env rồi khởi động lại.",
  expiredSecret:
    "AZURE_APP_SECRET đã hết hạn. Vào Azure, mục App registrations, chọn ứng dụng của bot, Certificates & secrets, tạo mật khẩu mới, dán cột Value vào .env rồi khởi động lại.",
  wrongTenant:
    "Không có tenant như AZURE_TENANT_ID ghi. Chép lại Directory (tenant) ID ở trang Overview của ứng dụng; bot nhiều tenant kiểu cũ thì ghi botframework.com.",
  wrongApp:
    "Tenant này không có ứng dụng như AZURE_APP_ID ghi. Chép lại Application (client) ID ở trang Overview của ứng dụng, và kiểm tra AZURE_TENANT_ID có đúng tenant của ứng dụng đó không.",
  otherRefusal: (reason: string): string =>
    `Microsoft không cấp quyền cho bot (${reason}). Kiểm tra AZURE_APP_ID, AZURE_APP_SECRET, AZURE_TENANT_ID, và ứng dụng có bị khóa không.`,
  noLogin: (origin: string, reason: string): string =>
    `Không gọi được ${origin} (${reason}) nên bot không lấy được quyền gửi tin. Mở tường lửa chiều ra cho máy chủ.`,
  keysKnown: "Lấy được khóa để kiểm tra chữ ký của Azure.",
  noKeys: (origin: string): string => `Không lấy được khóa tại ${origin} nên mọi tin từ Azure sẽ bị từ chối. Mở tường lửa chiều ra cho máy chủ.`,
  noPublicUrl: (path: string): string =>
    `Chưa đặt PUBLIC_URL. Azure phải gọi được máy chủ qua https: đặt PUBLIC_URL, rồi điền PUBLIC_URL${path} vào ô Messaging endpoint của bot.`,
  notHttps: (origin: string): string => `Azure chỉ gọi địa chỉ https. PUBLIC_URL hiện là ${origin}.`,
  endpointOpen: (endpoint: string): string => `Máy chủ trả lời đúng tại ${endpoint}. Ô Messaging endpoint của bot trong Azure phải ghi địa chỉ này.`,
  endpointSilent: (endpoint: string, reason: string): string =>
    `Chưa gọi được ${endpoint} (${reason}). Nếu máy chủ đang tắt thì bật lên rồi chạy lại lệnh này; nếu đang chạy thì kiểm tra tên miền, chứng thư và proxy.`,
  endpointElsewhere: (endpoint: string, status: number): string =>
    `${endpoint} trả lời ${status}, không phải máy chủ này. Kiểm tra proxy: đường dẫn này phải tới được máy chủ, và máy chủ phải chạy với cùng .env.`,
} as const;
