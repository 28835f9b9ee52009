// Names of files which carry a person's name, or the trace of the device that made them. A paper known by
// plain words alone ("QuyTacUngXu.pdf") is anybody's.
import type { Found, Plain } from "./plain.ts";

const FILE =
  /[^\s,;:"'()<>|][^\s,;:"'<>|]{0,120}\.(?:docx?|xlsx?|pptx?|pdf|jpe?g|png|heic|heif|gif|webp|bmp|tiff?|mp4|mov|3gp|avi|mkv|m4a|mp3|amr|aac|wav|ogg|opus|zip|rar|7z|txt|csv|rtf|odt|ods|eml|msg)(?!\w|\.\w)/gu;
const DEVICE =
  /(?:^|[^a-z])(?:img|dsc|dcim|vid|pxl|mvimg|received|screen ?shot|cam ?scanner|scan|wa\d|recording|ghi am|ghiam|cuoc goi|ban ghi|voice|zalo|messenger|inshot|iphone|samsung|oppo|xiaomi|redmi|vivo|anh chup|man hinh|z\d{6})|\d{8}|\d{6}_\d{4}/u;
const BARE =
  /(?<![\w./-])(?:(?:img|dsc|vid|pxl|mvimg|received|screenshot|fb_img)[_-]?\d{3,}[\w-]*|(?:anh )?chup man hinh (?:luc )?\d[\d ._:-]{5,20}(?:luc [\d.:]{4,8})?)/gu;
// Before these a name with blanks in it begins.
const BEFORE =
  /(?:^|[,;:"()\n|]|\b(?:tep|file|tap tin|la|ten|trong|gui|kem|luu|xoa|dinh|mo|doi|tai|doc|xem|bang|thanh|tu|co|ban)\b) *$/u;
const PUBLISHED =
  /(?:tren|cong|niem yet|ban hanh|trang|website|web|tai ve|tai tu|mau|phap luat|dang)\b[^.!?\n]{0,40}$/u;
const POSTED = /^[^.!?\n]{0,10} tren (?:cong|trang|web|mang)/u;
const PLAIN_WORDS = new Set(
  "quytac ungxu nghidinh thongtu luat quyetdinh congvan quyche quydinh tokhai mau bieumau don so huongdan danhmuc thutuc hanhchinh kehoach baocao thongbao giaymoi giayhen phuluc bienban bienlai biennhan hoadon hopdong phananh tocao khieunai kiennghi xin noiquy lich tiepcongdan tiepdan dutoan quyettoan caicach nam thang ngay ubnd xa phuong tinh huyen thanhpho tp gialai nd cp qd bc kh tt hd cv ttg snv tb vb pl bo canbo congchuc vienchuc bangchung hinhanh anh hinh video file tep tailieu danhsach chitieu noibo lephi phi gopy kyluat thidua khenthuong traloi ketqua denghi sua dt phieu phieuthu phieuchi thanhtra tocong dang chuyendoiso bang gia dat banggia datdai camket ve viec cua cho va final new copy ban scan chinhthuc kyso signed toi cao".split(
    " ",
  ),
);

// Whether the letters can be read as plain words alone, written together or apart.
function isPlain(name: string): boolean {
  const letters = name.replace(/[^a-z]/gu, "").slice(0, 120);
  const reached = new Set([0]);
  for (let start = 0; start < letters.length; start += 1) {
    for (let size = 2; reached.has(start) && size < 13; size += 1) {
      if (PLAIN_WORDS.has(letters.slice(start, start + size))) {
        reached.add(start + size);
      }
    }
  }
  return letters.length < 2 || reached.has(letters.length);
}

// Where the name begins: the blanks inside it are followed back to a word that leads in, or not at all.
function startOf(low: string, from: number): number {
  let start = from;
  for (let word = 0; word < 9 && start > 0; word += 1) {
    if (BEFORE.test(low.slice(Math.max(0, start - 12), start))) {
      return start;
    }
    start = low.lastIndexOf(" ", start - 2) + 1;
  }
  return start === 0 ? 0 : from;
}

/** Finds the names of files. */
export function filesIn({ low }: Plain): readonly Found[] {
  const found: Found[] = [];
  for (const { index, 0: run } of low.matchAll(FILE)) {
    const from = startOf(low, index);
    const to = index + run.length;
    const name = low.slice(from, to).replace(/\.\w+$/u, "");
    const isPublished =
      PUBLISHED.test(low.slice(Math.max(0, from - 60), from)) || POSTED.test(low.slice(to, to + 40));
    if (DEVICE.test(name) || !(isPublished || isPlain(name))) {
      found.push(["fileName", from, to]);
    }
  }
  for (const { index, 0: run } of low.matchAll(BARE)) {
    if (!found.some(([, from, to]) => index < to && from < index + run.length)) {
      found.push(["fileName", index, index + run.trimEnd().length]);
    }
  }
  return found;
}
