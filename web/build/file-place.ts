// Where files are chosen and seen to go, on both pages that take them; hidden until the script has run.
import { html } from "hono/html";
import type { Html } from "./frame.ts";
import { hiddenText } from "./report-page.ts";
import type { Texts } from "./texts.ts";

const said = ["none", "keepsTraces", "cannotClean", "tooLarge", "going", "stopped", "arrived"] as const;

/** The place for files. */
export const filePlace = ({ files }: Texts): Html =>
  html`<div class="field" id="file-place" hidden>
    <h2>${files.heading}</h2>
    <label class="ask" for="files">${files.choose}</label>
    <p class="hint" id="files-hint">${files.hint}</p>
    <input type="file" id="files" multiple autocomplete="off" aria-describedby="files-hint" />
    <label class="choice"
      ><input type="checkbox" id="originals" autocomplete="off" aria-describedby="originals-hint" /><span
        >${files.originals}</span
      ></label
    >
    <p class="hint" id="originals-hint">${files.originalsHint}</p>
    <ul class="file-list" role="list" id="file-list"></ul>
    <template id="file-line"
      ><li>
        <strong class="file-name"></strong>
        <div role="status">${said.map((name) => hiddenText(name, files[name]))}</div>
        <progress hidden aria-label="${files.going}"></progress>
        <button class="button second" type="button">${files.remove}</button>
      </li></template
    >
  </div>`;

/** The place for files behind the receipt of a report that was just taken. */
export const filesAfterFiling = (own: Texts): Html =>
  html`<section id="files-section" hidden>
    ${filePlace(own)}
    <div id="file-problems" role="alert" tabindex="-1">
      ${hiddenText("line", own.mailbox.problems.line)}
      ${hiddenText("tryLater", own.mailbox.problems.tryLater)}
    </div>
    <p>
      <button class="button second" type="button" id="send-files" data-alone="${own.files.alone}">
        ${own.files.send}
      </button>
    </p>
    <div class="notice good" id="files-sent" role="status" tabindex="-1" hidden><p>${own.files.sent}</p></div>
  </section>`;
