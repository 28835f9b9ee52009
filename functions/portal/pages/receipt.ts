// The page that shows a receipt, once. It may be sent only after the report is stored, and the receipt must stand in
// one place of it alone: never in an address, a title or a link.
import { html } from "hono/html";
import { boxLifeDays } from "../../domain/mailbox/limits.ts";
import { bilingual, heading, type Html, page, sentences } from "./layout.ts";

const years = Math.floor(boxLifeDays / 365);

/** The answer to a filed report. `receipt` is five groups of five characters joined by hyphens. */
export const receiptPage = ({ receipt }: { readonly receipt: string }): Html =>
  page({
    titleVi: "Đã nhận phản ánh",
    titleEn: "Your report was taken",
    body: html`
      ${heading(1, { vi: "Đã nhận phản ánh", en: "Your report was taken" })}
      <p class="lead">
        ${bilingual({
          vi: "Hãy viết mã biên nhận này ra giấy ngay bây giờ. Đây là đường duy nhất để quay lại, và mã không bao giờ hiện lại.",
          en: "Write this receipt down on paper now. It is the only way back, and it is never shown again.",
        })}
      </p>
      <div class="slip">
        <p class="ask">${bilingual({ vi: "Mã biên nhận", en: "Receipt" })}</p>
        <p id="receipt" translate="no">${receipt}</p>
        <p class="hint">
          ${bilingual({
            vi: "Trong mã không có chữ O, I, L, U: hình tròn là số 0, nét thẳng là số 1.",
            en: "It has no letters O, I, L or U: a round sign is the digit 0, a straight one the digit 1.",
          })}
        </p>
      </div>

      ${heading(2, { vi: "Giữ mã thế nào", en: "How to keep it" })}
      ${sentences([
        {
          vi: "Viết tay ra giấy, so lại từng nhóm năm ký tự, cất nơi chỉ mình bạn biết.",
          en: "Write it by hand, compare it group by group, keep it where only you know.",
        },
        {
          vi: "Đừng chụp màn hình, đừng lưu vào điện thoại, đừng gửi cho ai: ai có mã thì mở được hộp thư.",
          en: "No screenshot, no note on the telephone, no passing on: whoever has it opens the mailbox.",
        },
        {
          vi: "Mất mã thì không ai lấy lại được, kể cả chúng tôi.",
          en: "Once lost it cannot be recovered by anybody, us included.",
        },
      ])}
      ${heading(2, { vi: "Quay lại thế nào", en: "How to come back" })}
      ${sentences([
        {
          vi: 'Sau vài ngày làm việc, vào trang này, chọn "Mở hộp thư" và gõ mã.',
          en: 'After a few working days come back here, choose "Open a mailbox" and type the receipt.',
        },
        {
          vi: "Ở đó có câu trả lời, câu hỏi cho bạn, và chỗ để bạn viết thêm.",
          en: "There you find answers, questions to you, and room to write more.",
        },
        {
          vi: `Hộp thư được giữ ${years} năm kể từ ngày gửi.`,
          en: `The mailbox is kept for ${years} years from the day of sending.`,
        },
      ])}
      ${heading(2, { vi: "Rời đi thế nào", en: "How to leave" })}
      ${sentences([
        {
          vi: "Viết xong mã thì đóng mọi cửa sổ trình duyệt. Đừng bấm nút Quay lại.",
          en: "Once it is written down, close all browser windows. Do not press Back.",
        },
        {
          vi: "Nếu không dùng Tor Browser hay cửa sổ riêng tư, hãy xóa lịch sử duyệt web của hôm nay.",
          en: "Unless you used Tor Browser or a private window, clear today's browsing history.",
        },
      ])}
    `,
  });
