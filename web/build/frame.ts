// The frame of every static page: readable without a script, held to one origin, and with a way out at hand. Nothing
// here may load anything from elsewhere, and no text may be left unescaped.
import { html } from "hono/html";
import type { HtmlEscapedString } from "hono/utils/html";
import { type Language, pathIn, type Texts, texts } from "./texts.ts";

export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

/** A file that a page loads: where it is, and the hash of what it must be. */
export interface Asset {
  readonly path: string;
  readonly integrity: string;
}

export interface PageModel {
  readonly language: Language;
  readonly title: string;
  /** The page's address in Vietnamese; none for a page that stands for a missing one. */
  readonly path?: string;
  readonly body: Html;
  readonly style: Asset;
  /** The script, on pages that have one. */
  readonly script?: Asset;
}

const menu = ["home", "report", "mailbox", "safety", "doors"] as const;
const paths: Readonly<Record<(typeof menu)[number], string>> = {
  home: "/",
  report: "/report",
  mailbox: "/mailbox",
  safety: "/safety",
  doors: "/doors",
};

/** Where the quick way out leads: an ordinary page that anybody may have open. */
const elsewhere = "https://vi.wikipedia.org/";

/** What a page may do: load from its own origin, speak to its own origin, and never turn a text into code. */
export const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "form-action 'none'",
  "base-uri 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types la-chan",
].join("; ");

const otherOf = (language: Language): Language => (language === "vi" ? "en" : "vi");

const navigation = (language: Language, here: string | undefined, { site }: Texts): Html =>
  html`<nav aria-label="${site.menu}">
    <ul>
      ${menu.map(
        (name) =>
          html`<li>
            <a
              href="${pathIn(language, paths[name])}"
              ${paths[name] === here ? html` aria-current="page"` : ""}
              >${site[name]}</a
            >
          </li>`,
      )}
    </ul>
  </nav>`;

/** A whole page. */
export const page = ({ language, title, path, body, style, script }: PageModel): Html => {
  const own = texts[language];
  const other = otherOf(language);
  return html`<!doctype html>
    <html lang="${language}" translate="no">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="content-security-policy" content="${policy}" />
        <title>${title} · ${own.site.name}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <meta name="google" content="notranslate" />
        <meta name="format-detection" content="telephone=no" />
        ${path === "/" ? "" : html`<meta name="robots" content="noindex" />`}
        <link rel="icon" type="image/svg+xml" href="/favicon.svg" />
        <link rel="stylesheet" href="${style.path}" integrity="${style.integrity}" />
        ${
          script
            ? html`<script type="module" src="${script.path}" integrity="${script.integrity}"></script>`
            : ""
        }
      </head>
      <body>
        <a class="skip" href="#main">${own.site.skip}</a>
        <header class="band">
          <div class="inner">
            <a class="name" href="${pathIn(language, "/")}"
              ><span class="mark" aria-hidden="true"></span><strong>${own.site.name}</strong></a
            >
            <p class="aside">
              <a lang="${other}" hreflang="${other}" href="${pathIn(other, path ?? "/")}"
                >${own.site.otherLanguage}</a
              >
              <a
                class="exit"
                id="exit"
                href="${elsewhere}"
                rel="noreferrer noopener"
                title="${own.site.exitHint}"
                >${own.site.exit}</a
              >
            </p>
            ${navigation(language, path, own)}
          </div>
        </header>
        <main id="main" tabindex="-1">${body}</main>
        <footer class="foot">
          <div class="inner">
            <p>${own.site.foot}</p>
            <p>${own.site.danger}</p>
          </div>
        </footer>
      </body>
    </html>`;
};

/** A list of sentences. */
export const sentences = (all: readonly string[]): Html =>
  html`<ul class="plainly">
    ${all.map((text) => html`<li>${text}</li>`)}
  </ul>`;
