// The plain pages as text: everything a person or a unit wrote comes out escaped, and nothing on a page can call out.
import { describe, expect, it } from "vitest";
import visitWords from "../../functions/domain/mailbox/visit-words.json" with { type: "json" };
import { refusalCodes } from "../../functions/domain/outcome.ts";
import type { Html } from "../../functions/portal/pages/layout.ts";
import { mailboxFormPage, type MailboxModel, mailboxPage } from "../../functions/portal/pages/mailbox.ts";
import { receiptPage } from "../../functions/portal/pages/receipt.ts";
import {
  brokenPage,
  notFoundPage,
  refusalNotice,
  refusalPage,
} from "../../functions/portal/pages/refusal.ts";
import { type ReportFormModel, reportFormPage } from "../../functions/portal/pages/report-form.ts";
import { safetyPage } from "../../functions/portal/pages/safety.ts";
import { stylesheet } from "../../functions/portal/pages/stylesheet.ts";
import { stateWords } from "../../functions/portal/pages/words.ts";
import { readFileSync } from "node:fs";

const hostile = `"'><script>alert(1)</script><b style="x">&amp;`;
const escaped = "&quot;&#39;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;b style=&quot;x&quot;&gt;&amp;amp;";
const text = async (page: Html): Promise<string> => String(await page);
const times = (whole: string, part: string): number => whole.split(part).length - 1;

const refusalWith = (value: string) => ({
  code: value,
  door: { nameVi: value, nameEn: value, howVi: value, howEn: value },
});

const form = (value: string): ReportFormModel => ({
  agencies: [{ id: value, nameVi: value, nameEn: value, groupVi: value, groupEn: value }],
  breaches: [{ code: value, nameVi: value, nameEn: value }],
  limits: { narrativeMin: 30, narrativeMax: 20_000 },
  values: {
    agency: value,
    position: "HEAD",
    breach: value,
    avoid: true,
    understood: true,
    about: value,
    narrative: value,
  },
  hidden: [{ name: value, value }],
  refusal: null,
});

const box = (value: string): MailboxModel => ({
  messages: [
    { from: "UNIT", body: value, stateVi: value, stateEn: value, promised: value },
    { from: "REPORTER", body: value },
  ],
  lastWord: value,
  nextWord: value,
  left: 3,
  hidden: [{ name: value, value }],
  draft: value,
  posted: true,
  refusal: null,
  limits: { messageMin: 1, messageMax: 5_000 },
});

const pagesWith = (
  value: string,
  refusal = refusalWith(value),
): [name: string, page: Html, values: number][] => [
  ["safety", safetyPage(), 0],
  // Agency: group twice, id and two names; breach: code and two names; hidden twice; about; narrative.
  ["report form", reportFormPage(form(value)), 12],
  ["refused report form", reportFormPage({ ...form(value), refusal }), 16],
  ["receipt", receiptPage({ receipt: value }), 1],
  ["mailbox form", mailboxFormPage({ value, refusal }), 5],
  // Letters: two bodies, two state words, the day; two visit words; hidden twice; draft.
  ["mailbox", mailboxPage(box(value)), 10],
  ["refused mailbox", mailboxPage({ ...box(value), refusal }), 14],
  ["refusal", refusalPage(refusal, 413), 4],
  ["not found", notFoundPage(), 0],
  ["broken", brokenPage(), 0],
];

describe("every plain page", () => {
  it.each(pagesWith(hostile))("%s escapes every value that stands in it", async (_name, page, values) => {
    const written = await text(page);
    expect(times(written, escaped)).toBe(values);
    expect(written.replaceAll(escaped, "")).not.toMatch(/alert\(|<script|style=|&lt;/u);
  });

  it.each(pagesWith("x"))(
    "%s calls nothing from elsewhere and carries no script or inline style",
    async (_name, page) => {
      const written = await text(page);
      expect(written).not.toMatch(
        /https?:|<script|<img|<iframe|\sstyle=|<style|\son\w+=|url\(|="\s*(?:javascript|data):/iu,
      );
      expect(
        written.match(/(?:href|action|src)="[^"]*"/gu)?.every((link) => /="(?:\/(?!\/)|#main)/u.test(link)),
      ).toBe(true);
    },
  );

  it.each(pagesWith("x"))(
    "%s is a Vietnamese page with one h1, a skip link, a main part and distinct ids",
    async (_name, page) => {
      const written = await text(page);
      expect(written).toMatch(/^<!doctype html>\s*<html lang="vi"/u);
      expect(times(written, "<h1")).toBe(1);
      expect(times(written, "<main ")).toBe(1);
      expect(written).toContain('href="#main"');
      expect(written).toContain('<meta name="referrer" content="no-referrer" />');
      const ids = written.match(/\sid="[^"]*"/gu) ?? [];
      expect(new Set(ids).size).toBe(ids.length);
    },
  );

  it("is kept out of search engines", async () => {
    for (const [name, page] of pagesWith("x")) {
      expect([name, (await text(page)).includes('content="noindex"')]).toEqual([name, true]);
    }
  });
});

describe("the report form", () => {
  it("gives back what was chosen and written, a leading line break included", async () => {
    const narrative = "\nDòng một\n  Dòng hai";
    const values = { ...form("sở").values, narrative };
    const written = await text(reportFormPage({ ...form("sở"), values, refusal: { code: "tooShort" } }));
    // An HTML parser drops the first line break of a textarea, so one more than was written must stand there.
    expect(written).toMatch(/<textarea[^>]*>\n\nDòng một\n {2}Dòng hai<\/textarea>/u);
    expect(written).toMatch(/value="HEAD"[^>]* checked/u);
    expect(written).not.toMatch(/value="STAFF"[^>]* checked/u);
    expect(written).toMatch(/name="avoid"[^>]* checked/u);
    expect(times(written, " selected")).toBe(2);
    expect(written.indexOf('role="alert"')).toBeLessThan(written.indexOf("<form"));
  });

  it("posts the fields of the contract to /plain/report and is the first form of its page", async () => {
    const written = await text(reportFormPage(form("x")));
    const [first] = written.match(/<form[^>]*>/u) ?? [];
    expect(first).toContain('method="post"');
    expect(first).toContain('action="/plain/report"');
    const names = new Set(Array.from(written.matchAll(/\sname="([a-z]+)"/gu), (found) => found[1]));
    for (const field of ["agency", "position", "breach", "avoid", "about", "narrative", "website"]) {
      expect(names).toContain(field);
    }
    expect(written).toMatch(/<textarea[^>]*minlength="30"[^>]*maxlength="20000"/u);
  });

  it("says of a form that was sent before with other words that it takes no second report", async () => {
    const written = await text(reportFormPage({ ...form("x"), refusal: { code: "alreadySent" } }));
    expect(written).toContain("Biểu mẫu này đã được gửi với nội dung khác");
    expect(written).not.toContain("hộp thư này");
  });

  it("keeps the bodies of one group together", async () => {
    const agencies = ["a", "b", "a"].map((group, place) => ({
      id: `id${place}`,
      nameVi: `cơ quan ${place}`,
      nameEn: `body ${place}`,
      groupVi: group,
      groupEn: group,
    }));
    const written = await text(reportFormPage({ ...form("x"), agencies }));
    expect(times(written, "<optgroup")).toBe(2);
    expect(Array.from(written.matchAll(/value="(id\d)"/gu), (found) => found[1])).toEqual([
      "id0",
      "id2",
      "id1",
    ]);
  });
});

describe("the receipt page", () => {
  it("holds the receipt once, as the one text node of #receipt", async () => {
    const receipt = "7K3QX-0M9VT-ABCDE-12345-ZYXW8";
    const written = await text(receiptPage({ receipt }));
    expect(times(written, receipt)).toBe(1);
    expect(/id="receipt"[^>]*>([^<]*)<\/p\s*>/u.exec(written)?.[1]).toBe(receipt);
    expect(written).not.toMatch(/<form|<input/u);
  });
});

describe("the mailbox page", () => {
  it("shows each letter as it was written and the promised day in words", async () => {
    const body = "Dòng một\n\n  Dòng hai";
    const written = await text(
      mailboxPage({ ...box("x"), messages: [{ from: "UNIT", body, promised: "2026-12-04" }] }),
    );
    expect(times(written, 'class="message ')).toBe(1);
    expect(written).toContain(`<div class="body">${body}</div>`);
    expect(stylesheet).toMatch(/\.body \{[^}]*white-space: pre-wrap/u);
    expect(written).toContain("ngày 4 tháng 12 năm 2026");
    expect(written).toContain("4 December 2026");
  });

  it("takes no more messages than the box has room for", async () => {
    expect(await text(mailboxPage(box("x")))).toContain('action="/plain/mailbox/message"');
    expect(await text(mailboxPage({ ...box("x"), left: 0 }))).not.toContain("<form");
  });

  it("says on the first visit that nobody opened it before", async () => {
    expect(await text(mailboxPage({ ...box("x"), lastWord: "" }))).toContain("Chưa từng được mở");
  });
});

describe("refusals", () => {
  const foreseen = [...refusalCodes, "tooSoon", "expired", "formSent"];

  it("have words of their own for every code", async () => {
    const words = await Promise.all(foreseen.map((code) => text(refusalNotice({ code }))));
    expect(new Set(words).size).toBe(foreseen.length);
    expect(words).not.toContain(await text(refusalNotice({ code: "somethingElse" })));
  });

  it("fall back to words that promise nothing, whatever the code is called", async () => {
    const fallback = await text(refusalNotice({ code: "somethingElse" }));
    for (const code of ["constructor", "__proto__", "toString", ""]) {
      expect(await text(refusalNotice({ code }))).toBe(fallback);
    }
  });
});

describe("the words", () => {
  it("cover every case state of the casework schema", () => {
    const schema = readFileSync(new URL("../../schema/casework/case.graphql", import.meta.url), "utf8");
    const [, states = ""] = /enum CaseState \{([^}]*)\}/u.exec(schema) ?? [];
    expect(Object.keys(stateWords).toSorted()).toEqual(
      (states.match(/^ {2}[A-Z_]+$/gmu) ?? []).map((s) => s.trim()).toSorted(),
    );
  });

  it("leave 256 visit words of two syllables, distinct even when written without diacritics", () => {
    const bare = visitWords.map((word) => word.normalize("NFD").replace(/\p{M}/gu, "").replaceAll("đ", "d"));
    expect(new Set(bare).size).toBe(256);
    expect(bare.filter((word) => !/^[a-z]+ [a-z]+$/u.test(word))).toEqual([]);
    expect(visitWords.filter((word) => word !== word.normalize("NFC"))).toEqual([]);
  });
});

describe("the style sheet", () => {
  it("reaches for nothing outside itself and cannot end its element", () => {
    expect(stylesheet).not.toMatch(/url\(|@import|@font-face|https?:|<\//u);
    expect(times(stylesheet, "{")).toBe(times(stylesheet, "}"));
  });
});

describe("the page that asks for a receipt", () => {
  it("gives back the words that were meant for a mailbox that did not open, escaped", async () => {
    const kept = String(
      await mailboxFormPage({ value: "", refusal: { code: "notFound" }, draft: "Lời <b>chưa</b> gửi" }),
    );
    expect(kept).toContain("Lời &lt;b&gt;chưa&lt;/b&gt; gửi");
    expect(String(await mailboxFormPage({ value: "", refusal: null }))).not.toContain("chưa gửi");
  });
});
