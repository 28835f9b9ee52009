// Every plain page in every state that it can be in, with the choices and limits of the real system and texts of the
// length that people write.
import { breaches } from "../../functions/domain/law/breaches.ts";
import { messageLength } from "../../functions/domain/mailbox/limits.ts";
import { bodies, doorOf } from "../../functions/domain/province/bodies.ts";
import { narrativeLength } from "../../functions/domain/report/limits.ts";
import { groupOf } from "../../functions/portal/agency-groups.ts";
import type { Html } from "../../functions/portal/pages/layout.ts";
import { mailboxFormPage, type MailboxModel, mailboxPage } from "../../functions/portal/pages/mailbox.ts";
import { receiptPage } from "../../functions/portal/pages/receipt.ts";
import {
  brokenPage,
  notFoundPage,
  type RefusalNotice,
  refusalPage,
} from "../../functions/portal/pages/refusal.ts";
import { reportFormPage } from "../../functions/portal/pages/report-form.ts";
import { safetyPage } from "../../functions/portal/pages/safety.ts";
import { stateWords } from "../../functions/portal/pages/words.ts";

const paragraph =
  "Ngày 03/11/2026 tôi nộp hồ sơ tại bộ phận “một cửa”, giấy hẹn ghi ngày 10/11. Đến hẹn, cán bộ nói thiếu một giấy không có trong danh mục công bố, rồi gợi ý “bồi dưỡng” để làm nhanh.";

const written = {
  agency: "so-nong-nghiep-moi-truong",
  position: "DEPUTY",
  breach: breaches[0]?.code ?? "",
  avoid: true,
  about: "Nguyễn Văn Ổn, Phó Giám đốc",
  understood: true,
  narrative: `${paragraph}\n\n${paragraph}`,
};
const empty = {
  agency: "",
  position: "",
  breach: "",
  avoid: false,
  understood: false,
  about: "",
  narrative: "",
};

const form = (refusal: RefusalNotice | null): Html =>
  reportFormPage({
    agencies: bodies.map((body) => ({ ...body, ...groupOf(body) })),
    breaches,
    limits: { narrativeMin: narrativeLength.min, narrativeMax: narrativeLength.max },
    values: refusal ? written : empty,
    hidden: [{ name: "receipt", value: "7K3QX-0M9VT-ABCDE-12345-ZYXW8" }],
    refusal,
  });

const elsewhere = (): RefusalNotice => {
  const door = doorOf("cong-an-tinh");
  if (!door) throw new Error("the provincial police have no door");
  const { body, howVi, howEn } = door;
  return { code: "notHere", door: { nameVi: body.nameVi, nameEn: body.nameEn, howVi, howEn } };
};

const box = (changes: Partial<MailboxModel>): Html =>
  mailboxPage({
    messages: [],
    lastWord: "",
    nextWord: "bến sông",
    left: 40,
    hidden: [{ name: "receipt", value: "7K3QX-0M9VT-ABCDE-12345-ZYXW8" }],
    draft: "",
    posted: false,
    refusal: null,
    limits: { messageMin: messageLength.min, messageMax: messageLength.max },
    ...changes,
  });

const letters: MailboxModel["messages"] = [
  {
    from: "UNIT",
    body: `Cảm ơn bạn đã phản ánh.\n\nĐể kiểm tra được, chúng tôi cần biết:\n  1. Giấy hẹn số mấy?\n  2. Danh mục giấy tờ dán ở đâu?`,
    stateVi: stateWords["INFO_REQUESTED"]?.vi ?? "",
    stateEn: stateWords["INFO_REQUESTED"]?.en ?? "",
    promised: "2026-12-04",
  },
  {
    from: "UNIT",
    body: paragraph,
    stateVi: stateWords["ASSIGNED"]?.vi ?? "",
    stateEn: stateWords["ASSIGNED"]?.en ?? "",
    promised: "2027-01-15",
  },
];

/** The pages by the name of their state. */
export const everyPage: Readonly<Record<string, () => Html>> = {
  safety: safetyPage,
  "report-empty": () => form(null),
  "report-too-short": () => form({ code: "tooShort" }),
  "report-not-understood": () => form({ code: "notUnderstood" }),
  "report-too-soon": () => form({ code: "tooSoon" }),
  "report-not-here": () => form(elsewhere()),
  "report-other-words": () => form({ code: "alreadySent" }),
  receipt: () => receiptPage({ receipt: "7K3QX-0M9VT-ABCDE-12345-ZYXW8" }),
  "mailbox-ask": () => mailboxFormPage({ value: "", refusal: null }),
  "mailbox-bad-receipt": () =>
    mailboxFormPage({ value: "7k3qx 0m9vt abcde 12345 zyxw9", refusal: { code: "badReceipt" } }),
  "mailbox-not-found": () =>
    mailboxFormPage({ value: "7k3qx 0m9vt abcde 12345 zyxw8", refusal: { code: "notFound" } }),
  "mailbox-first": () => box({}),
  "mailbox-letters": () => box({ messages: letters, lastWord: "mưa rào" }),
  "mailbox-posted": () => box({ messages: letters, lastWord: "mưa rào", posted: true, left: 39 }),
  "mailbox-refused": () =>
    box({ messages: letters, lastWord: "mưa rào", refusal: { code: "alreadySent" }, draft: paragraph }),
  "mailbox-full": () => box({ messages: letters, lastWord: "mưa rào", left: 0 }),
  "too-large": () => refusalPage({ code: "tooLong" }, 413),
  "no-such-page": notFoundPage,
  broken: brokenPage,
};
