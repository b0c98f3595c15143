import type { Service } from "../knowledge/schema.js";

/** What the areas of services are called in a menu, those that most people need first. Each part of a name can be said alone. */
export const areaNames: Readonly<Record<Service["area"], string>> = {
  "ho-tich": "Khai sinh, kết hôn, hộ tịch",
  "can-cuoc": "Căn cước, VNeID",
  "cu-tru": "Thường trú, tạm trú",
  "dat-dai": "Đất đai, sổ đỏ",
  "giao-thong": "Xe, bằng lái, phạt giao thông",
  "bao-hiem": "Bảo hiểm, thất nghiệp",
  "an-sinh": "Trợ cấp, an sinh xã hội",
  "kinh-doanh": "Kinh doanh, mở công ty",
  thue: "Thuế, lệ phí trước bạ",
  "xuat-nhap-canh": "Hộ chiếu, xuất cảnh",
  "tu-phap": "Chứng thực, lý lịch tư pháp",
  "giao-duc": "Trường học, thi cử",
  "dien-nuoc": "Điện, nước",
  "xay-dung": "Xây nhà",
  "nghia-vu-quan-su": "Nghĩa vụ quân sự",
  "cong-dich-vu-cong": "Hồ sơ đã nộp, phản ánh",
};
