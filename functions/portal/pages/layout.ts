// The frame of every plain page: Vietnamese first, English beside it, readable without a script, an image or a
// cookie. Nothing here may load anything from elsewhere, and nothing on a page may be left unescaped.
import { html } from "hono/html";
import type { HtmlEscapedString } from "hono/utils/html";
import type { Words } from "./words.ts";

export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

interface PageModel {
  readonly titleVi: string;
  readonly titleEn: string;
  readonly body: Html;
  /** The address of the page in the menu, when it stands there. */
  readonly here?: string;
}

/** Both tongues in one run: the English in an element of its own that a screen reader reads as English. */
export const bilingual = (words: Words): Html => html`${words.vi} <span lang="en">${words.en}</span>`;

/** A heading and its English, which stays out of the heading so that a list of headings is short to hear. */
export const heading = (level: 1 | 2 | 3, words: Words): Html => {
  const english = html`<p lang="en">${words.en}</p>`;
  if (level === 1)
    return html`<h1>${words.vi}</h1>
      ${english}`;
  return level === 2
    ? html`<h2>${words.vi}</h2>
        ${english}`
    : html`<h3>${words.vi}</h3>
        ${english}`;
};

/** A paragraph in both tongues. */
export const paragraph = (words: Words): Html => html`<p>${bilingual(words)}</p>`;

/** A list of sentences in both tongues. */
export const sentences = (all: readonly Words[]): Html =>
  html`<ul class="plainly">
    ${all.map((words) => html`<li>${bilingual(words)}</li>`)}
  </ul>`;

/** The hidden fields that a form carries back to the server. */
export const hiddenFields = (fields: readonly { readonly name: string; readonly value: string }[]): Html =>
  html`${fields.map((field) => html`<input type="hidden" name="${field.name}" value="${field.value}" autocomplete="off" />`)}`;

const menu = [
  { path: "/", vi: "Trang đầu", en: "Home" },
  { path: "/plain/report", vi: "Viết phản ánh", en: "Write a report" },
  { path: "/plain/mailbox", vi: "Mở hộp thư", en: "Open a mailbox" },
  { path: "/plain/safety", vi: "An toàn của bạn", en: "Your safety" },
] as const;

const current = (path: string, here: string | undefined) => (path === here ? html` aria-current="page"` : "");

/**
 * A whole page. `translate="no"` keeps browsers from offering to send the text of a page to a translation service;
 * `format-detection` keeps phones from turning a receipt into a telephone number.
 */
export const page = ({ titleVi, titleEn, body, here }: PageModel): Html =>
  html`<!doctype html>
    <html lang="vi" translate="no">
      <head>
        <meta charset="utf-8" />
        <title>${titleVi} · ${titleEn} · Lá Chắn</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <meta name="google" content="notranslate" />
        <meta name="format-detection" content="telephone=no" />
        <meta name="robots" content="noindex" />
        <link rel="stylesheet" href="/plain/style.css" />
      </head>
      <body>
        <a class="skip" href="#main">Đến nội dung chính <span lang="en">Skip to the content</span></a>
        <header class="band">
          <div class="inner">
            <a class="name" href="/"
              ><span class="mark" aria-hidden="true"></span
              ><span><strong>Lá Chắn</strong> <span lang="en">The Shield</span></span></a
            >
            <nav aria-label="Mục chính">
              <ul>
                ${menu.map((item) => html`<li><a href="${item.path}" ${current(item.path, here)}>${bilingual(item)}</a></li>`)}
              </ul>
            </nav>
          </div>
        </header>
        <main id="main">${body}</main>
        <footer class="foot">
          <div class="inner">
            ${paragraph({
              vi: "Trang này không dùng JavaScript, không đặt cookie, không tải gì từ nơi khác. Không ai hỏi bạn là ai.",
              en: "This page uses no JavaScript, sets no cookie and loads nothing from elsewhere. Nobody asks who you are.",
            })}
            ${paragraph({
              vi: "Có người đang gặp nguy hiểm: gọi 113 ngay. Ở đây không ai trực để trả lời tức thì.",
              en: "If somebody is in danger, call 113 now. Nobody here is on watch to answer at once.",
            })}
          </div>
        </footer>
      </body>
    </html>`;
