// The first page: what this is, what it promises and does not, and which door is for which matter. It must not
// promise more than the system keeps, and must not pass an anonymous report off as a named tố cáo.
import { html } from "hono/html";
import { bilingual, heading, type Html, page, paragraph, sentences } from "./layout.ts";
import { doors, notPromised, promises } from "./words.ts";

/** The page at "/". `keyFingerprint` is that of the office's public key in this release. */
export const homePage = ({ keyFingerprint }: { readonly keyFingerprint: string }): Html =>
  page({
    titleVi: "Phản ánh không nêu tên",
    titleEn: "Report without a name",
    here: "/",
    listed: true,
    body: html`
      ${heading(1, {
        vi: "Phản ánh sai phạm mà không cần nêu tên",
        en: "Report misconduct without giving your name",
      })}
      <p class="lead">
        ${bilingual({
          vi: "Đây là nơi nhận phản ánh về hành vi vi phạm chuẩn mực ứng xử, đạo đức công vụ của cán bộ, công chức, viên chức trong tỉnh.",
          en: "This office takes reports of breaches of the civil-service code of conduct by officials of the province.",
        })}
      </p>
      <p class="actions">
        <a class="button" href="/plain/report">${bilingual({ vi: "Viết phản ánh", en: "Write a report" })}</a>
        <a class="button second" href="/plain/mailbox"
          >${bilingual({ vi: "Mở hộp thư", en: "Open a mailbox" })}</a
        >
      </p>

      ${heading(2, { vi: "Bốn điều chúng tôi hứa", en: "Four promises" })}
      <ol class="promises" role="list">
        ${promises.map(({ name, says }) => html`<li>${heading(3, name)}${paragraph(says)}</li>`)}
      </ol>

      ${heading(2, { vi: "Điều chúng tôi không hứa được", en: "What we cannot promise" })}
      ${sentences(notPromised)}
      <p>
        <a href="/plain/safety"
          >${bilingual({ vi: "Đọc thêm: An toàn của bạn", en: "Read on: Your safety" })}</a
        >
      </p>

      ${heading(2, { vi: "Đây không phải đơn tố cáo", en: "This is not a named denunciation" })}
      ${paragraph({
        vi: "Theo khoản 2 Điều 25 Luật Tố cáo 2018, tin không nêu tên vẫn được kiểm tra khi nêu rõ người vi phạm, có tài liệu, chứng cứ cụ thể và có cơ sở để thẩm tra, xác minh. Luật không đặt thời hạn cho tin như vậy.",
        en: "Under Article 25.2 of the Law on Denunciations 2018, information without a name is still looked into when it clearly names the wrongdoer, has concrete documents or evidence, and can be checked. The law sets no time limit for it.",
      })}
      ${heading(2, { vi: "Việc nào, cửa nào", en: "Which matter, which door" })}
      <dl class="doors">
        ${doors.map(
          ({ name, says }, place) =>
            html`<div class="${place === 0 ? "here" : "other"}">
              <dt>${bilingual(name)}</dt>
              <dd>${bilingual(says)}</dd>
            </div>`,
        )}
      </dl>

      ${heading(2, { vi: "Khóa niêm phong", en: "The sealing key" })}
      ${paragraph({
        vi: "Phản ánh được niêm phong bằng khóa công khai có dấu vân tay dưới đây. Hãy so với dấu vân tay in trong tệp README của mã nguồn đã công bố; nếu khác, đừng gửi.",
        en: "Reports are sealed with the public key of this fingerprint. Compare it with the one in the README of the published source; if they differ, do not send.",
      })}
      <code class="code" id="fingerprint">${keyFingerprint}</code>
    `,
  });
