// The writer's own name: after "tôi là", "tên tôi là", "người viết", at the end after "kính thư", or as an
// aside ("tôi, Cao Thị Diễm, viết đơn này").
import { isPost } from "./posts.ts";
import { isOthers, readAt } from "./voice.ts";
import { ADVERBS, I, SURNAME, TITLE } from "./words.ts";
import type { Found, Plain } from "./plain.ts";

const WORD = "[A-Z][A-Za-z]*(?:'[A-Za-z]+)?";
const CAPITALS = new RegExp(`${WORD}(?:[ -]${WORD}){0,5}`, "uy");
const KNOWN = new RegExp(
  String.raw`(?:(?:nguyen|tran|pham|huynh|hoang|bui|ngo|trinh)|${SURNAME} (?:van|thi|dinh|ngoc|minh))(?: [a-z']+){1,3}`,
  "uy",
);
const SMALL = /[a-z']+(?: [a-z']+){0,3}/uy;
const TITLED = new RegExp(`${TITLE} `, "uy");
const NO_NAME =
  /(?:gi|trong|o|bi|thi|khong|ko|k|hong|hok|tuoi|dau|co|ra|len|vao|sai|duoc|da|nao|that|nay|do|ma|va|roi|xin|nen|ai|cua|mang|giong|thua|viet|dung|cung|chi|de|la|ten|tren|voi|dum|trung|duoi|vi|cho)\b/uy;
const ANYBODY = /(?:nguoi|dan|cong dan|nong dan|dang vien|dong bao|phu nu)\b/uy;
// Words that a sentence or a people's name may begin with; with a second capital they are a family name.
const ONE_WORD =
  /(?:bahnar|jrai|gia|ede|kinh|cham|doan|nhan|khach|phat|can|cu|cuu|thuong|ho|hoc|sinh|giao|viet|tieu|doanh|ky|cong|nong|bac|cha|me|ai|mot|toi|em|xin|mong|de|neu|ngay|so|f0)\b/uy;

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
  ["said", new RegExp(String.raw`${I}${ADVERBS} la [:"]?`, "gu")],
  [
    "signed",
    /\b(?:(?<!nguoi )ky ten|nguoi (?:viet|lam|gui|phan anh|to cao|khieu nai|to giac|kien nghi|de nghi|khai|bao tin)(?: (?:don|thu|bai))?(?: (?:nay|la|ky ten|ky))*|ho (?:va )?ten(?: (?:day du|nguoi (?:viet|gui|lam)(?: don)?|cua (?:toi|em|minh)))?|da ky) ?[:,()\n-][\s:.,()-]*/gu,
  ],
  [
    "closed",
    /\b(?:kinh (?:thu|don|bao|chao|but|men)|tran trong|cam on|biet on|than (?:chao|ai|men)|chao|nay kinh)(?: (?:cam on|kinh chao|quy co quan|nhieu|a|nha|nhe|anh chi))? ?[.,:;!\n-][\s.,:;!-]*/gu,
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
  if (capitals && !/^[A-Z' :]{4,}$/u.test(cased.slice(Math.max(0, from - 4), from + 3))) {
    const isShort = /^[A-Z]{2,5}$/u.test(capitals) && how === "said";
    const isNobody = readAt(ANYBODY, low, from) || (!capitals.includes(" ") && readAt(ONE_WORD, low, from));
    return isShort || (how !== "told" && isNobody) ? place : from + capitals.length;
  }
  const small = (how === "told" || how === "signed") && !readAt(NO_NAME, low, from) ? SMALL : KNOWN;
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
      if (to > from && isClosing && !(how === "said" && isPost(low, from)) && !isOthers(low, index)) {
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
