// The page on which a report is written. It holds no form, so that no key and no click can send anything before the
// sealing script has run; the script puts the button in its place. What the script may say stands here already, hidden,
// so that the script knows no language.
import { html } from "hono/html";
import { aboutLength, narrativeLength } from "../../functions/domain/report/limits.ts";
import { bodyChoices, breachGroups, doorsNeeded } from "./choices.ts";
import { type Html, sentences } from "./frame.ts";
import { type Language, pathIn, type Texts } from "./texts.ts";

const nameOf = (language: Language, one: { readonly nameVi: string; readonly nameEn: string }): string =>
  language === "vi" ? one.nameVi : one.nameEn;

/** A text that the script shows when it is time; `role` says how a screen reader hears it. */
export const hiddenText = (name: string, text: string): Html =>
  html`<p data-text="${name}" hidden>${text}</p>`;

const guidance = (language: Language, own: Texts): Html =>
  html`<section class="notice" aria-labelledby="tests-heading">
      <h2 id="tests-heading">${own.report.before}</h2>
      <p>${own.report.beforeSays}</p>
      <ul class="tests" role="list">
        ${own.threeTests.map(
          (text, place) =>
            html`<li data-test="${["who", "what", "check"][place]}">
              <span class="tick" aria-hidden="true"></span><span>${text}</span>
              <span class="verdict"
                ><span class="unmet">${own.report.unmet}</span
                ><span class="met" hidden>${own.report.met}</span></span
              >
            </li>`,
        )}
      </ul>
    </section>
    <details class="notice">
      <summary>${own.report.safe}</summary>
      ${sentences(own.leaveOut)}
      <p><a href="${pathIn(language, "/safety")}">${own.site.safety}</a></p>
    </details>
    <p>${own.report.which} <a href="${pathIn(language, "/doors")}">${own.report.whichLink}</a></p>`;

const bodyField = (language: Language, { report }: Texts): Html =>
  html`<div class="field">
    <label class="ask" for="agency">${report.agency}</label>
    <p class="hint" id="agency-hint">${report.agencyHint}</p>
    <div id="search-place" hidden>
      <label class="ask" for="search">${report.search}</label>
      <p class="hint" id="search-hint">${report.searchHint}</p>
      <input
        type="text"
        id="search"
        autocomplete="off"
        autocapitalize="off"
        spellcheck="false"
        aria-describedby="search-hint"
        aria-controls="agency"
      />
      <p class="hint" role="status"><span id="found"></span> ${report.found}</p>
    </div>
    <select id="agency" autocomplete="off" aria-describedby="agency-hint">
      <option value="">${report.choose}</option>
      ${bodyChoices.map(
        ({ body, elsewhere }) =>
          html`<option
            value="${body.id}"
            ${Object.keys(elsewhere).length > 0 ? html` data-elsewhere="${JSON.stringify(elsewhere)}"` : ""}
          >
            ${nameOf(language, body)}
          </option>`,
      )}
    </select>
    <div id="doors" role="status">
      ${doorsNeeded.map(
        ({ body, howVi, howEn }) =>
          html`<div class="notice alert" data-door="${body.id}" hidden>
            <p>${report.doorSays} <strong>${nameOf(language, body)}</strong></p>
            <p>${language === "vi" ? howVi : howEn}</p>
          </div>`,
      )}
    </div>
  </div>`;

const tick = (id: string, text: string): Html =>
  html`<label class="choice"
    ><input type="checkbox" id="${id}" autocomplete="off" /><span>${text}</span></label
  >`;

const personFields = ({ report }: Texts): Html =>
  html`<fieldset class="field" id="position">
      <legend>${report.position}</legend>
      ${Object.entries(report.positions).map(
        ([code, name]) =>
          html`<label class="choice"
            ><input type="radio" name="position" value="${code}" autocomplete="off" /><span
              >${name}</span
            ></label
          >`,
      )}
    </fieldset>
    <fieldset class="field">
      <legend>${report.avoidHint}</legend>
      ${tick("handles", report.handles)} ${tick("avoid", report.avoid)}
    </fieldset>`;

const breachField = (language: Language, { report }: Texts): Html =>
  html`<div class="field">
    <label class="ask" for="breach">${report.breach}</label>
    <p class="hint" id="breach-hint">${report.breachHint}</p>
    <select id="breach" autocomplete="off" aria-describedby="breach-hint">
      <option value="">${report.choose}</option>
      ${breachGroups.map(
        ({ name, breaches }) =>
          html`<optgroup label="${report.groups[name]}">
            ${breaches.map(
              (breach) => html`<option value="${breach.code}">${nameOf(language, breach)}</option>`,
            )}
          </optgroup>`,
      )}
    </select>
  </div>`;

/** What the guard shows of one field: a heading, and each kind of mark with the words it is about. */
export const guardPlace = ({ report }: Texts, field: string): Html =>
  html`<div class="notice guard" data-guard="${field}" role="status" hidden>
    <h3>${report.guard}</h3>
    <p>${report.guardSays}</p>
    <dl>
      ${Object.entries(report.kinds).map(
        ([kind, name]) =>
          html`<div data-kind="${kind}" hidden>
            <dt>${name}</dt>
            <dd></dd>
          </div>`,
      )}
    </dl>
  </div>`;

const wordFields = (own: Texts): Html =>
  html`<div class="field">
      <label class="ask" for="about">${own.report.about}</label>
      <p class="hint" id="about-hint">${own.report.aboutHint}</p>
      <input
        type="text"
        id="about"
        maxlength="${aboutLength.max}"
        autocomplete="off"
        autocapitalize="words"
        spellcheck="false"
        writingsuggestions="false"
        aria-describedby="about-hint"
      />
      ${guardPlace(own, "about")}
    </div>
    <div class="field">
      <label class="ask" for="narrative">${own.report.narrative}</label>
      <p class="hint" id="narrative-hint">${own.report.narrativeHint}</p>
      <textarea
        id="narrative"
        rows="12"
        maxlength="${narrativeLength.max}"
        autocomplete="off"
        spellcheck="false"
        writingsuggestions="false"
        aria-describedby="narrative-hint"
      ></textarea>
      ${guardPlace(own, "narrative")}
    </div>`;

const receiptSlip = (own: Texts, files: Html): Html =>
  html`<section id="taken" hidden tabindex="-1" aria-labelledby="taken-heading">
    <h1 id="taken-heading">${own.report.taken}</h1>
    <div class="notice alert" data-text="earlier" hidden><p>${own.report.earlier}</p></div>
    <p class="lead">${own.report.takenSays}</p>
    <div class="slip">
      <p class="ask">${own.report.receipt}</p>
      <p id="receipt" translate="no"></p>
      <p class="hint">${own.report.receiptHint}</p>
      <div id="code"></div>
    </div>
    ${sentences(own.report.keep)}
    <p class="hint">${own.report.printHint}</p>
    ${files}
    <p class="actions">
      <button class="button second" type="button" id="print">${own.report.print}</button>
      <button class="button" type="button" id="done">${own.report.done}</button>
    </p>
  </section>`;

/** The page at "/report"; `fingerprint` is that of the key that its script seals with, `files` the place for files. */
export const reportPage = (language: Language, own: Texts, fingerprint: string, files: Html): Html =>
  html`<div id="writing">
      <h1>${own.report.heading}</h1>
      <p class="lead">${own.report.lead}</p>
      <noscript
        ><div class="notice alert">
          <p>${own.report.noscript}</p>
          <p><a class="button" href="/plain/report">${own.report.plain}</a></p>
        </div></noscript
      >
      ${guidance(language, own)}
      <div id="fields">
        ${bodyField(language, own)} ${personFields(own)} ${breachField(language, own)} ${wordFields(own)}
      </div>
      <div class="notice alert late" id="late">
        <p>${own.report.late}</p>
        <p><a class="button second" href="/plain/report">${own.report.plain}</a></p>
      </div>
      <div id="problems" role="alert" tabindex="-1">
        ${Object.entries(own.report.problems).map(([name, text]) => hiddenText(name, text))}
      </div>
      <div id="send-place" data-label="${own.report.send}"></div>
      <p class="hint">${own.report.sendHint}</p>
      <p role="status">${hiddenText("working", own.report.working)}</p>
      <p class="hint">${own.home.key}: <code>${fingerprint}</code></p>
    </div>
    ${receiptSlip(own, files)}`;
