// The writer's own name: after "tôi là", "tên tôi là", "người viết", at the end after "kính thư", or as an
// aside ("tôi, Cao Thị Diễm, viết đơn này").
import { isPost } from "./posts.ts";
import { isOthers, readAt } from "./voice.ts";
import { ADVERBS, I, SURNAME, TITLE } from "./words.ts";
import { lowOf, type Found, type Plain } from "./plain.ts";

/** A capital word of a name. */
export const WORD = "[A-Z][A-Za-z]*(?:'[A-Za-z]+)?";
const CAPITALS = new RegExp(`${WORD}(?:[ -]${WORD}){0,5}`, "uy");
const NO_SURNAME = String.raw`(?!nguyen (?:don|truong|pho|chu|giam|can|nhan|la|bi|hieu|chanh|cong)\b|tran trong\b(?: cam| kinh|[^ ]|$))`;
const NICK = String.raw`(?:hai|ba|tu|nam|sau|bay|tam|chin|ut) (?!(?:me|con|cha|muoi|tram|nguoi|dua|thang|nay|sinh|nhan|anh|chi|em|cua)\b)[a-z]+(?=[,.]| (?:o|day|ne|xin|ban|sinh)\b)`;
const KNOWN = new RegExp(
  String.raw`${NO_SURNAME}(?:(?:(?:nguyen|tran|pham|huynh|hoang|bui|ngo|trinh)|${SURNAME} (?:van|thi|dinh|ngoc|minh|duc|huu|quang|thanh|kim|xuan|quoc|hong|thu|my|tan|cong))(?: [a-z']+){1,3}|${NICK})`,
  "uy",
);
const SMALL = /[a-z']+(?: [a-z']+){0,3}/uy;
const TITLED = new RegExp(`(?:${TITLE}|cu) `, "uy");
const NO_NAME =
  /(?:gi|trong|o|bi|thi|khong|ko|k|hong|hok|tuoi|dau|co|ra|len|vao|sai|duoc|da|nao|that|nay|do|ma|va|roi|xin|nen|ai|cua|mang|giong|thua|viet|dung|cung|chi|de|la|ten|ruot|gai|trai|chong|tren|voi|dum|trung|duoi|vi|cho)\b|vo ?(?:[,.]|$)/uy;
const ANYBODY = /(?:nguoi|dan|cong dan|nong dan|dang vien|dong bao|phu nu)\b/uy;
/** What begins with a capital and is no person; the later words only if no second capital follows. */
export const NOBODY =
  /(?:gia lai|viet nam|binh dinh|quy nhon|pleiku|tran trong(?! [a-z])|kinh|xin|cam on|ubnd|uy ban|thanh tra|cong (?:an|ty|hoa)|so (?:noi|y)|truong (?:th|tieu|mam)|ia|dak|kon|plei|doc lap|tinh|xa|huyen|lang|duong (?:le|tran|nguyen|hung|quang)|luat|dieu|goi|jrai|bahnar)\b|(?:toi|em|con|cho|de|mong|so|ong|khong|ten|ede|cham|khach|cuu|hoc|tieu|doanh|cong|nong|bac|cha|me|ai|mot|neu|ngay|gia|ky)(?= ?(?:[^a-z ]|$))/uy;

type How = "said" | "told" | "signed" | "closed";
const WAYS: readonly (readonly [How, RegExp])[] = [
  [
    "told",
    new RegExp(String.raw`${I}${ADVERBS} (?:ten la|ten|ho ten|xung ten|ten that)(?![\w'])[ :"]{1,3}`, "gu"),
  ],
  [
    "told",
    new RegExp(
      String.raw`\b(?:ho ten|ten)(?: (?:day du|that|cung com|khai sinh|goi|o nha))?(?: cua)? ${I}${ADVERBS}(?: la)?[ :"]{1,3}`,
      "gu",
    ),
  ],
  ["said", new RegExp(String.raw`${I}${ADVERBS}(?: keu| goi)? la [:"]?`, "gu")],
  [
    "signed",
    /\b(?:(?<!nguoi )ky ten|nguoi (?:viet|lam|gui|phan anh|to cao|khieu nai|to giac|kien nghi|de nghi|khai|bao tin)(?: (?:don|thu|bai))?(?: (?:nay|la|ky ten|ky))*|ho (?:va )?ten(?: (?:day du|(?:cua )?nguoi (?:viet|gui|lam|khai|to cao)(?: don)?|cua (?:toi|em|minh)))?|da ky)(?: (?:ben |o )?duoi(?: day)?)?[ :,()\n-][\s:.,()-]*/gu,
  ],
  [
    "closed",
    /\b(?:kinh (?:thu|don|bao|chao|but|men)|tran trong|cam on|biet on|than (?:chao|ai|men)|chao|nay kinh)(?: (?:cam on|kinh chao|quy co quan|nhieu|a|nha|nhe|anh chi))?[ .,:;!\n-][\s.,:;!-]*/gu,
  ],
  ["closed", /[.!?,]\s*\n[\s-]*/gu],
];
// "tôi, Tên Họ, …", "Tôi Tên Họ sinh năm …", "em Tên đây".
const ASIDE = new RegExp(
  String.raw`(?<![A-Za-z'])(?:[Tt][ou]i|[Mm]inh|[Ee]m|[Cc]hau) ?[,(-] ?(${WORD}(?: ${WORD}){1,5}) ?(?=[,)(-]| (?:sinh|o|tru|ngu|lam|hien|xin|viet)\b)`,
  "gu",
);
const BESIDE = new RegExp(
  String.raw`(?<![\w'])(?:[Tt]oi|[Tt]ui|minh|(?:[Ee]m|[Cc]hau|[Cc]on|[Ee])(?= (?:${WORD} ){1,4}(?:day|ne|xin|a)\b)) (${WORD}(?: ${WORD}){0,5}) ?(?=[,(]| (?:day|ne|xin|sinh|tru|ngu|hien|a)\b)`,
  "gu",
);

// Where a name that begins here ends; the same place if none does.
function endOfName({ cased, low }: Plain, place: number, how: How): number {
  const titled = how === "said" ? readAt(TITLED, low, place).length : 0;
  const from = place + (/[A-Z]/u.test(cased.charAt(place + titled)) ? titled : 0);
  const capitals = readAt(CAPITALS, cased, from);
  const isLed = how === "told" || !/[a-z] *$/u.test(low.slice(Math.max(0, place - 3), place));
  if (how !== "told" && readAt(NOBODY, low, from)) {
    return place;
  }
  if (capitals && !/^[A-Z' :]{4,}$/u.test(cased.slice(Math.max(0, from - 4), from + 3))) {
    const isShort = /^[A-Z]{2,5}$/u.test(capitals) && how === "said";
    const isNobody =
      readAt(ANYBODY, low, from) ||
      (!capitals.includes(" ") && ((how === "signed" && !isLed) || readAt(NOBODY, `${lowOf(capitals)}.`, 0)));
    return isShort || (how !== "told" && isNobody) ? place : from + capitals.length;
  }
  const small = (how === "told" || how === "signed") && isLed && !readAt(NO_NAME, low, from) ? SMALL : KNOWN;
  return from + readAt(small, low, from).length || place;
}

/** Finds the names the writer gives himself. */
export function namesIn(plain: Plain): readonly Found[] {
  const { cased, low } = plain;
  const found: Found[] = [];
  for (const [how, pattern] of WAYS) {
    for (const { index, 0: lead } of low.matchAll(pattern)) {
      const from = index + lead.length;
      const to = endOfName(plain, from, how);
      const after = low.slice(to, to + 2);
      const isClosing =
        how !== "closed" || (/^(?:\s*$|\s?[.,;:\n-])/u.test(after) && isFull(cased, from, to, after));
      if (
        to > from &&
        isClosing &&
        !(how === "said" && isPost(low, from)) &&
        (how === "signed" || !isOthers(low, index))
      ) {
        found.push(["nameOfWriter", from, to]);
      }
    }
  }
  for (const pattern of [ASIDE, BESIDE]) {
    for (const { index, 0: run, 1: name = "" } of cased.matchAll(pattern)) {
      const from = index + run.indexOf(name);
      if (!isPost(low, from) && !readAt(ANYBODY, low, from)) {
        found.push(["nameOfWriter", from, from + name.length]);
      }
    }
  }
  return found;
}

// At the end of a letter a name stands alone: several words, or one on a line that nothing follows.
function isFull(cased: string, from: number, to: number, after: string): boolean {
  return cased.slice(from, to).includes(" ") ? cased.slice(to, to + 80).length < 80 : /^\s*$/u.test(after);
}
