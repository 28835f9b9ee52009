// Telephone numbers of persons and numbers of identity papers, however they are spaced. Sums of money,
// numbers of accounts, of taxes and of dossiers, and lines that everybody may call are left alone.
import { I, OFFICE } from "./words.ts";
import type { Found, Kind, Plain } from "./plain.ts";

const GAP = String.raw`[ ._()-]{0,3}`;
const MORE = (count: string, digit = String.raw`[\do]`): string => `(?:${GAP}${digit}){${count}}`;
const START = String.raw`(?<![\w{1,12}]|\d[./,-])`;
const END = String.raw`(?!\w)`;
const WORDS = "(?:khong|mot|hai|ba|bon|tu|nam|lam|sau|bay|tam|chin)";

const MOBILE = new RegExp(
  `${START}\\(?(?:\\+?84${GAP}0?|00${GAP}84|[0o])${GAP}(?:[35789]|1${GAP}[2689])${MORE("8")}${END}`,
  "gu",
);
const LANDLINE = new RegExp(String.raw`${START}\(?(?:\+?84${GAP}|0)2(?:[ ./()-]{0,3}\d){9}${END}`, "gu");
const SPOKEN = new RegExp(
  String.raw`(?<!\w)(?:0\d{0,3}|${WORDS})(?:[ ,.-]{1,2}(?:${WORDS}|\d{1,4})){2,10}(?![\w'])`,
  "gu",
);
const COMMAS = /(?<![\w.,/-])0[35789]\d{0,2}(?:[,/]\d{2,4}){2,4}(?![\w,]\d)/gu;
const CALLED = new RegExp(
  String.raw`(?<=\b(?:sdt|dt|dien thoai|so ban|may ban|alo|zalo|call|phone|tel|so may|so(?= (?:cua |phu |cu |moi )?${I}))(?: (?:la|so|ban|cua|phu|cu|moi|${I})){0,3}[ .:]{0,3})${START}\d${MORE("6,10", String.raw`\d`)}${END}`,
  "gu",
);
const TWELVE = new RegExp(String.raw`${START}0${MORE("11", String.raw`\d`)}${END}`, "gu");
const NINE = new RegExp(String.raw`${START}[0-3]\d{2}([ -]?)\d{3}\1\d{3}(?![\w]|[.,-]\d)`, "gu");
const PAPER = new RegExp(
  String.raw`(?<=\b(?:cmnd|cmt|cmtnd|cm|chung minh(?: \w{1,12}){0,2}|can cuoc(?: \w{1,12}){0,2}|cccd|cc|dinh danh|giay to|bang lai(?: xe)?|giay phep lai xe|gplx|the)(?: (?:so|cu|moi|la|cua|thi|me|bo|ba|cha|vo|chong|ma|${I})){0,4}[ .:,]{0,3})${START}(?:\d${MORE("11")}|\d${MORE("8")})${END}`,
  "gu",
);
const PASSPORT = /(?<=\b(?:ho chieu|passport)(?: \w{1,12}){0,5}[ :.]{1,3})[a-z] ?\d{7,8}\b/gu;

const ACCOUNT =
  /(?:(?:tai khoan|stk|\btk|mst|thue(?! bao)|seri|serial|imei|van don|don hang|giao dich|bhxh|bao hiem|\bma (?:so|don|khach|gd|van|vach|qr))[^\d.;,\n]{0,20}|(?:hoa don|bien lai|bien nhan|hop dong|cong van|ho so|phieu|van ban|quyet dinh|thua dat)(?: (?:so|ma))?[ :]*)$/u;
const WALLET = /momo|zalo|viettel|\bthe\b(?! (?:atm|ngan hang|bao hiem))|dien thoai|sdt|dinh danh|can cuoc/u;
const MONEY = /^ ?(?:d|dong|vnd|ty|trieu|tr|usd|m2|d\/\w{1,12})\b/u;
const HOTLINE =
  /(?:duong day nong|hotline|tong dai)(?! (?:cua )?(?:(?:nha|tiem|quan|shop) )?(?:toi|em|minh|tui))[^\d,.;]{0,25}$/u;
const DESK = new RegExp(
  String.raw`\b(?!so (?:dien|may|ban|nha|dt|phone|zalo|lien|cua|nay|cu|moi|goi|cho)\b|so ${I})(?:${OFFICE}|truc ban|tiep dan|co quan|le tan)\b[^.;\n]{0,30}$`,
  "u",
);
const MINE = new RegExp(String.raw`\b${I}[^.;\n]{0,30}$|so ban[ :]*$`, "u");
const OF_DESK = new RegExp(`^ (?:cua|ben|o|tai) ${OFFICE}\\b`, "u");

/** Finds the numbers; the earlier rule has the say over a later one. */
export function numbersIn({ low }: Plain): readonly Found[] {
  const found: Found[] = [];
  const take = (
    kind: Kind,
    pattern: RegExp,
    fits: (before: string, after: string, run: string) => boolean,
  ): void => {
    for (const { index, 0: run } of low.matchAll(pattern)) {
      const to = index + run.length;
      const before = low.slice(Math.max(0, index - 45), index);
      if (
        !found.some(([, start, end]) => index < end && start < to) &&
        (!ACCOUNT.test(before) || WALLET.test(before.slice(-25))) &&
        !MONEY.test(low.slice(to, to + 9)) &&
        fits(before, low.slice(to, to + 30), run)
      ) {
        found.push([kind, index, to]);
      }
    }
  };
  take("citizenId", PAPER, () => true);
  take("phone", MOBILE, (before) => !HOTLINE.test(before));
  take("citizenId", TWELVE, (_before, _after, run) => /^\d{3}[0-3]/u.test(run.replace(/\D/gu, "")));
  take(
    "phone",
    LANDLINE,
    (before, after) =>
      !HOTLINE.test(before) && !OF_DESK.test(after) && (!DESK.test(before) || MINE.test(before)),
  );
  take("phone", CALLED, (before) => !HOTLINE.test(before) && !DESK.test(before));
  take("phone", COMMAS, (_before, _after, run) => isTen(run));
  take("phone", SPOKEN, (_before, _after, run) => /[a-z]/u.test(run) && isTen(run));
  take("citizenId", NINE, () => true);
  take("citizenId", PASSPORT, () => true);
  return found;
}

// Whether digits and words for digits make up a telephone number.
function isTen(run: string): boolean {
  const count = run.replace(/[a-z]+/gu, "0").replace(/\D/gu, "").length;
  return count > 8 && count < 12;
}
