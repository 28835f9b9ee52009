// Where the writer lives or trades: a number in a street, a lane, a hamlet, a flat, when the words beside it
// say that it is his. Places of offices and of other people are left alone.
import { ADVERBS, END, I, OFFICE, TITLE } from "./words.ts";
import { lastNamed } from "./voice.ts";
import type { Found, Plain } from "./plain.ts";

const BIG =
  "(?:thon|lang|ap|buon|plei|hem|ngo|ngach|kiet|xom|khu pho|to dan pho|chung cu|khu tap the|ky tuc xa|ktx|khoi pho|day tro|nha tro|can ho|duong|khu quy hoach|khu dan cu|kdc|nga (?:ba|tu)|xu dong)";
const SMALL =
  "(?:tdp|kp|lo|khu|khu vuc|can|phong|block|toa|lau|so|so nha|nha so|cum|khoi|ki ot|kiot|sap|day|thua|to ban do|ql|quoc lo|tinh lo|km|cho)";
const STREET = "(?:tran|nguyen|le|pham|phan|hung|hai|ly|quang|vo|hoang|cach mang|ngo) [a-z]+";
const EMPTY = "(?:que|ngheo|xa|nay|minh|toi|ben|khac|nho|vung|cung|no|do|dang|bi|di|thi)";
const NUMBER = String.raw`(?<![\w.,/-]|(?:[Dd]ieu|[Kk]hoan|[Tt]hang|[Nn]gay|[Ll]an|[Ll]op|[Qq]uay) )(?:[Ss]o(?: nha)? ?)?\d{1,4}[a-zA-Z]?(?:\/\d{1,4}[a-zA-Z]?){0,4}`;
const CORE = new RegExp(
  String.raw`${NUMBER},? (?:${BIG}|to \d|khu|quoc lo|ql)\b|${NUMBER} (?:${STREET})|\b(?:${BIG} (?!${EMPTY}\b)\w{1,12}|to \d|can (?:thu|cuoi|dau|goc) \w{1,12})`,
  "gu",
);
const NAMED = new RegExp(`${NUMBER},? (?:[A-Z][a-z]+ [A-Z])`, "gu");
const NEAR = new RegExp(
  String.raw`(?<!\b(?:ho|ma|ghe|ban|hang|may|cua|quay|bien|phieu|ho so|xe|dieu|bai|muc|khoan) )\b${SMALL} (?:so )?(?:\d|[a-z]\d|[a-dg-np-s]\b)`,
  "gu",
);
const OWNED =
  "(?:nha|quan|tiem|ray|vuon|dat|can ho|(?:phong )?tro|xom|thon|lang|co so|sap|shop|xuong|trai|ho|gia dinh|so do|lo dat|cua hang|ki ot|kiot|gian hang|mat bang)";
const HOME = new RegExp(
  String.raw`(?:\b${OWNED}(?: cua)? ${I}|${I}(?:(?: (?!(?:dung|cho|ngoi|den|gap|nop|thay|hoi|hop|gui|xem|len|ra|mua|an|di|lam|ho|so|ve|bi|hoc|trai|gai|ruot|vo|re)\b)\w{1,12}){0,5} (?:o|tai|cuoi)|(?:${ADVERBS}| \w{1,12}) (?:ngu|song|tru|thue|tro|ban|cu ngu|cu tru|thuong tru|tam tru|mo|nguoi|dan|bi cuong che))\b|${I} (?:dang )?(?:co|mua|xay|thue|mat|mo) (?:\w{1,9} ){0,2}${OWNED}\b|\b(?:lon len|sinh song|lap nghiep|don ve|chuyen ve)\b|\bdia chi(?! (?:cua )?(?:${TITLE}|quan|${OFFICE})\b)[^.;!?\n]{0,20}|\b(?:thuong tru|tam tru|ngu|cu ngu|tru(?= (?:tai|o)\b)|ho khau|(?<!toi |em )cho o|noi o)\b|\b(?:gui|chuyen|phat|tra|giao)\b[^.;!?\n]{0,30} (?:ve|qua|theo|den|toi|cho)\b|\blien (?:he|lac)\b)([^.;!?\n]{0,45})$`,
  "u",
);
const OTHERS = new RegExp(
  String.raw`(?:^|[^\w])(?:(?:ong|(?<!nga )ba|anh|(?<!dia )chi|thay|bac) (?!${I})\w|(?:tru so|uy ban|ubnd|van phong|mot cua|quay|quan cua (?!${I})|tai quan|nop)\b)[^"]{0,40}$`,
  "u",
);
const THEN = new RegExp(
  String.raw`^[^.;!?\n]{0,40}?(?:\b${OWNED} (?:cua )?${I}|${I} (?:dang |hien )?(?:o|thue|song|tro|ngu)|(?:gap|tim|hoi) ${I}|la ${I} nhan|la (?:nha|cho) ${I}|cua ${I}|, ${I} (?:tiep|nhan|cho san|co nha)|^ \w+(?: \w+){0,2} chung toi)(?![\w'])`,
  "u",
);
const THEIRS = new RegExp(
  String.raw`^[^.;!?\n]{0,30} (?:(?:cho|cua|nha(?! co\b)) ${TITLE} (?!${I})\w|quan (?:nhau|ca|oc|an|bia)|cong ty)`,
  "u",
);
const FIRM = /(?:cong ty|nha hang|quan nhau|tru so)[^.;!?\n]{0,40}dia chi[^.;!?\n]{0,20}$/u;
// The words just before by which the house may be told of as the home of the one named last.
const HOUSE =
  /(?:^|[,.;:!?\n(] ?|\b(?:va|hien|dang|nay) )(?:nha|que|quan|tiem|tro|song|ngu|o)(?: (?:em|toi|minh|o|tai|nam)){0,3} ?(?:so )?$/u;
const AWAY =
  /\b(?:nop|mang|ho so|truoc|thay|di|qua|gap|dau|do|nhau|quan|cong ty|tru so|uy ban|ubnd|phong|mot cua|den|vao|ghe|ngang|xe|truong|benh vien|cua (?:ong|ba|anh|chi)|hoi)\b[^.;!?\n]{0,40}$/u;
const PRECISE = /^(?:so(?: nha)? ?)?\d/u;
const ANY_I = new RegExp(String.raw`^[^.;!?\n]{0,60}${I}`, "u");
const BESIDE = new RegExp(
  String.raw`\bnha (?:cua )?${I}(?: (?:o|nam|thi|ngay))? (?:ngay )?(?:doi dien|sat vach|sat ben|sau lung|ke ben|canh|phia sau|truoc mat|cach) (?=\w)`,
  "gu",
);
const FURTHER = new RegExp(
  String.raw`^(?:, ?(?:${BIG}|${SMALL}|to|phuong|xa|tinh|huyen|tp|thanh pho|tang|q|p|cai nha|gan|doi dien|sat)\b[^,.;!?\n|]{1,60}){0,6}`,
  "u",
);

/** Finds the writer's addresses. */
export function homesIn(plain: Plain): readonly Found[] {
  const { cased, low } = plain;
  const found: Found[] = [];
  const take = (from: number, length: number): void => {
    const rest = (/^[^,.;!?\n|]{0,60}/u.exec(low.slice(from + length))?.[0] ?? "").split(END, 1)[0] ?? "";
    const clause = from + length + rest.length;
    const to = clause + (FURTHER.exec(low.slice(clause, clause + 300))?.[0].length ?? 0);
    found.push(["address", from, from + low.slice(from, to).trimEnd().length]);
  };
  for (const [text, pattern, gap] of [
    [low, CORE, 45],
    [cased, NAMED, 45],
    [low, NEAR, 20],
  ] as const) {
    for (const { index, 0: run } of text.matchAll(pattern)) {
      const before = low.slice(Math.max(0, index - 90), index);
      const after = low.slice(index + run.length, index + run.length + 80);
      const home = HOME.exec(before);
      const isHome =
        home !== null &&
        (home[1] ?? "").length <= gap &&
        !OTHERS.test(home[0]) &&
        !THEIRS.test(after) &&
        !FIRM.test(before);
      const isNext = THEN.test(after);
      const who = lastNamed(plain, index);
      const isLast = HOUSE.test(before) && who !== "other" && (who === "me" || ANY_I.test(after));
      const isWeak =
        gap > 20 &&
        PRECISE.test(run) &&
        (who === "me" || (who === "nobody" && ANY_I.test(after))) &&
        !AWAY.test(before.slice(-50)) &&
        !THEIRS.test(after);
      if (isHome || isLast || isWeak || (isNext && !OTHERS.test(before.slice(-20)))) {
        take(index, run.length);
      }
    }
  }
  for (const { index, 0: run } of low.matchAll(BESIDE)) {
    const length = run.search(/(?:doi|sat|sau|ke|canh|phia|truoc|cach) /u);
    take(index + length, run.length - length);
  }
  return found;
}
