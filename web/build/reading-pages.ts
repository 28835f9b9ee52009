// The pages that are only read: the first one, "your safety", which door, and the two that say that something is not
// there. Every sentence must be true of the running system.
import { html } from "hono/html";
import { bodies, doorOf } from "../../functions/domain/province/bodies.ts";
import { type Html, sentences } from "./frame.ts";
import { type Language, pathIn, type Texts } from "./texts.ts";

const doorList = ({ doors }: Texts): Html =>
  html`<dl class="doors">
    ${doors.map(
      ({ name, says }, place) =>
        html`<div class="${place === 0 ? "here" : "other"}">
          <dt>${name}</dt>
          <dd>${says}</dd>
        </div>`,
    )}
  </dl>`;

/** The page at "/"; `fingerprint` is that of the office's public key in this release. */
export const homePage = (language: Language, own: Texts, fingerprint: string): Html =>
  html`<h1>${own.home.heading}</h1>
    <p class="lead">${own.home.lead}</p>
    <p class="actions">
      <a class="button" href="${pathIn(language, "/report")}">${own.site.report}</a>
      <a class="button second" href="${pathIn(language, "/mailbox")}">${own.site.mailbox}</a>
    </p>
    <h2>${own.home.promises}</h2>
    <ol class="promises" role="list">
      ${own.promises.map(
        ({ name, says }) =>
          html`<li>
            <h3>${name}</h3>
            <p>${says}</p>
          </li>`,
      )}
    </ol>
    <h2>${own.home.notPromised}</h2>
    ${sentences(own.notPromised)}
    <p><a href="${pathIn(language, "/safety")}">${own.home.more}</a></p>
    <h2>${own.home.anonymous}</h2>
    <p>${own.home.anonymousSays}</p>
    <h2>${own.home.doors}</h2>
    ${doorList(own)}
    <h2>${own.home.key}</h2>
    <p>${own.home.keySays}</p>
    <code class="code" id="fingerprint">${fingerprint}</code>`;

/** The page at "/safety". */
export const safetyPage = (own: Texts): Html =>
  html`<h1>${own.safety.heading}</h1>
    <h2>${own.safety.kept}</h2>
    ${sentences(own.kept)}
    <h2>${own.safety.notPromised}</h2>
    ${sentences(own.notPromised)}
    <h2>${own.safety.where}</h2>
    ${sentences(own.safety.whereSays)}
    <h2>${own.safety.yourself}</h2>
    ${sentences(own.yourself)}
    <h2>${own.safety.law}</h2>
    <p>${own.safety.lawSays}</p>`;

/** The page at "/doors". */
export const doorsPage = (language: Language, own: Texts): Html => {
  const authorities = bodies.flatMap(({ id }) => doorOf(id) ?? []);
  return html`<h1>${own.doorsPage.heading}</h1>
    <p class="lead">${own.doorsPage.lead}</p>
    ${doorList(own)}
    <h2>${own.doorsPage.authorities}</h2>
    <dl class="doors">
      ${authorities.map(
        ({ body, howVi, howEn }) =>
          html`<div class="other">
            <dt>${language === "vi" ? body.nameVi : body.nameEn}</dt>
            <dd>${language === "vi" ? howVi : howEn}</dd>
          </div>`,
      )}
    </dl>`;
};

/** A page that stands for one that is not there or does not work. */
export const absentPage = (
  language: Language,
  own: Texts,
  { heading, says }: { readonly heading: string; readonly says: string },
): Html =>
  html`<h1>${heading}</h1>
    <p class="lead">${says}</p>
    <p class="actions">
      <a class="button" href="${pathIn(language, "/")}">${own.site.home}</a>
      <a class="button second" href="${pathIn(language, "/mailbox")}">${own.site.mailbox}</a>
    </p>`;
