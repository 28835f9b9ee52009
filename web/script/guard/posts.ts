// The writer's post, and the tie to somebody known ("con gái ông chủ tịch"), by which few others can be meant.
// What thousands are ("người dân", "nông dân") says nothing, and so do common trades without a place.
import { isOthers, readAt } from "./voice.ts";
import { ADVERBS, END, I, OFFICE, STOP, TITLE } from "./words.ts";
import type { Found, Plain } from "./plain.ts";

const HEAD =
  "(?:ke toan|van thu|thu (?:quy|kho|ky|van)|truong (?:phong|thon|ban|khoa|bo phan|nhom|tram|khu|to|doi|xom|lang|buon|ap|bo mon|cong an|ca|nganh|chi|don)|(?:hieu|doi|to|tram|khoa|nhom|lop|vien|cuc|hoi|dieu duong|phan|thon|xa doi|ban) (?:pho|truong)|pho (?:truong )?(?:phong|chu tich|ct|giam doc|gd|ban|bi thu|thon|hieu truong|chanh|khoa|to|doi|tram|cong an|ca|cuc|vien|so|van phong|don|bo phan|chi|nhom|hoi|tong)|chu tich|giam doc|bi thu|chanh|quan (?:ly|tri|doc|giao)|bao ve|tap vu|lao cong|cap duong|phuc vu|lai xe|tai xe|le tan|thuc tap|tro ly|giup viec|thu ngan|ho sinh|y ta|kiem lam|kiem soat|kiem toan|chap hanh|tham phan|dieu tra|nha thau|gia lang|dai bieu|can su|giam thi|tong phu trach|phat thanh|van phong thong ke|cong chuc (?:tu phap|dia chinh|van hoa|tai chinh|van phong|ho tich)|dia chinh|ho tich|tu phap|khuyen nong|thu y|(?:nguyen|cuu|quyen) (?:chu tich|truong|pho|bi thu|giam doc|can bo|hieu truong|ke toan)|chu (?:thau|quan|tiem|tro|co so|doanh|nhiem|dau tu|cua hang|dai ly|xe|nha))";
const TRADE =
  "(?:nhan vien|nv|can bo|cb|cong chuc|vien chuc|giao vien|gv|co giao|thay giao|giang vien|bac si|bs|y si|y sy|duoc si|dieu duong|ky su|cong an|bo doi|dan quan|hoc sinh|hs|sinh vien|sv|cong nhan|tho|chuyen vien|thanh vien|uy vien|cong tac vien|hoi vien|luat su|nha bao|phong vien|hop dong|tu van|giam sat|thiet ke|ve sinh|nau (?:an|com)|co giu|co nuoi|phu huynh|phien dich|ht|tp|nguoi (?:don|giu|coi|trong|nau|lai|phuc vu|ghi|danh may|dong dau|in|photo|sua|truc (?:ban|tong dai|cong|dem)|phu|quet|soan|nhap|ban|giao|dua|gac|canh|thu|quay|van hanh|bao tri|giup|duy nhat|cham|nha|than|yeu|quen|tung|phien|lap|lam (?:cong|tap|bao|ve|hop|ke|thue)|hop dong|chup|phat))";
const KIN =
  "(?:con|chau|em|anh|chi|vo|chong|me|ma|bo|cha|ba|ong|bac|chu|co|cau|di|mo|thim|duong|thong gia|sui gia|ban|hang xom|nguoi (?:yeu|nha|than|quen|tinh|lai)|lai xe|tai xe|giup viec|dong nghiep|cap duoi|hoc tro|dong huong)(?: (?:gai|trai|dau|re|ruot|ho|nuoi|cu|ut|ca|rieng|do dau|ke|vo|chong|noi|ngoai|be|thu|thu hai|than|hoc|lon|nho|sat vach|voi|ke ben|cung lop|moi|sap cuoi|dong hao))*";
const RANK =
  "(?:pho|truong|chu tich|giam doc|bi thu|hieu truong|can bo|cong an|chanh|chau|be|sep|lanh dao|ke toan)";
const TIE = `${KIN} (?:cua |nha )?(?:(?:${TITLE}|${RANK}) \\w|chinh )`;
const PLACE = new RegExp(
  String.raw`duy nhat|\b(?:${OFFICE} \w|(?:cua|cho|nha) (?:${TITLE}|${RANK})|doan|thon|lang|lop|ngoi|truc|phu trach|day|mon|tai|thuoc|ben|trong|o)\b|\d`,
  "u",
);
const SURE = new RegExp(String.raw`(?:${HEAD}\b|${TIE})`, "uy");
const MAYBE = new RegExp(String.raw`${TRADE}\b`, "uy");
const ALONE = /^[^,.;:!?\n]{3,60}\bduy nhat\b/u;
const SELF = String.raw`(?:${I}|ban than|nguoi viet(?: don| thu)?(?: nay)?)`;
const OWN = new RegExp(
  String.raw`${SELF}(?:${ADVERBS} (?:la|lam|giu chuc|phu trach|nhan)(?: (?:mot|1|chuc|vi tri|nguoi lam))? | ?[,(-] ?)`,
  "gu",
);
const WORKS = new RegExp(
  String.raw`${SELF}${ADVERBS} (?:lam viec|lam|cong tac|truc|thuc tap|day hoc|day|hop dong)(?: \w{1,9})? (?:tai|o|ben|cho|trong|duoi) (?=${OFFICE}\b)`,
  "gu",
);
const NOW =
  /(?:(?:^|[.!?\n] ?|, )la |, (?:cung |dang )?lam |\b(?:hien|hien nay|hien tai|hien dang|dang|von|nguyen|tung|truoc day) (?:la|lam|giu chuc) |\b(?:tu cach|vai tro|cuong vi)(?: (?:la|cua))? ?(?:mot )?)/gu;
const AFTER_NAME =
  /(?: ?[,(-] ?(?:\d+ tuoi|sinh (?:nam )?\d+|sn \d+|nam nay \d+ tuoi|nguoi [a-z]+|dan toc [a-z]+|nam|nu|\|+)){0,4} ?[,(-] ?(?:(?:hien|dang|nay|la|lam|von|nguyen|chuc vu|cong tac):? ){0,3}/uy;
const ME = new RegExp(String.raw`${SELF}(?![\w'])`, "gu");
const OTHER = new RegExp(
  String.raw`(?:\b(?:${TITLE}|[OBACTS](?:ng|a|nh|hi|o|hay|ep)) )(?:[A-Z]|ay\b|ta\b|pho\b|truong\b|chu tich|giam doc|bi thu|can bo)|\b(?:ho|no|ong)\b|(?:[A-Z][a-z']{0,9} ?){2,5},? ?$`,
  "gu",
);
const OTHER_NEXT = new RegExp(String.raw`^[ ,]*(?:thi )?${TITLE} `, "u");

/** Whether a post or a trade is named at this place, whoever holds it. */
export function isPost(low: string, from: number): boolean {
  return (readAt(SURE, low, from) || readAt(MAYBE, low, from)) !== "";
}

// The words from here to where another thought begins.
function clauseAt(low: string, from: number): string {
  const said = low.slice(from, from + 120).split(STOP, 1)[0] ?? "";
  const end = said.search(END);
  return (end < 0 ? said : said.slice(0, end)).trimEnd();
}

// Where a post that begins here and tells who is meant ends; the same place if none does.
function endOfPost({ cased, low }: Plain, from: number): number {
  const said = low.slice(from, from + 120).split(STOP, 1)[0] ?? "";
  const isSure = readAt(SURE, low, from) !== "" || ALONE.test(said);
  const trade = readAt(MAYBE, low, from).length;
  const rest = from + trade;
  const clause = clauseAt(low, from);
  const isPlaced =
    trade > 0 && (PLACE.test(said.slice(trade)) || /[A-Z]/u.test(cased.slice(rest, from + clause.length)));
  return isSure || isPlaced ? from + clause.length : from;
}

// Whether the one spoken of here is the writer: he is the last one named before, or the first one after.
function isWriter({ cased, low }: Plain, from: number, to: number): boolean {
  const start = Math.max(
    0,
    from - 120,
    ...[". ", "! ", "? ", "\n"].map((stop) => low.lastIndexOf(stop, from) + 1),
  );
  const last = (pattern: RegExp, text: string): number => [...text.matchAll(pattern)].at(-1)?.index ?? -1;
  const me = last(ME, low.slice(start, from));
  const other = last(OTHER, cased.slice(start, from));
  if (me < 0 && other < 0) {
    return low.charAt(from) !== "," && !OTHER_NEXT.test(low.slice(to, to + 40));
  }
  return me > other;
}

/** Finds the posts and ties of the writer; his names are known by now. */
export function postsIn(plain: Plain, names: readonly Found[]): readonly Found[] {
  const { low } = plain;
  const found: Found[] = [];
  const take = (from: number, isOwn: (to: number) => boolean): void => {
    const to = endOfPost(plain, from);
    if (to > from && isOwn(to)) {
      found.push(["post", from, to]);
    }
  };
  for (const { index, 0: lead } of low.matchAll(OWN)) {
    take(index + lead.length, () => !isOthers(low, index));
  }
  for (const { index, 0: lead } of low.matchAll(NOW)) {
    take(index + lead.length, (to) => isWriter(plain, index, to));
  }
  for (const { index, 0: lead } of low.matchAll(WORKS)) {
    if (!isOthers(low, index)) {
      const from = index + lead.length;
      const clause = clauseAt(low, from);
      if (clause.includes(" ")) {
        found.push(["post", from, from + clause.length]);
      }
    }
  }
  for (const [, , end] of names) {
    const lead = readAt(AFTER_NAME, low, end);
    if (lead !== "") {
      take(end + lead.length, () => true);
    }
  }
  return found;
}
