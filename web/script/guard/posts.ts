// The writer's post, and the tie to somebody known ("con gái ông chủ tịch"), by which few others can be meant.
// What thousands are ("người dân", "nông dân") says nothing, and so do common trades without a place.
import { isOthers, lastNamed, readAt } from "./voice.ts";
import { ADVERBS, END, OFFICE, SELF, STOP, TITLE, WORKPLACE } from "./words.ts";
import type { Found, Plain } from "./plain.ts";

const UNIT = `(?:${OFFICE}|thon|nhom|khu|xom|lang|buon|ap|bo mon|cong an|ca|nganh|chi|don|vien|tong)`;
const HEAD = String.raw`(?:(?:nguyen|cuu|quyen) )?(?:ke toan|van thu|thu (?:quy|kho|ky|van)|truong ${UNIT}|(?:hieu|lop|phan|dieu duong|${UNIT}) (?:pho|truong)|pho (?:truong )?(?:chu tich|ct|giam doc|gd|bi thu|hieu truong|chanh|${UNIT})|chu tich|giam doc|bi thu|chanh|quan (?:ly|tri|doc|giao)|bao ve|tap vu|lao cong|phuc vu|lai xe|tai xe|le tan|thuc tap|tro ly|giup viec|thu ngan|y ta|kiem (?:lam|soat|toan)|tham phan|dieu tra|nha thau|gia lang|giam thi|dia chinh|ho tich|tu phap|khuyen nong|thu y|cong chuc (?=tu|dia|van|tai|ho)|chu (?:thau|quan|tiem|tro|co so|doanh|nhiem|dau tu|cua hang|dai ly|xe|nha))`;
const TRADE =
  "(?:nhan vien|nv|can bo|cb|cong chuc|vien chuc|giao vien|gv|co giao|thay giao|giang vien|bac si|bs|y s[iy]|duoc si|dieu duong|ky su|cong an|bo doi|dan quan|hoc sinh|hs|sinh vien|sv|cong nhan|tho|chuyen vien|thanh vien|uy vien|cong tac vien|hoi vien|luat su|nha bao|phong vien|hop dong|giam sat|phu huynh|phien dich|nguoi (?:giu|coi|nau|lai|phuc vu|ghi|truc|phu|quet|gac|lam (?:cong|tap|ve|thue)))";
const KIN =
  "(?:con|chau|em|anh|chi|vo|chong|me|ma|bo|cha|ba|ong|bac|chu|co|cau|di|mo|thim|duong|(?:thong|sui) gia|ban|hang xom|nguoi (?:yeu|nha|than|quen|tinh|lai)|lai xe|tai xe|giup viec|dong nghiep|cap duoi|hoc tro)(?: (?:truc tiep|gai|trai|dau|re|ruot|ho|nuoi|cu|ut|ca|rieng|do dau|ke|vo|chong|noi|ngoai|be|thu|thu hai|than|hoc|lon|voi))*";
const RANK =
  "(?:pho|truong|chu tich|giam doc|bi thu|hieu truong|can bo|cong an|chanh|chau|be|sep|lanh dao|ke toan)";
const TIE = `${KIN} (?:cua |nha |goi )?(?:(?:${TITLE}|${RANK}) \\w|chinh )`;
const PLACE = new RegExp(
  String.raw`duy nhat|\b(?:${WORKPLACE}|cua|(?:cho|nha|voi) (?:${TITLE}|${RANK})|vu an|doan|thon|lang|lop|ngoi|truc|phu trach|day|mon|tai|thuoc|ben|trong|o)\b|\d`,
  "u",
);
// What says nothing of who is meant, though a place stands by it.
const SAYS_NOTHING =
  /(?:nguoi (?:dan|chung kien|nop|ngoai|o|co|ta|nha benh|thon|lang|xa|cao|kinh|viet|gui|lam (?:don|ho|giay|thu)|khieu|to cao|den|di|thay|biet|bi|da|khong|phan anh|gay|lao dong|song)|dan(?! (?:quan|phong))|ba con|tap the|ho (?:dan|ngheo)|cong dan|nong dan|do(?:ng bao|an vien)|phu nu|nan nhan|khach(?! thue)|nhung|cac|(?:mot )?trong hang|da|bi(?! (?:don|hai|can|cao))|duoc|khong|ko|xin|cho|thay|ai|ten|toi|em|dat)(?![\w'])|[|\d]/uy;
const SURE = new RegExp(String.raw`(?:${HEAD}\b|${TIE})`, "uy");
const MAYBE = new RegExp(String.raw`${TRADE}\b`, "uy");
const OWN = new RegExp(
  String.raw`${SELF}(?:${ADVERBS} (?:la|lam|giu chuc|phu trach|nhan)(?: (?:mot|1|chuc|vi tri|nguoi lam))? | ?[,(-] ?)`,
  "gu",
);
const DUTY = new RegExp(
  String.raw`${SELF}(?:${ADVERBS} (?:duoc (?:giao|phan cong|bo nhiem|de bat|tuyen|bo tri|dieu dong|bau|cu)|dam nhiem|dam trach|dung dau|dieu hanh|quan ly|chuyen (?:sang|ve) lam|giu(?= (?:so|con dau|kho|chia khoa|quy)))(?: (?:nhiem vu|lam|phu trach|giu|chuc vu|chuc|trong coi|truc))* | co (?:mot |nguoi |dua )?${KIN} (?:toi |dang |hien )?(?:la|lam) )`,
  "gu",
);
const WORKS = new RegExp(
  String.raw`${SELF}${ADVERBS} (?:lam viec|lam|cong tac|truc|thuc tap|day hoc|day|hop dong)(?: \w{1,9})? (?:tai|o|ben|cho|trong|duoi) (?=${WORKPLACE}\b)`,
  "gu",
);
const NOW =
  /(?:(?:^|[.!?\n] ?|, )la |, (?:cung |dang )?lam |\b(?:hien(?: \w+)?|dang|von|nguyen|tung|truoc day) (?:la|lam|giu chuc) |\b(?:tu cach|vai tro|cuong vi|vi tri|chuc vu|chuc danh)(?: (?:la|cua|toi la|hien tai))?:? ?(?:mot )?)/gu;
const AFTER_NAME =
  /(?: ?[,(-] ?(?:(?:nam nay |sinh |sn |nam ){0,2}\d+(?: tuoi)?|(?:nguoi|dan toc) [a-z]+|nam|nu|\|+)){0,4} ?[,(-] ?(?:(?:hien|dang|nay|la|lam|von|nguyen|chuc vu|cong tac):? ){0,3}/uy;
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
function endOfPost({ cased, low }: Plain, from: number, isOpen: boolean): number {
  const trade = readAt(MAYBE, low, from).length;
  const clause = clauseAt(low, from);
  const isThing = trade > 0 || (isOpen && readAt(SAYS_NOTHING, low, from) === "");
  const isPlaced =
    isThing &&
    (PLACE.test(clause.slice(trade)) ||
      / [A-Z][a-z']/u.test(cased.slice(from + trade, from + clause.length)));
  return isPlaced || readAt(SURE, low, from) !== "" ? from + clause.length : from;
}

// Whether the one spoken of here is the writer: he is the last one named before, or the first one after.
function isWriter(plain: Plain, from: number, to: number): boolean {
  const who = lastNamed(plain, from);
  return who === "nobody"
    ? plain.low.charAt(from) !== "," && !OTHER_NEXT.test(plain.low.slice(to, to + 40))
    : who === "me";
}

/** Finds the posts and ties of the writer; his names are known by now. */
export function postsIn(plain: Plain, names: readonly Found[]): readonly Found[] {
  const { low } = plain;
  const found: Found[] = [];
  const take = (from: number, isOwn: (to: number) => boolean, isOpen = true): void => {
    const isNamed =
      names.some(([, start]) => start === from) || /^[A-Z][a-z]/u.test(plain.cased.slice(from, from + 2));
    const to = endOfPost(plain, from, isOpen && !isNamed);
    if (to > from && isOwn(to)) {
      found.push(["post", from, to]);
    }
  };
  for (const { index, 0: lead } of [...low.matchAll(OWN), ...low.matchAll(DUTY)]) {
    take(
      index + lead.length,
      () => !isOthers(low, index),
      /[a-z] $/u.test(lead) && !/(?:lam|nhan) $/u.test(lead),
    );
  }
  for (const { index, 0: lead } of low.matchAll(NOW)) {
    take(index + lead.length, (to) => isWriter(plain, index, to), /(?:la|cach|tro) $/u.test(lead));
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
      take(end + lead.length, () => true, false);
    }
  }
  return found;
}
