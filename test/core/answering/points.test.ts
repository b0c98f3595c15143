import { describe, expect, it } from "vitest";
import { countedIn, givesNumberOf, points, pointsIn } from "../../../src/core/answering/points.js";

const namesIn = (question: string): string[] => pointsIn(question).map(({ name }) => name);

describe("pointsIn", () => {
  it.each([
    ["nhà có người mất thì trong bao nhiêu ngày phải đi khai tử", "deadline"],
    ["bán xe rồi thì bao nhiêu ngày phải làm thu hồi biển số", "deadline"],
    ["chậm nhất là hôm nào phải nộp", "deadline"],
    ["tạm ngừng kinh doanh phải báo trước bao nhiêu ngày", "deadline"],
    ["đăng ký thường trú dùng mẫu tờ khai nào", "form"],
    ["đổi bằng lái xe điền mẫu số mấy", "form"],
    ["trợ cấp thất nghiệp mỗi tháng được mấy triệu", "amount"],
    ["mức hưởng là bao nhiêu", "amount"],
    ["giấy độc thân dùng được mấy tháng", "validity"],
    ["phiếu lý lịch tư pháp có giá trị trong bao lâu", "validity"],
    ["giấy phép bán rượu có thời hạn mấy năm", "validity"],
    ["làm xong thì mấy năm hết hạn", "validity"],
    ["chậm sang tên bị phạt bao nhiêu", "penalty"],
    ["mức phạt vượt đèn đỏ", "penalty"],
    ["không đăng ký tạm trú có bị phạt không", "sanction"],
    ["đăng ký tạm trú phạt nếu không đăng ký", "sanction"],
    ["gọi số nào để báo lừa đảo", "phone"],
    ["trụ sở tiếp công dân mở cửa từ mấy giờ", "hours"],
    ["giờ làm việc của trung tâm hành chính công", "hours"],
    ["phú thọ xếp thứ mấy về chuyển đổi số", "rank"],
    ["tỉnh đứng hạng mấy năm 2025", "rank"],
    ["bí thư tỉnh ủy phú thọ là ai", "person"],
    ["ai đang làm chủ tịch tỉnh", "person"],
    ["giám đốc sở khoa học và công nghệ tên gì", "person"],
  ])("finds in “%s” that %s is asked for", (question, name) => {
    expect(namesIn(question)).toContain(name);
  });

  it.each([
    "khai tử mất bao lâu",
    "lý lịch tư pháp làm hộ được không bao nhiêu tiền",
    "đổi bằng lái sắp hết hạn phải nộp bao nhiêu tiền",
    "quá hạn khai sinh có sao không",
    "phiếu lý lịch tư pháp nộp chỗ nào",
    "phải chờ bao nhiêu ngày",
    "đổi số điện thoại trên vneid thế nào",
    "bán số điện thoại của khách thì bị phạt thế nào",
    "lệ phí bao nhiêu tiền",
    "bao nhiêu ngày thì xong",
    "giấy phép sắp hết hạn mấy ngày lấy được",
    "thời hạn mấy ngày",
    "thứ mấy thì làm việc",
  ])("finds no point in “%s”", (question) => {
    expect(namesIn(question)).toEqual([]);
  });
});

describe("what shows a point", () => {
  const shows = (name: string, text: string): boolean => points.find((point) => point.name === name)?.shown.test(text) === true;

  it.each([
    ["deadline", "Phải đăng ký sang tên trong 30 ngày kể từ khi có thay đổi.", true],
    ["deadline", "Hạn nộp tờ khai: chậm nhất ngày cuối cùng của tháng 4.", true],
    ["deadline", "Đến ở từ 30 ngày trở lên thì phải đăng ký tạm trú.", true],
    ["deadline", "Cổng ghi 10 ngày; xã phải niêm yết việc nhận con trong 5 ngày làm việc.", false],
    ["deadline", "Công an xã phải trả lời trong 3 ngày làm việc.", false],
    ["deadline", "Giấy tờ cư trú từ 3 tháng trở lên.", false],
    ["penalty", "Phạt 500.000–1.000.000 đồng.", true],
    ["penalty", "Điều 7 cấm 6 nhóm hành vi; vi phạm thì bị phạt.", false],
    ["hours", "Mở cửa từ 7 giờ 30.", true],
    ["hours", "Số 6 đường Mạc Đĩnh Chi.", false],
    ["rank", "Năm 2025 tỉnh đứng thứ 20.", true],
    ["rank", "Phường Hòa Bình đứng đầu khối xã, phường.", true],
    ["rank", "Tỉnh được 885,58 điểm.", false],
    ["person", "Tổng Bí thư Tô Lâm làm Trưởng Ban Chỉ đạo Trung ương.", true],
    ["person", "Chương trình của Bí thư Tỉnh ủy Phú Thọ là khung chung.", false],
  ])("%s in “%s”: %s", (name, text, isShown) => {
    expect(shows(name, text)).toBe(isShown);
  });
});

describe("countedIn", () => {
  it("finds what the number of is asked", () => {
    expect(countedIn("luật có mấy chương và bao nhiêu điều")).toEqual(["chương", "điều"]);
  });

  it("leaves money, time and shares to those that know them", () => {
    expect(countedIn("mất bao nhiêu tiền, mấy ngày, chiếm bao nhiêu grdp, rộng bao nhiêu cây số")).toEqual([]);
  });
});

describe("givesNumberOf", () => {
  it("knows a number in digits and in words, before the thing or behind it", () => {
    expect(givesNumberOf("điều", "luật có 8 chương, 35 điều")).toBe(true);
    expect(givesNumberOf("khu", "trung tâm có ba khu vực")).toBe(true);
    expect(givesNumberOf("xã", "số xã là 133")).toBe(true);
  });

  it("does not take the thing without a number for one", () => {
    expect(givesNumberOf("điểm", "giấy phép lái xe bị trừ điểm khi vi phạm")).toBe(false);
    expect(givesNumberOf("điều", "điều kiện để được cấp")).toBe(false);
  });
});
