// Where the writer lives or trades: a number in a street, a lane, a hamlet, a flat, when the words beside it
// say that it is his. Places of offices and of other people are left alone.
import { ADVERBS, END, I, OFFICE, TITLE } from "./words.ts";
import type { Found, Plain } from "./plain.ts";

const BIG =
  "(?:thon|lang|ap|buon|plei|hem|ngo|ngach|kiet|xom|khu pho|to dan pho|chung cu|khu tap the|ky tuc xa|ktx|khoi pho|day tro|nha tro|can ho|duong|khu quy hoach|khu dan cu|kdc)";
const SMALL =
  "(?:tdp|kp|lo|khu|khu vuc|can|phong|block|toa|lau|so|so nha|nha so|cum|khoi|ki ot|kiot|sap|ql|quoc lo|tinh lo|km|cho)";
const STREET = "(?:tran|nguyen|le|pham|phan|hung|hai|ly|quang|vo|hoang|cach mang|ngo) [a-z]+";
const EMPTY = "(?:que|ngheo|xa|nay|minh|toi|ben|khac|nho|vung|cung|no|do|dang|bi|di|thi)";
const NUMBER = String.raw`(?<![\w.,/-]|(?:[Dd]ieu|[Kk]hoan|[Tt]hang|[Nn]gay|[Ll]an|[Ll]op|[Qq]uay) )(?:[Ss]o(?: nha)? ?)?\d{1,4}[a-zA-Z]?(?:\/\d{1,4}[a-zA-Z]?){0,4}`;
const CORE = new RegExp(
  String.raw`${NUMBER},? (?:${BIG}|to \d|khu|quoc lo|ql)\b|${NUMBER} (?:${STREET})|\b(?:${BIG} (?!${EMPTY}\b)\w{1,12}|to \d|can (?:thu|cuoi|dau|goc) \w{1,12})`,
  "gu",
);
const NAMED = new RegExp(`${NUMBER},? (?:[A-Z][a-z]+ [A-Z])`, "gu");
const NEAR = new RegExp(String.raw`\b${SMALL} (?:\d|[a-z]\d|[a-dg-np-s]\b)`, "gu");
const OWNED =
  "(?:nha|quan|tiem|ray|vuon|dat|can ho|phong tro|tro|xom|thon|lang|co so|sap|shop|xuong|trai|ho|gia dinh|so do|lo dat|cua hang)";
const HOME = new RegExp(
  String.raw`(?:\b${OWNED}(?: cua)? ${I}|${I}(?! (?:\w{1,12} )?(?:dung|cho|ngoi|den|gap|nop|thay|hoi|hop|gui|xem|len|ra|mua|an|di|lam)\b)(?:${ADVERBS}| \w{1,12})(?: \w{1,12})? ?\b(?:o|ngu|song|tru|thue|tro|ban|cu ngu|cu tru|thuong tru|tam tru|mo|nguoi|dan)\b|\bdia chi(?! (?:cua )?(?:${TITLE}|quan|${OFFICE})\b)[^.;!?\n]{0,20}|\b(?:thuong tru|tam tru|ngu|cu ngu|tru(?= (?:tai|o)\b)|ho khau|cho o|noi o)\b|\b(?:gui|chuyen|phat|tra)\b[^.;!?\n]{0,30} (?:ve|qua|theo|den|toi|cho)\b|\blien (?:he|lac)\b)([^.;!?\n]{0,32})$`,
  "u",
);
const OTHERS = new RegExp(
  String.raw`(?:^|[^\w])(?:(?:ong|ba|anh|(?<!dia )chi|thay|bac) (?!${I})\w|(?:tru so|uy ban|ubnd|van phong|mot cua|quay|quan cua|tai quan|nop)\b)[^"]{0,40}$`,
  "u",
);
const THEN = new RegExp(
  String.raw`^[^.;!?\n]{0,40}?(?:\b${OWNED} (?:cua )?${I}|${I} (?:dang |hien )?(?:o|thue|song|tro|ngu))(?![\w'])`,
  "u",
);
const THEIRS = new RegExp(String.raw`^[^.;!?\n]{0,30} (?:cho|cua|nha) ${TITLE} (?!${I})\w`, "u");
const FIRM =
  /(?:cong ty|nha hang|quan nhau|tru so|co quan|doanh nghiep)[^.;!?\n]{0,40}dia chi[^.;!?\n]{0,20}$/u;
const BESIDE = new RegExp(
  String.raw`\bnha (?:cua )?${I}(?: (?:o|nam|thi|ngay))? (?:ngay )?(?:doi dien|sat vach|sat ben|sau lung|ke ben|canh|phia sau|truoc mat|cach) (?=\w)`,
  "gu",
);
const FURTHER =
  /^(?:, ?(?:(?:to|thon|lang|ap|khu|phuong|xa|tinh|huyen|tp|thanh pho|block|can|phong|tang|so|duong|hem|q|p|buon|cai nha|gan|doi dien|sat)\b)[^,.;!?\n|]{1,60}){0,6}/u;

/** Finds the writer's addresses. */
export function homesIn({ cased, low }: Plain): readonly Found[] {
  const found: Found[] = [];
  const take = (from: number, length: number): void => {
    const rest = (/^[^,.;!?\n|]{0,60}/u.exec(low.slice(from + length))?.[0] ?? "").split(END, 1)[0] ?? "";
    const clause = from + length + rest.length;
    const to = clause + (FURTHER.exec(low.slice(clause, clause + 300))?.[0].length ?? 0);
    found.push(["address", from, from + low.slice(from, to).trimEnd().length]);
  };
  for (const [text, pattern, gap] of [
    [low, CORE, 32],
    [cased, NAMED, 32],
    [low, NEAR, 9],
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
      if (isHome || (isNext && !OTHERS.test(before.slice(-20)))) {
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
