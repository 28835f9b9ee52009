// The page on which a mailbox is opened. It holds no form either: the receipt is read by the script alone, and never
// leaves the browser.
import { html } from "hono/html";
import { messageLength } from "../../functions/domain/mailbox/limits.ts";
import { filePlace } from "./file-place.ts";
import type { Html } from "./frame.ts";
import { guardPlace, hiddenText } from "./report-page.ts";
import type { Texts } from "./texts.ts";

const letterPattern = ({ mailbox, states }: Texts): Html =>
  html`<template id="letter"
    ><li class="message unit">
      <h3>${mailbox.unitWrote}</h3>
      <div class="body"></div>
      <dl class="facts words">
        <div class="state" hidden>
          <dt>${mailbox.state}</dt>
          ${Object.entries(states).map(([state, words]) => html`<dd data-state="${state}" hidden>${words}</dd>`)}
        </div>
        <div class="promised" hidden>
          <dt>${mailbox.promised}</dt>
          <dd><time></time></dd>
        </div>
      </dl></li
  ></template>`;

const openedBox = (own: Texts): Html => {
  /** What a message begins with, by its kind; one that only adds something begins with nothing. */
  const said: Readonly<Record<string, string>> = own.mailbox.kindWords;
  return html`<section id="opened" hidden tabindex="-1" aria-labelledby="opened-heading">
    <h1 id="opened-heading">${own.mailbox.opened}</h1>
    <h2>${own.mailbox.visits}</h2>
    <dl class="words">
      <div>
        <dt>${own.mailbox.lastWord}</dt>
        <dd>
          <span class="word" lang="vi" id="last-word"></span
          ><span id="never" hidden>${own.mailbox.never}</span>
        </dd>
      </div>
      <div>
        <dt>${own.mailbox.nextWord}</dt>
        <dd><span class="word" lang="vi" id="next-word"></span></dd>
      </div>
    </dl>
    <p>${own.mailbox.visitsSay}</p>
    <h2>${own.mailbox.letters}</h2>
    <div class="notice" id="none" hidden><p>${own.mailbox.none}</p></div>
    <ol class="messages" role="list" id="letters"></ol>
    <div class="notice alert" id="broken" hidden><p>${own.mailbox.broken}</p></div>
    <p id="when-late" hidden>${own.mailbox.late}</p>
    <h2>${own.mailbox.write}</h2>
    <p id="full" hidden>${own.mailbox.full}</p>
    <div id="writing">
      <fieldset class="field">
        <legend>${own.mailbox.about}</legend>
        ${Object.entries(own.mailbox.kinds).map(
          ([kind, name]) =>
            html`<label class="choice"
              ><input
                type="radio"
                name="kind"
                value="${said[kind] ?? ""}"
                autocomplete="off"
                ${kind === "more" ? html` checked` : ""}
              /><span>${name}</span></label
            >`,
        )}
      </fieldset>
      <div class="field">
        <label class="ask" for="message">${own.mailbox.message}</label>
        <p class="hint" id="message-hint">
          ${own.mailbox.messageHint} ${own.mailbox.left}: <span id="left"></span>.
        </p>
        <textarea
          class="short"
          id="message"
          rows="6"
          maxlength="${messageLength.max}"
          autocomplete="off"
          spellcheck="false"
          writingsuggestions="false"
          aria-describedby="message-hint"
        ></textarea>
        ${guardPlace(own, "message")}
      </div>
      ${filePlace(own)}
      <p class="send">
        <button class="button" type="button" id="post" data-alone="${own.files.alone}">
          ${own.mailbox.send}
        </button>
      </p>
    </div>
    <div class="notice good" id="sent" role="status" tabindex="-1" hidden><p>${own.mailbox.sent}</p></div>
    <p class="hint">${own.mailbox.life}</p>
    <p>${own.mailbox.leave}</p>
    <p class="actions"><button class="button second" type="button" id="done">${own.mailbox.done}</button></p>
  </section>`;
};

/** The page at "/mailbox". */
export const mailboxPage = (own: Texts): Html =>
  html`<div id="asking">
      <h1>${own.mailbox.heading}</h1>
      <p class="lead">${own.mailbox.lead}</p>
      <noscript
        ><div class="notice alert">
          <p>${own.report.noscript}</p>
          <p><a class="button" href="/plain/mailbox">${own.report.plain}</a></p>
        </div></noscript
      >
      <div class="field">
        <label class="ask" for="receipt-typed">${own.mailbox.receipt}</label>
        <p class="hint" id="receipt-hint">${own.mailbox.receiptHint}</p>
        <input
          type="text"
          id="receipt-typed"
          maxlength="64"
          autocomplete="off"
          autocapitalize="characters"
          autocorrect="off"
          spellcheck="false"
          writingsuggestions="false"
          aria-describedby="receipt-hint"
        />
      </div>
      <div class="notice alert late" id="late">
        <p>${own.report.late}</p>
        <p><a class="button second" href="/plain/mailbox">${own.report.plain}</a></p>
      </div>
      <div id="send-place" data-label="${own.mailbox.open}"></div>
    </div>
    <div id="problems" role="alert" tabindex="-1">
      ${Object.entries(own.mailbox.problems).map(([name, text]) => hiddenText(name, text))}
    </div>
    <p role="status">${hiddenText("working", own.mailbox.working)}</p>
    ${openedBox(own)} ${letterPattern(own)}`;
