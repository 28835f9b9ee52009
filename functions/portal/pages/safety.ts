// "Your safety": what is and is not promised, in the words of somebody who has to decide whether to write. Every
// sentence here must be true of the running system; the limits stand as plainly as the promises.
import { html } from "hono/html";
import { heading, type Html, page, paragraph, sentences } from "./layout.ts";
import { notPromised, type Words } from "./words.ts";

const kept: readonly Words[] = [
  {
    vi: "Cửa nhận phản ánh chỉ có quyền bỏ vào. Nó không có khóa mở phản ánh và không với tới nơi lưu hồ sơ.",
    en: "The door that takes reports may only put in. It holds no key to open one and cannot reach where the files are kept.",
  },
  {
    vi: "Không hỏi tên, không ghi địa chỉ mạng hay loại trình duyệt. Không có dấu thời gian nào nhỏ hơn một ngày, không có thứ tự đến trước đến sau. Bản niêm phong được độn thêm cho giống nhau theo vài cỡ.",
    en: "No name is asked, no network address or browser is written down. No time finer than a day, no order of arrival. Sealed reports are padded to a few equal sizes.",
  },
  {
    vi: "Phản ánh không đi vào ngay: mỗi ngày làm việc một đợt, và có thể chờ thêm để không đi một mình.",
    en: "A report does not go in at once: there is one batch each working day, and it may wait longer so as not to go alone.",
  },
  {
    vi: "Chỉ sau khi đã lưu chắc chắn chúng tôi mới trao mã biên nhận. Gửi lại cùng một biểu mẫu không tạo ra hai phản ánh. Trước mỗi lần mở nội dung, việc mở được ghi vào sổ; không ghi được thì không mở được.",
    en: "A receipt is shown only once the report is safely stored. Sending the same form again does not make two. Every opening is entered in a log first; what cannot be entered does not open.",
  },
  {
    vi: 'Bạn nói "đừng để chính cơ quan này xử lý" thì phản ánh lên trên một cấp. Phản ánh về người đứng đầu luôn lên trên một cấp.',
    en: 'Say "not this body itself" and the report goes one level up. A report about a head always goes one level up.',
  },
];

const yourself: readonly Words[] = [
  {
    vi: "Dùng máy của riêng bạn, không dùng máy, điện thoại hay mạng của cơ quan.",
    en: "Use your own device, never a computer, telephone or network of your office.",
  },
  {
    vi: 'Muốn giấu cả việc đã vào trang này thì dùng Tor Browser. Mức "Safest" vẫn chạy được mọi thứ ở đây.',
    en: 'To hide even that you came here, use Tor Browser. Everything here works at its level "Safest".',
  },
  {
    vi: "Viết mã biên nhận ra giấy. Đừng chụp màn hình, đừng gửi cho ai, đừng in ở cơ quan.",
    en: "Write the receipt down on paper. No screenshot, no passing it on, no printing at the office.",
  },
  {
    vi: "Xong thì đóng mọi cửa sổ, xóa lịch sử duyệt web, đừng bấm nút Quay lại.",
    en: "When you are done, close all windows and clear the browsing history; do not press Back.",
  },
  {
    vi: "Đừng kể với ai rằng bạn đã viết.",
    en: "Tell nobody that you wrote.",
  },
];

/** The page at /plain/safety. */
export const safetyPage = (): Html =>
  page({
    titleVi: "An toàn của bạn",
    titleEn: "Your safety",
    here: "/plain/safety",
    body: html`
      ${heading(1, { vi: "An toàn của bạn", en: "Your safety" })}
      ${heading(2, { vi: "Điều hệ thống giữ cho bạn", en: "What the system keeps for you" })}
      ${sentences(kept)} ${heading(2, { vi: "Điều chúng tôi không hứa được", en: "What we cannot promise" })}
      ${sentences(notPromised)}
      ${heading(2, { vi: "Trang này niêm phong ở đâu", en: "Where this page seals" })}
      ${paragraph({
        vi: "Trang này không dùng JavaScript, nên máy bạn không tự niêm phong được. Lời bạn viết đi qua đường truyền mã hóa đến máy chủ, được niêm phong trong bộ nhớ rồi quên đi; bản chưa niêm phong không được ghi ra đâu cả. Trong khoảnh khắc đó, máy chủ thấy được lời bạn. Vụ việc có ghi rằng nó được niêm phong trên máy chủ.",
        en: "This page uses no JavaScript, so your device cannot seal by itself. Your words travel encrypted to the server, are sealed in its memory and forgotten; unsealed they are written nowhere. For that moment the server can see them. The case is marked as sealed on the server.",
      })}
      ${paragraph({
        vi: "Khi bạn mở hộp thư ở trang này cũng vậy: máy chủ mở thư trong bộ nhớ, trả trang cho bạn, rồi quên.",
        en: "Opening a mailbox here is the same: the server opens the letters in memory, answers with the page, and forgets.",
      })}
      ${heading(2, { vi: "Điều bạn tự làm được", en: "What you can do yourself" })} ${sentences(yourself)}
      ${heading(2, { vi: "Luật bảo vệ ai", en: "Whom the law protects" })}
      ${paragraph({
        vi: "Biện pháp bảo vệ và thời hạn giải quyết của Luật Tố cáo dành cho người tố cáo có nêu tên. Ở đây bạn được che chở vì không ai biết bạn là ai. Nếu bạn bị trả thù, trù dập, đó là một hành vi vi phạm khác và bạn có thể phản ánh hoặc tố cáo.",
        en: "The protection and time limits of the Law on Denunciations are for those who give their name. Here your shield is that nobody knows who you are. Retaliation is a breach of its own, which you may report or denounce.",
      })}
    `,
  });
