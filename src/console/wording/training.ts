/** What staff read where the training is run. */
export const trainingPages = {
  title: "Đào tạo",
  lead: "Đơn vị, người học và kết quả. Người học vào bằng mã đơn vị, gõ trong phần học của trợ lý.",
  ownLead: "Những đơn vị anh/chị phụ trách.",
  add: "Thêm đơn vị",
  empty: "Chưa có đơn vị nào. Bấm “Thêm đơn vị” để tạo đơn vị và mã vào học.",
  emptyOwn: "Anh/chị chưa được giao đơn vị nào. Người quản lý đào tạo giao đơn vị cho tài khoản.",
  columns: { name: "Đơn vị", code: "Mã vào học", people: "Người học", active: "Học trong 30 ngày", passed: "Người thi đạt", lessons: "Bài đã học" },
  hardest: "Câu hay sai",
  review: "Câu chờ xem lại",
  certificates: "Chứng nhận",
  more: "Xem thêm",

  office: {
    addTitle: "Thêm đơn vị",
    name: "Tên đơn vị",
    nameFault: "Nhập tên đơn vị, không quá 200 ký tự.",
    save: "Tạo đơn vị và mã",
    code: "Mã vào học",
    codeHint: "Người học gõ mã này trong phần học của trợ lý.",
    renew: "Đổi mã",
    renewHint: "Mã cũ hết dùng được; người đã vào vẫn ở trong đơn vị.",
    people: "Người học",
    noPeople: "Chưa có ai vào đơn vị. Gửi mã vào học cho mọi người.",
    columns: { name: "Họ và tên", lessons: "Bài đã học", due: "Câu chờ ôn", passed: "Khóa thi đạt", streak: "Ngày học liền", active: "Học lần cuối" },
    unnamed: "Chưa xác nhận tên",
    hardest: "Câu hay sai của đơn vị",
    managers: "Người phụ trách",
    managersHint: "Chỉ tài khoản có vai trò “Phụ trách đơn vị”. Người phụ trách chỉ xem đơn vị của mình.",
    noManagers: "Chưa có tài khoản nào mang vai trò “Phụ trách đơn vị”.",
    saveManagers: "Lưu người phụ trách",
    back: "Về danh sách đơn vị",
  },

  hard: {
    lead: "Trong 90 ngày qua, câu có từ 5 lượt trả lời. Câu nhiều người sai có thể là câu khó, hoặc bài học chưa rõ.",
    columns: { item: "Câu hỏi", share: "Tỷ lệ sai", answers: "Lượt trả lời", given: "Hay chọn nhầm" },
    empty: "Chưa đủ lượt trả lời để biết câu nào khó.",
    gone: (id: string): string => `Câu ${id} (đang chờ xem lại)`,
    times: (given: string, count: number): string => `${given} (${count} lượt)`,
  },

  inReview: {
    lead: "Nguồn của những câu này đã thay đổi, nên không ai gặp chúng cho tới khi được sửa.",
    columns: { item: "Câu hỏi", lesson: "Bài", faults: "Cần xem lại" },
    empty: "Không có câu nào chờ xem lại.",
  },

  revoke: {
    lead: "Chứng nhận cấp nhầm thì thu hồi ở đây. Trang xác minh sẽ báo chứng nhận không còn hiệu lực.",
    serial: "Số chứng nhận",
    reason: "Lý do",
    send: "Thu hồi chứng nhận",
    unknown: "Không có chứng nhận này, hoặc đã thu hồi trước đó.",
    reasonFault: "Hãy ghi lý do.",
    done: "Đã thu hồi chứng nhận.",
  },
} as const;
