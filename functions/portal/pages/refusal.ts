// What a refusal says: what happened, what was kept, what to do next. A refusal must never blame the writer, never
// repeat what was written, and never say more about a mailbox than that nothing opened.
import { html } from "hono/html";
import type { RefusalCode } from "../../domain/outcome.ts";
import { heading, type Html, page, paragraph } from "./layout.ts";
import type { Words } from "./words.ts";

/** Why something was refused, and which authority is the right door when there is one. */
export interface RefusalNotice {
  readonly code: string;
  readonly door?: {
    readonly nameVi: string;
    readonly nameEn: string;
    readonly howVi: string;
    readonly howEn: string;
  };
}

interface RefusalWords {
  readonly name: Words;
  readonly says: Words;
}

type PageRefusalCode = RefusalCode | "tooSoon" | "expired" | "formSent" | "notUnderstood";

const refusalWords = {
  malformed: {
    name: { vi: "Có chỗ chúng tôi không đọc được", en: "Something could not be read" },
    says: {
      vi: "Hãy xem lại từng ô. Nếu bạn dán từ nơi khác, có thể có ký tự ẩn: xóa đoạn đó và gõ lại.",
      en: "Look over each field. Pasted text may hold invisible characters: delete that part and type it again.",
    },
  },
  tooShort: {
    name: { vi: "Nội dung quá ngắn", en: "The text is too short" },
    says: {
      vi: "Hãy viết thêm để người xử lý hiểu và kiểm tra được. Số ký tự cần có ghi ngay trên ô viết.",
      en: "Write a little more, so that it can be understood and checked. The least length stands above the field.",
    },
  },
  tooLong: {
    name: { vi: "Nội dung quá dài", en: "The text is too long" },
    says: {
      vi: "Hãy rút gọn. Phần còn lại có thể gửi tiếp qua hộp thư, thành một tin khác.",
      en: "Shorten it. The rest can follow through the mailbox, as another message.",
    },
  },
  notHere: {
    name: { vi: "Việc này thuộc một cửa khác", en: "This matter belongs to another door" },
    says: {
      vi: "Không ai trong hệ thống này có thẩm quyền giữ việc ấy, nên chúng tôi không nhận. Chưa có gì được lưu.",
      en: "Nobody in this system may rightly hold it, so it is not taken here. Nothing has been kept.",
    },
  },
  unknownAgency: {
    name: { vi: "Hãy chọn cơ quan", en: "Choose the body" },
    says: {
      vi: "Cơ quan chưa được chọn hoặc không có trong danh mục.",
      en: "No body was chosen, or it is not in the list.",
    },
  },
  unknownBreach: {
    name: { vi: "Hãy chọn hành vi", en: "Choose the kind of breach" },
    says: {
      vi: 'Hành vi chưa được chọn hoặc không có trong danh mục. Không thấy loại phù hợp thì chọn "khác".',
      en: 'No kind of breach was chosen, or it is not in the list. If none fits, choose "other".',
    },
  },
  badReceipt: {
    name: { vi: "Mã biên nhận chưa đúng", en: "The receipt is not right" },
    says: {
      vi: "Mã có 25 ký tự, năm nhóm năm ký tự. Có thể có chữ viết nhầm: hãy so từng nhóm với tờ giấy của bạn.",
      en: "A receipt has 25 characters in five groups of five. One may be mistyped: compare group by group with your paper.",
    },
  },
  notFound: {
    name: { vi: "Không có gì mở ra", en: "Nothing opened" },
    says: {
      vi: "Không có hộp thư nào ứng với mã này. Mã có thể chưa từng được trao, đã hết hạn hoặc hộp thư đã bị hủy.",
      en: "There is no mailbox for this receipt. It was never given out, has expired, or the mailbox was destroyed.",
    },
  },
  wrongState: {
    name: { vi: "Lúc này chưa làm được việc đó", en: "That cannot be done now" },
    says: {
      vi: "Vụ việc đang ở bước khác. Hãy mở lại hộp thư để xem tình trạng mới nhất.",
      en: "The case stands at another step. Open the mailbox again to see how it stands.",
    },
  },
  alreadySent: {
    name: { vi: "Một tin khác đã được gửi từ hộp thư này", en: "Another message was sent from this mailbox" },
    says: {
      vi: "Có thể bạn đã gửi từ một cửa sổ khác; tin ấy giữ nguyên. Lời bạn còn dưới đây: muốn gửi cả tin này, chỉ cần gửi lại.",
      en: "Perhaps you sent it from another window; that one stands. Your words are still below: to send this one as well, just send again.",
    },
  },
  conflict: {
    name: { vi: "Vừa có thay đổi", en: "Something changed just now" },
    says: {
      vi: "Có người vừa thay đổi việc này trước bạn. Hãy mở lại để xem bản mới nhất rồi làm lại.",
      en: "Somebody changed this just before you. Open it again to see how it stands, then do it once more.",
    },
  },
  notUnderstood: {
    name: { vi: "Hãy đánh dấu ô cuối cùng", en: "Tick the last box" },
    says: {
      vi: "Trang này niêm phong trên máy chủ chứ không phải trong máy bạn. Xin xác nhận rằng bạn biết điều đó.",
      en: "This page seals on the server and not in your device. Please confirm that you know this.",
    },
  },
  formSent: {
    name: {
      vi: "Biểu mẫu này đã được gửi với nội dung khác",
      en: "This form was already sent with other words",
    },
    says: {
      vi: "Bản gửi trước giữ nguyên, bản này không được lưu. Muốn gửi nội dung mới, hãy mở một biểu mẫu mới; chép lại lời bạn trước khi rời trang.",
      en: "The earlier one stands and this one was not kept. For new words open a new form; copy your words before you leave this page.",
    },
  },
  tryLater: {
    name: { vi: "Chưa nhận được lúc này", en: "It cannot be taken right now" },
    says: {
      vi: "Hệ thống đang bận hoặc hộp thư đã đầy. Lời bạn chưa được lưu: hãy giữ lại và thử sau.",
      en: "The system is busy or the mailbox is full. Your words have not been kept: hold on to them and try later.",
    },
  },
  notSignedIn: {
    name: { vi: "Cần đăng nhập", en: "Sign-in needed" },
    says: {
      vi: "Phần này dành cho người xử lý. Để phản ánh hoặc mở hộp thư, bạn không cần đăng nhập.",
      en: "This part is for staff. To report or to open a mailbox you need no sign-in.",
    },
  },
  tooSoon: {
    name: { vi: "Hãy đọc lại một lần rồi gửi", en: "Read it over once, then send" },
    says: {
      vi: "Biểu mẫu được gửi quá nhanh sau khi mở, nên chúng tôi chưa nhận. Lời bạn còn nguyên dưới đây.",
      en: "The form came back too soon after it was opened and was not taken. Your words are still below.",
    },
  },
  expired: {
    name: { vi: "Biểu mẫu đã hết hạn", en: "The form has expired" },
    says: {
      vi: "Biểu mẫu mở quá lâu, nên chưa được nhận. Lời bạn còn nguyên dưới đây: chỉ cần gửi lại.",
      en: "The form stood open too long and was not taken. Your words are still below: just send again.",
    },
  },
} as const satisfies Record<PageRefusalCode, RefusalWords>;

const unforeseen: RefusalWords = {
  name: { vi: "Không nhận được", en: "It was not taken" },
  says: { vi: "Chưa có gì được lưu. Hãy thử lại sau.", en: "Nothing was kept. Please try again later." },
};

const known: Readonly<Record<string, RefusalWords>> = refusalWords;

/** The words for a refusal code; a code that nobody foresaw gets words that promise nothing. */
const wordsFor = (code: string): RefusalWords =>
  (Object.hasOwn(known, code) ? known[code] : undefined) ?? unforeseen;

const rightDoor = (door: NonNullable<RefusalNotice["door"]>): Html =>
  html`<div class="door">
    ${heading(3, { vi: `Nơi có thẩm quyền: ${door.nameVi}`, en: `The right door: ${door.nameEn}` })}
    ${paragraph({ vi: door.howVi, en: door.howEn })}
  </div>`;

/** The refusal as an alert that a screen reader reads first and the keyboard starts from. */
export const refusalNotice = (notice: RefusalNotice): Html => {
  const { name, says } = wordsFor(notice.code);
  return html`<div class="notice alert" id="refusal" role="alert" tabindex="-1" autofocus>
    ${heading(2, name)}${paragraph(says)}${notice.door ? rightDoor(notice.door) : ""}
  </div>`;
};

const wayBack = html`<p class="actions">
  <a class="button" href="/">Trang đầu <span lang="en">Home</span></a>
  <a class="button second" href="/plain/safety">An toàn của bạn <span lang="en">Your safety</span></a>
</p>`;

/** A page for a refusal that has no form to stand in; `status` is the HTTP status it is answered with. */
export const refusalPage = (notice: RefusalNotice, status: number): Html => {
  const { name, says } = wordsFor(notice.code);
  return page({
    titleVi: name.vi,
    titleEn: name.en,
    body: html`${heading(1, name)}${paragraph(says)}${notice.door ? rightDoor(notice.door) : ""}
      <p class="hint">Mã lỗi ${status} <span lang="en">Error ${status}</span></p>
      ${wayBack}`,
  });
};

const pageOf = (name: Words, says: Words): Html =>
  page({ titleVi: name.vi, titleEn: name.en, body: html`${heading(1, name)}${paragraph(says)}${wayBack}` });

/** The page for an address that is not here (404). */
export const notFoundPage = (): Html =>
  pageOf(
    { vi: "Không có trang này", en: "There is no such page" },
    {
      vi: "Địa chỉ có thể gõ nhầm. Mọi thứ bắt đầu từ trang đầu.",
      en: "The address may be mistyped. Everything starts from the home page.",
    },
  );

/** The page for what nobody expected (500); it says only what is certain. */
export const brokenPage = (): Html =>
  pageOf(
    { vi: "Có lỗi ở phía chúng tôi", en: "Something broke on our side" },
    {
      vi: "Chỉ khi thấy mã biên nhận, bạn mới biết chắc phản ánh đã được nhận. Hãy tải lại chính trang này và đồng ý gửi lại: cùng một biểu mẫu gửi hai lần không thành hai phản ánh. Đừng bấm nút Quay lại: lời bạn sẽ mất.",
      en: "Only a receipt means that a report was taken. Reload this very page and agree to send again: the same form sent twice does not make two reports. Do not press Back: your words would be lost.",
    },
  );
