// The one style sheet of the plain pages. It must never reach for anything outside itself: no font, no image, no
// import, no url(); the pages are served under a policy that would block it, and every request tells somebody something.

/**
 * The style sheet as text, served at /plain/style.css. Contrast is WCAG 2.2 AA in the light and the dark scheme,
 * targets are at least 44 px high, and the layout holds from 320 px upward.
 */
export const stylesheet = `
:root {
  color-scheme: light dark;
  --paper: #f7f5f0; --sheet: #ffffff; --ink: #1b2024; --quiet: #505a63; --line: #dcd7cb; --field: #737a82;
  --accent: #0b5351; --accent-hover: #083f3e; --on-accent: #ffffff;
  --band: #0b4543; --on-band: #ffffff; --on-band-quiet: #c9dedb; --gold: #e0b45a;
  --alert: #8c1c13; --alert-sheet: #fdf1ee; --good: #1d5c38; --good-sheet: #eef6f0; --focus: #a34a00;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #11171a; --sheet: #1a2226; --ink: #ece9e2; --quiet: #b0b9bf; --line: #344047; --field: #85919a;
    --accent: #79cdc4; --accent-hover: #a3e0d9; --on-accent: #06201f;
    --band: #0a2f2e; --on-band: #f4f2ec; --on-band-quiet: #b4cdca; --gold: #d9ad56;
    --alert: #ffb9ad; --alert-sheet: #35191a; --good: #9fdab3; --good-sheet: #14291d; --focus: #ffcb6b;
  }
}
*, *::before, *::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  margin: 0; background: var(--paper); color: var(--ink);
  font: 1.0625rem/1.65 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", Arial, sans-serif;
  overflow-wrap: break-word;
}
h1, h2, h3 { line-height: 1.3; text-wrap: balance; margin: 0; }
h1 { font-size: clamp(1.65rem, 1.3rem + 1.8vw, 2.35rem); letter-spacing: -.01em; }
h2 { font-size: 1.35rem; margin-top: 3rem; }
h3 { font-size: 1.0625rem; }
p, ul, ol, dl, dd { margin: .75rem 0 0; }
dd { margin-left: 0; }
a { color: var(--accent); text-underline-offset: .2em; }
a:hover { color: var(--accent-hover); text-decoration-thickness: .12em; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; border-radius: .2rem; }
[lang="en"] { display: block; color: var(--quiet); font-size: .875em; font-weight: 400; line-height: 1.5; letter-spacing: 0; }
p > [lang="en"], li > [lang="en"], dd > [lang="en"] { margin-top: .1rem; }
h1 + [lang="en"] { margin-top: .35rem; font-size: 1.0625rem; }
h2 + [lang="en"], h3 + [lang="en"] { margin-top: .1rem; }
.lead { font-size: 1.15rem; }

.skip { position: absolute; left: -999rem; top: 0; background: var(--sheet); color: var(--ink); padding: .75rem 1rem; }
.skip:focus { left: 0; z-index: 1; }
.away { position: absolute; left: -999rem; width: 1px; height: 1px; overflow: hidden; }

.band { background: var(--band); color: var(--on-band); border-bottom: 4px solid var(--gold); }
.band :focus-visible { outline-color: var(--gold); }
.band .inner, main, .foot .inner { max-width: 46rem; margin: 0 auto; padding: 0 1rem; }
.band .inner { padding-top: .9rem; padding-bottom: .4rem; }
.name { display: inline-flex; align-items: center; gap: .7rem; min-height: 44px; color: inherit; text-decoration: none; }
.name:hover { color: inherit; }
.name strong { display: block; font-size: 1.25rem; line-height: 1.25; letter-spacing: .01em; }
.name [lang="en"] { color: var(--on-band-quiet); }
.mark {
  flex: none; width: 2rem; height: 2.35rem;
  background: linear-gradient(90deg, var(--gold) 0 44%, transparent 44% 56%, var(--on-band) 56%);
  clip-path: polygon(0 9%, 50% 0, 100% 9%, 100% 52%, 90% 74%, 72% 89%, 50% 100%, 28% 89%, 10% 74%, 0 52%);
  forced-color-adjust: none;
}
.band ul { display: grid; grid-template-columns: 1fr 1fr; gap: 0 1rem; margin: .5rem 0 0; padding: 0; list-style: none; }
.band li a {
  display: block; min-height: 44px; padding: .4rem 0; color: inherit; text-decoration: none; line-height: 1.3;
  border-bottom: 3px solid transparent;
}
.band li a:hover { border-bottom-color: var(--on-band-quiet); }
.band li a[aria-current] { border-bottom-color: var(--gold); font-weight: 600; }
.band li [lang="en"] { color: var(--on-band-quiet); font-size: .8125rem; }

main { display: block; padding-top: 2.25rem; padding-bottom: 4rem; }
.foot { border-top: 1px solid var(--line); color: var(--quiet); font-size: .9375rem; }
.foot .inner { padding-top: 1.5rem; padding-bottom: 2.5rem; }
.foot p:first-child { margin-top: 0; }

.button {
  display: inline-block; min-height: 48px; padding: .7rem 1.35rem; border: 2px solid var(--accent); border-radius: .5rem;
  background: var(--accent); color: var(--on-accent); font: inherit; font-weight: 600; line-height: 1.3; text-align: center;
  text-decoration: none; cursor: pointer;
}
.button [lang="en"] { color: inherit; font-size: .8125rem; }
.button:hover { background: var(--accent-hover); border-color: var(--accent-hover); color: var(--on-accent); }
.button.second { background: transparent; color: var(--accent); }
.button.second:hover { color: var(--accent-hover); border-color: var(--accent-hover); }
.actions { display: flex; flex-wrap: wrap; gap: .9rem; margin-top: 1.6rem; }

.promises { display: grid; gap: 1rem; margin-top: 1.25rem; padding: 0; list-style: none; counter-reset: promise; }
.promises li {
  position: relative; padding: 1.1rem 1.15rem 1.2rem 3.4rem; background: var(--sheet);
  border: 1px solid var(--line); border-radius: .6rem; counter-increment: promise;
}
.promises li::before {
  content: counter(promise); position: absolute; left: 1.15rem; top: 1.1rem; width: 1.5rem; height: 1.75rem;
  font-weight: 700; line-height: 1.7rem; text-align: center; color: var(--on-accent); background: var(--accent);
  clip-path: polygon(0 7%, 50% 0, 100% 7%, 100% 55%, 88% 78%, 50% 100%, 12% 78%, 0 55%);
}
.promises p { margin-top: .4rem; }
.plainly { padding-left: 1.25rem; }
.plainly li { margin-top: .7rem; padding-left: .2rem; }
.plainly li::marker { color: var(--accent); font-weight: 600; }

.doors > div { padding: 1rem 0; border-top: 1px solid var(--line); }
.doors > div:last-child { border-bottom: 1px solid var(--line); }
.doors dt { font-weight: 650; line-height: 1.35; }
.doors dd { margin-top: .3rem; }
.doors .here { border-left: 4px solid var(--gold); padding-left: 1rem; }

.notice { margin-top: 1.5rem; padding: 1rem 1.15rem 1.1rem; background: var(--sheet); border: 1px solid var(--line); border-left: 5px solid var(--accent); border-radius: .5rem; }
.notice h2 { margin: 0; font-size: 1.125rem; }
.notice > p:first-child { margin-top: 0; }
.notice.alert { background: var(--alert-sheet); border-color: var(--alert); }
.notice.alert h2 { color: var(--alert); }
#refusal:focus { outline: none; }
.notice.good { background: var(--good-sheet); border-color: var(--good); }
.notice.good h2 { color: var(--good); }
.notice .door { margin-top: .9rem; padding-top: .9rem; border-top: 1px solid var(--line); }
.code { display: block; margin-top: .75rem; padding: .7rem .9rem; background: var(--sheet); border: 1px solid var(--line); border-radius: .4rem; overflow-wrap: anywhere; }
.code, #receipt, #receipt-typed { font-family: ui-monospace, "SFMono-Regular", Consolas, "Roboto Mono", "Noto Sans Mono", "DejaVu Sans Mono", monospace; }

form { margin-top: 1.5rem; }
fieldset { margin: 0; padding: 0; border: 0; min-width: 0; }
.field { margin-top: 1.9rem; }
.field label.ask, legend { display: block; padding: 0; font-weight: 650; line-height: 1.4; text-wrap: balance; }
.hint { margin-top: .3rem; color: var(--quiet); font-size: .9375rem; }
.field input[type="text"], select, textarea {
  display: block; width: 100%; min-height: 48px; margin-top: .6rem; padding: .65rem .8rem; font: inherit; color: var(--ink);
  background: var(--sheet); border: 1px solid var(--field); border-radius: .4rem;
}
textarea { min-height: 16rem; resize: vertical; line-height: 1.6; }
textarea.short { min-height: 8rem; }
select { text-overflow: ellipsis; }
[aria-invalid="true"] { border: 2px solid var(--alert) !important; }
.choice { display: flex; gap: .8rem; align-items: flex-start; min-height: 44px; margin-top: .6rem; padding: .7rem .85rem; background: var(--sheet); border: 1px solid var(--line); border-radius: .4rem; line-height: 1.4; cursor: pointer; }
.choice:hover { border-color: var(--field); }
.choice input { flex: none; width: 1.35rem; height: 1.35rem; margin: .05rem 0 0; accent-color: var(--accent); }
.choice:has(input:checked) { border-color: var(--accent); box-shadow: inset 0 0 0 1px var(--accent); }
.send { margin-top: 2rem; }

.slip { margin-top: 1.5rem; padding: .25rem .9rem 1rem; background: var(--sheet); border: 2px solid var(--accent); border-radius: .6rem; }
.slip .ask { font-weight: 650; }
/* The 29 characters of a receipt stand on one line down to 320 px, so that no group is torn apart. */
#receipt {
  margin: 0; padding: .7rem 0 .4rem; font-size: clamp(.8rem, calc((100vw - 4.3rem) / 18.4), 1.5rem); font-weight: 600;
  line-height: 1.5; font-feature-settings: "zero"; user-select: all; -webkit-user-select: all; overflow-wrap: anywhere;
}

.messages { display: grid; gap: 1rem; margin-top: 1.25rem; padding: 0; list-style: none; }
.message { padding: .9rem 1.1rem 1.1rem; background: var(--sheet); border: 1px solid var(--line); border-radius: .6rem; }
.message.unit { border-left: 5px solid var(--accent); }
.message.reporter { border-left: 5px solid var(--gold); }
.message h3 { font-size: .9375rem; color: var(--quiet); }
.message h3 [lang="en"] { display: inline; font-size: .8125rem; }
.body { margin-top: .5rem; white-space: pre-wrap; overflow-wrap: anywhere; }
.facts { margin-top: .9rem; padding-top: .7rem; border-top: 1px dashed var(--line); font-size: .9375rem; }
.word { font-size: 1.15rem; font-weight: 650; white-space: nowrap; }
.words { display: grid; gap: .25rem 2rem; }
.words dt { color: var(--quiet); font-size: .9375rem; margin-top: .6rem; }
.words dd { margin: 0; }
.facts.words { gap: .6rem 2rem; }
.facts.words dt { margin-top: 0; }

@media (min-width: 44rem) {
  .band .inner { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 0 2rem; padding-bottom: .9rem; }
  .band ul { display: flex; gap: 1.6rem; margin: 0; }
  main { padding-top: 3.25rem; }
  .promises { grid-template-columns: 1fr 1fr; }
  .words { grid-template-columns: 1fr 1fr; }
}
@media (prefers-reduced-motion: no-preference) { .button, .choice { transition: background-color .12s, border-color .12s; } }
@media print {
  :root { color-scheme: light; --paper: #fff; --sheet: #fff; --ink: #000; --quiet: #333; --accent: #000; --on-accent: #fff; --gold: #000; }
  .band { background: none; color: #000; border-bottom: 2px solid #000; }
  .name [lang="en"] { color: #333; }
  .mark, .band nav, .skip, .actions, .send, .foot { display: none; }
  .promises li, .message, .notice, .slip { break-inside: avoid; }
}
`;
