// The mailbox: the form that asks for the receipt, and the opened box. Letters are shown as they were written, as
// text; the receipt travels only in the hidden fields of a form and must never stand in an address or in sight.
import { html } from "hono/html";
import { bilingual, heading, hiddenFields, type Html, page, paragraph } from "./layout.ts";
import { refusalNotice, type RefusalNotice } from "./refusal.ts";

export interface MailboxMessage {
  readonly from: "REPORTER" | "UNIT";
  readonly body: string;
  readonly stateVi?: string;
  readonly stateEn?: string;
  /** The day by which the unit promised its next word, YYYY-MM-DD. */
  readonly promised?: string;
}

export interface MailboxModel {
  readonly messages: readonly MailboxMessage[];
  /** Empty on the first visit. */
  readonly lastWord: string;
  readonly nextWord: string;
  /** How many more messages the box takes. */
  readonly left: number;
  readonly hidden: readonly { readonly name: string; readonly value: string }[];
  readonly draft: string;
  /** True when a message was taken just now. */
  readonly posted: boolean;
  readonly refusal: RefusalNotice | null;
  readonly limits: { readonly messageMin: number; readonly messageMax: number };
}

const keptWords = (draft: string): Html => html`
  <div class="field">
    <label class="ask" for="kept"
      >${bilingual({ vi: "Lời bạn vừa viết (chưa gửi)", en: "What you wrote (not sent)" })}</label
    >
    <textarea id="kept" rows="8" readonly autocomplete="off">${draft}</textarea>
  </div>
`;

/** The page at /plain/mailbox that asks for the receipt; `value` is what was typed, given back on a refusal. */
export const mailboxFormPage = (model: {
  readonly value: string;
  readonly refusal: RefusalNotice | null;
  /** Words that were to be sent to a mailbox that did not open; given back, so that they are not lost. */
  readonly draft?: string;
}): Html =>
  page({
    titleVi: model.refusal ? "Chưa mở được – Mở hộp thư" : "Mở hộp thư",
    titleEn: model.refusal ? "Not opened – Open a mailbox" : "Open a mailbox",
    here: "/plain/mailbox",
    body: html`
      ${heading(1, { vi: "Mở hộp thư", en: "Open a mailbox" })}
      ${model.refusal ? refusalNotice(model.refusal) : ""}
      <form method="post" action="/plain/mailbox" autocomplete="off">
        <div class="field">
          <label class="ask" for="receipt-typed">${bilingual({ vi: "Mã biên nhận", en: "Receipt" })}</label>
          <p class="hint" id="receipt-hint">
            ${bilingual({ vi: "25 ký tự, năm nhóm. Chữ hoa hay chữ thường đều được.", en: "25 characters in five groups, in capitals or not." })}
          </p>
          <input
            type="text"
            id="receipt-typed"
            name="receipt"
            value="${model.value}"
            required
            maxlength="64"
            inputmode="text"
            autocapitalize="characters"
            autocomplete="off"
            autocorrect="off"
            spellcheck="false"
            writingsuggestions="false"
            ${model.refusal ? html` aria-invalid="true" aria-describedby="refusal receipt-hint"` : html` aria-describedby="receipt-hint"`}
          />
        </div>
        ${model.draft ? keptWords(model.draft) : ""}
        <p class="send">
          <button class="button" type="submit">${bilingual({ vi: "Mở", en: "Open" })}</button>
        </p>
      </form>
      ${paragraph({
        vi: "Trang này không dùng JavaScript: hộp thư được mở trong bộ nhớ của máy chủ, rồi quên đi.",
        en: "This page uses no JavaScript: the mailbox is opened in the server's memory, and forgotten.",
      })}
    `,
  });

const day = (promised: string): Html => {
  const [year, month, date] = promised.split("-").map(Number);
  if (!year || !month || !date) return html`${promised}`;
  const english = new Date(Date.UTC(year, month - 1, date)).toLocaleDateString("en-GB", {
    dateStyle: "long",
    timeZone: "UTC",
  });
  return html`<time datetime="${promised}">ngày ${date} tháng ${month} năm ${year}</time>
    <span lang="en">${english}</span>`;
};

const facts = ({ stateVi, stateEn, promised }: MailboxMessage): Html | "" =>
  stateVi || promised
    ? html`<dl class="facts words">
        ${
          stateVi
            ? html`<div>
                <dt>${bilingual({ vi: "Tình trạng", en: "How it stands" })}</dt>
                <dd>${bilingual({ vi: stateVi, en: stateEn ?? "" })}</dd>
              </div>`
            : ""
        }${
          promised
            ? html`<div>
                <dt>${bilingual({ vi: "Hẹn có tin tiếp, chậm nhất", en: "Next word promised by" })}</dt>
                <dd>${day(promised)}</dd>
              </div>`
            : ""
        }
      </dl>`
    : "";

const letter = (message: MailboxMessage): Html =>
  html`<li class="message ${message.from === "UNIT" ? "unit" : "reporter"}">
    <h3>
      ${bilingual(
        message.from === "UNIT"
          ? { vi: "Đơn vị xử lý viết", en: "The unit wrote" }
          : { vi: "Bạn viết", en: "You wrote" },
      )}
    </h3>
    <div class="body">${message.body}</div>
    ${facts(message)}
  </li>`;

const letters = (messages: readonly MailboxMessage[]): Html =>
  messages.length === 0
    ? html`<div class="notice">
        ${paragraph({
          vi: "Chưa có thư. Phản ánh đi vào theo đợt, nhiều nhất mỗi ngày làm việc một lần, rồi mới được sàng lọc. Hãy quay lại sau vài ngày làm việc.",
          en: "No letter yet. Reports go in at most once each working day and are screened after that. Come back after a few working days.",
        })}
      </div>`
    : html`<ol class="messages" role="list">
        ${messages.map(letter)}
      </ol>`;

const whenItIsLate = paragraph({
  vi: "Nếu ngày hẹn đã qua mà không có tin, đừng chỉ chờ ở đây: hãy hỏi bằng đường khác, ví dụ thanh tra tỉnh hoặc nơi tiếp công dân.",
  en: "If the promised day has passed without a word, do not only wait here: ask by another way, such as the provincial inspectorate or the citizen-reception office.",
});

const visitWords = (lastWord: string, nextWord: string): Html =>
  html` ${heading(2, { vi: "Có ai khác mở hộp thư này không?", en: "Has anybody else opened this mailbox?" })}
    <dl class="words">
      <div>
        <dt>${bilingual({ vi: "Từ của lần mở trước", en: "Word of the last visit" })}</dt>
        <dd>
          ${lastWord ? html`<span class="word" id="last-word">${lastWord}</span>` : bilingual({ vi: "Chưa từng được mở", en: "Never opened before" })}
        </dd>
      </div>
      <div>
        <dt>${bilingual({ vi: "Từ của lần này: hãy ghi lại", en: "Word of this visit: write it down" })}</dt>
        <dd><span class="word" id="next-word">${nextWord}</span></dd>
      </div>
    </dl>
    ${paragraph({
      vi: "Nếu từ của lần mở trước không phải từ bạn đã ghi, có người khác đã mở hộp thư này. Khi đó đừng viết thêm ở đây; hãy gửi một phản ánh mới để có mã mới.",
      en: "If the word of the last visit is not the one you noted, somebody else has opened this mailbox. Then write no more here; send a new report and get a new receipt.",
    })}`;

const replyForm = ({ left, hidden, draft, limits, refusal }: MailboxModel): Html =>
  left <= 0
    ? paragraph({
        vi: "Hộp thư này đã nhận đủ số tin. Bạn vẫn đọc được thư trả lời.",
        en: "This mailbox has taken all the messages it can. You can still read the answers.",
      })
    : html`<form
        method="post"
        action="/plain/mailbox/message"
        enctype="multipart/form-data"
        autocomplete="off"
      >
        ${hiddenFields(hidden)}
        <div class="field">
          <label class="ask" for="message">${bilingual({ vi: "Tin của bạn", en: "Your message" })}</label>
          <p class="hint" id="message-hint">
            ${bilingual({ vi: `Từ ${limits.messageMin} đến ${limits.messageMax.toLocaleString("vi-VN")} ký tự; còn gửi được ${left} tin. Đừng viết bạn là ai.`, en: `From ${limits.messageMin} to ${limits.messageMax.toLocaleString("en-GB")} characters; messages left: ${left}. Do not write who you are.` })}
          </p>
          <textarea
            class="short"
            id="message"
            name="message"
            rows="6"
            required
            maxlength="${limits.messageMax}"
            autocomplete="off"
            spellcheck="false"
            writingsuggestions="false"
            ${refusal ? html` aria-invalid="true" aria-describedby="refusal message-hint"` : html` aria-describedby="message-hint"`}
          >
${draft}</textarea>
        </div>
        <p class="send">
          <button class="button" type="submit">
            ${bilingual({ vi: "Niêm phong và gửi", en: "Seal and send" })}
          </button>
        </p>
      </form>`;

/** The opened mailbox. */
export const mailboxPage = (model: MailboxModel): Html =>
  page({
    titleVi: model.refusal ? "Chưa gửi được – Hộp thư" : "Hộp thư",
    titleEn: model.refusal ? "Not sent – Mailbox" : "Mailbox",
    body: html`
      ${heading(1, { vi: "Hộp thư của bạn", en: "Your mailbox" })}
      ${model.refusal ? refusalNotice(model.refusal) : ""}
      ${model.posted ? html`<div class="notice good" role="status">${heading(2, { vi: "Tin của bạn đã được nhận", en: "Your message was taken" })}${paragraph({ vi: "Tin đi vào theo đợt, trong vài ngày làm việc tới, và không hiện lại ở đây.", en: "It goes in with a batch, within the coming working days, and is not shown here again." })}</div>` : ""}
      ${visitWords(model.lastWord, model.nextWord)} ${heading(2, { vi: "Thư", en: "Letters" })}
      ${letters(model.messages)} ${model.messages.some(({ promised }) => promised) ? whenItIsLate : ""}
      ${heading(2, { vi: "Viết thêm", en: "Write more" })} ${replyForm(model)}
      ${heading(2, { vi: "Rời đi", en: "Leaving" })}
      ${paragraph({
        vi: "Ghi từ của lần này cạnh mã biên nhận, rồi đóng mọi cửa sổ trình duyệt.",
        en: "Write this visit's word beside your receipt, then close all browser windows.",
      })}
    `,
  });
