// Addresses of mail, also those spelt out ("a còng", "(at)"), and links or handles of a person's profile.
// The public boxes and pages of offices are left alone.
import type { Found, Plain } from "./plain.ts";

const DOT = String.raw`(?: ?[.] ?| ?[(\[](?:dot|cham)[)\]] ?| (?:cham|dot|phay) )`;
const AT = String.raw`(?: ?@ ?| ?[(\[{] ?(?:at|a cong|@) ?[)\]}] ?| ?a ?cong ?| at )`;
const BOX = String.raw`[a-z0-9][a-z0-9_%+-]{0,40}(?:(?:[.]| (?:cham|dot|gach duoi) )[a-z0-9_%+-]{1,40}){0,4}`;
const HOST = String.raw`(?:[a-z0-9-]{1,40}(?:${DOT}[a-z0-9-]{2,20}){1,3}|(?:gmail|gmai|yahoo|hotmail|outlook|icloud|email)(?: com)?)`;

const MAIL = new RegExp(String.raw`(?<![a-z0-9_.+-])(${BOX})${AT}${HOST}\b`, "gu");
const LINK =
  /(?:https?:\/\/)?(?:[a-z]{1,6}\.)?\b(?:facebook\.com|fb\.com|fb\.me|m\.me|messenger\.com|zalo\.me|tiktok\.com|instagram\.com|t\.me|telegram\.me|youtube\.com|linkedin\.com|twitter\.com|x\.com|threads\.(?:net|com)|wa\.me) ?\/ ?@?([\w.?=&%/-]{2,80})/gu;
const HANDLE =
  /(?<![\w@.])@[a-z][\w.]{2,30}|(?<=\b(?:tele|telegram|skype|insta|instagram|ig|tiktok|tik tok|facebook|face|fb|zalo|viber|discord|nick|id)(?: [a-z]{1,6}){0,3}[ :]{1,3})(?:[a-z]{2,20}(?:[._][a-z0-9]{1,20}){1,4}|[a-z]{3,20}\d{2,6})\b/gu;
const PUBLIC =
  /^(?:so[a-z]{2,}|ubnd|uybn|thanhtra|vp\b|vanphong|tiepdan|tiepcongdan|hotro|bbt|banbientap|info|lienhe|contact|phong|congan|ubmt|tttt|dvc|support|trungtam|tthc|motcua|baogialai|thongtin|congan|groups|tinh|xa|phuong|pages|trangthongtin|congthongtin)/u;

/** Finds addresses, links and handles. */
export function linksIn({ low }: Plain): readonly Found[] {
  const found: Found[] = [];
  for (const { index, 0: run, 1: box } of low.matchAll(MAIL)) {
    if (!/gov ?\. ?vn$/u.test(run) || !PUBLIC.test(box ?? "")) {
      found.push(["email", index, index + run.length]);
    }
  }
  for (const { index, 0: run, 1: page } of low.matchAll(LINK)) {
    if (!PUBLIC.test(page ?? "")) {
      found.push(["email", index, index + run.replace(/[.?/]+$/u, "").length]);
    }
  }
  for (const { index, 0: run } of low.matchAll(HANDLE)) {
    if (
      !/\.(?:vn|com|net|org|me)$/u.test(run) &&
      !found.some(([, from, to]) => index < to && from <= index)
    ) {
      found.push(["email", index, index + run.length]);
    }
  }
  return found;
}
