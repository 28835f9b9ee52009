// The longer words of the plain pages, Vietnamese beside English. They keep to what the system does and what the law
// says: a promise that the code does not keep must never stand here.

export interface Words {
  readonly vi: string;
  readonly en: string;
}

/** The states of a case in words that a reporter understands, by their names in the casework schema. */
export const stateWords: Record<string, Words> = {
  SCREENING: { vi: "Đang sàng lọc", en: "Being screened" },
  INFO_REQUESTED: { vi: "Đề nghị bạn bổ sung", en: "More was asked of you" },
  UNREADABLE: { vi: "Không mở được bản đã niêm phong", en: "The sealed report could not be opened" },
  NOT_ACTIONABLE: { vi: "Không đủ cơ sở để thẩm tra", en: "Not enough to be looked into" },
  ROUTED_OUT: {
    vi: "Thuộc một cửa khác; đã có hướng dẫn",
    en: "Belongs to another door; guidance was given",
  },
  DUPLICATE: { vi: "Trùng với một vụ việc đang xử lý", en: "The same matter as a case already in hand" },
  REFERRED_CRIMINAL: {
    vi: "Đã chuyển cơ quan điều tra hoặc viện kiểm sát",
    en: "Sent to the investigating police or the procuracy",
  },
  ACTIONABLE: { vi: "Đủ cơ sở thẩm tra", en: "Enough to be looked into" },
  FORWARDED: { vi: "Đã chuyển cơ quan có thẩm quyền", en: "Sent to the competent authority" },
  ASSIGNED: { vi: "Đã giao người xử lý", en: "Given to an investigator" },
  INSPECTING: { vi: "Đang thanh tra, kiểm tra", en: "Being inspected" },
  FINDING: { vi: "Đã có kết quả kiểm tra", en: "Findings recorded" },
  ACTION_TAKEN: { vi: "Đã xử lý", en: "Measures taken" },
  UNSUBSTANTIATED: { vi: "Kiểm tra thấy không có cơ sở", en: "Found to be without ground" },
  CLOSED: { vi: "Kết thúc", en: "Closed" },
  REOPENED: { vi: "Đang thẩm tra lại", en: "Taken up again" },
};

/** The four promises, short. */
export const promises: readonly { readonly name: Words; readonly says: Words }[] = [
  {
    name: { vi: "Nhận được, không đọc được", en: "It can take, it cannot read" },
    says: {
      vi: "Phần nhận phản ánh không có chìa khóa để mở lại điều bạn đã gửi.",
      en: "The part that takes reports has no key to open again what you sent.",
    },
  },
  {
    name: { vi: "Không ai biết bạn là ai", en: "Nobody learns who you are" },
    says: {
      vi: "Không hỏi tên. Không ghi địa chỉ mạng, loại máy, giờ gửi hay thứ tự gửi.",
      en: "No name is asked. No network address, device, hour or order of arrival is written down.",
    },
  },
  {
    name: { vi: "Đã báo nhận thì không mất", en: "What was acknowledged is not lost" },
    says: {
      vi: "Không mất, không thành hai. Ai mở nội dung thì việc mở được ghi vào sổ trước, rồi mới mở.",
      en: "Not lost and not doubled. Whoever opens it is entered in the log first; only then does it open.",
    },
  },
  {
    name: { vi: "Hai phòng, một bức tường", en: "Two rooms, one wall" },
    says: {
      vi: "Người xử lý phản ánh và người bảo vệ cán bộ dám nghĩ, dám làm không đọc được hồ sơ của nhau.",
      en: "Those who work reports and those who protect officials who dare to act cannot read each other's files.",
    },
  },
];

/** What is not promised. */
export const notPromised: readonly Words[] = [
  {
    vi: "Người có quyền cài đặt phần mềm mới lên hệ thống có thể đọc những gì được gõ sau lần cài đặt đó.",
    en: "Whoever can install new software on this system can read what is typed after that.",
  },
  {
    vi: "Nhà mạng và nơi đặt máy chủ thấy có một trình duyệt đã vào trang này và vào lúc nào; họ không thấy nội dung trên đường truyền.",
    en: "The network and the hosting company see that some browser came here, and when; on the way they do not see what you write.",
  },
  {
    vi: "Máy bạn đang dùng: nếu máy của cơ quan hay máy có người theo dõi, chúng tôi không che được.",
    en: "The device in your hands: if it belongs to your office or somebody watches it, we cannot hide that.",
  },
  {
    vi: "Chính lời bạn viết: chi tiết chỉ mình bạn biết có thể cho thấy bạn là ai.",
    en: "Your own words: a detail that only you know can show who you are.",
  },
  {
    vi: "Số lượng ít: có ngày, phản ánh của bạn có thể là phản ánh duy nhất.",
    en: "Small numbers: on some days yours may be the only report.",
  },
];

/** Which door is for which matter; the first is this one. */
export const doors: readonly { readonly name: Words; readonly says: Words }[] = [
  {
    name: { vi: "Phản ánh không nêu tên – ở đây", en: "Anonymous report – here" },
    says: {
      vi: "Cán bộ, công chức, viên chức vi phạm chuẩn mực ứng xử, đạo đức công vụ, né tránh hay gây phiền hà. Không cần biết bạn là ai.",
      en: "An official breaks the code of conduct, shirks his duty or makes people suffer for it. Who you are need not be known.",
    },
  },
  {
    name: { vi: "Kiến nghị, phản ánh về quy định", en: "Suggestion about a rule or procedure" },
    says: {
      vi: "Thủ tục, chính sách không hợp lý. Cần tên, địa chỉ; gửi nơi tiếp công dân hoặc Văn phòng Ủy ban nhân dân tỉnh.",
      en: "A procedure or policy does not fit. Needs your name and address; to the citizen-reception office or the office of the provincial People's Committee.",
    },
  },
  {
    name: { vi: "Khiếu nại", en: "Complaint" },
    says: {
      vi: "Một quyết định hay hành vi hành chính chạm đến quyền của chính bạn. Đứng tên, trong 90 ngày, gửi nơi đã ra quyết định.",
      en: "A decision or act hit your own rights. In your name, within 90 days, to the body that made it.",
    },
  },
  {
    name: { vi: "Tố cáo", en: "Named denunciation" },
    says: {
      vi: "Nêu tên, ký đơn, gửi đơn hoặc trình bày trực tiếp tại nơi tiếp công dân. Luật giữ kín tên bạn, đặt thời hạn và có biện pháp bảo vệ. Đừng gửi qua trang này.",
      en: "Signed with your name, by petition or in person at the citizen-reception office. The law then keeps your name secret, sets time limits and offers protection. Do not send it through this page.",
    },
  },
  {
    name: { vi: "Tố giác tội phạm", en: "Report of a crime" },
    says: {
      vi: "Có dấu hiệu tội phạm: báo công an hoặc viện kiểm sát. Khẩn cấp: gọi 113.",
      en: "Signs of a crime: tell the police or the procuracy. In an emergency call 113.",
    },
  },
];

/** The three tests of khoản 2 Điều 25 Luật Tố cáo 2018, as advice to the writer. */
export const threeTests: readonly Words[] = [
  {
    vi: "Ai: nêu rõ người hoặc cơ quan có hành vi vi phạm (họ tên, chức vụ, nơi làm việc).",
    en: "Who: name the person or body clearly (name, post, place of work).",
  },
  {
    vi: "Điều gì làm bằng chứng: việc gì, ở đâu, ngày nào; giấy tờ nào, số mấy, đang ở đâu.",
    en: "What shows it: what was done, where, on which day; which paper, its number, where it is kept.",
  },
  {
    vi: "Kiểm tra bằng cách nào: hồ sơ, sổ sách, nơi chốn mà người kiểm tra có thể tự xem.",
    en: "How to check it: files, books, places that an inspector can look at himself.",
  },
];

/** What a writer should leave out. */
export const leaveOut: readonly Words[] = [
  {
    vi: "Đừng viết bạn là ai: không tên, số điện thoại, quan hệ, chỗ ngồi, việc chỉ mình bạn thấy.",
    en: "Do not write who you are: no name, telephone number, kinship, desk, or thing that you alone saw.",
  },
  {
    vi: "Đừng viết nội dung thuộc bí mật nhà nước, đừng nêu tên người đã tố cáo.",
    en: "Do not write state secrets, and do not name anybody who has denounced.",
  },
  {
    vi: "Chỉ viết điều bạn tin là thật; nói rõ điều nào bạn thấy, điều nào bạn nghe lại.",
    en: "Write only what you believe to be true, and say what you saw and what you were told.",
  },
];
