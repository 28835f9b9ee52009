// Those who have something to report while the flood runs: half of them with a script, half without. Each tries twice
// at the most, waits as the answer asks, and keeps what proves that the report was taken and that the reply is theirs.
import { setTimeout as sleep } from "node:timers/promises";
import { formatReceipt, parseReceipt } from "../../functions/sealing/receipt.ts";
import type { OfficeKey } from "../../functions/sealing/wrap.ts";
import { freshProof, readReply, sealedInput, type Send, sendDocument } from "../kit/script-visitor.ts";
import { type Form, formIn, receiptShown, unescaped, type Visitor } from "../kit/visitor.ts";

/** The body that the honest complain of; nobody else does. */
export const honestUnit = "so-tu-phap";

export const fillTime = 3_200;
const retryAfter = 4_000;
const triesAllowed = 2;

export interface Honest {
  readonly marker: string;
  readonly lane: "intake" | "plain";
  /** What each try was answered. */
  readonly answers: string[];
  /** Kept only when the report was acknowledged. */
  receipt: string | null;
}

const facts = {
  agency: honestUnit,
  position: "STAFF",
  breach: "HARASS_CORR",
  avoid: false,
  form: 1,
} as const;
const narrativeOf = ({ marker }: Honest): string =>
  `Cán bộ thụ lý yêu cầu nộp thêm tiền ngoài phí để trả hồ sơ đúng hạn; có giấy hẹn kèm theo. ${marker}`;
/** What the unit answers to a report. */
export const replyTo = (marker: string): string => `Đã nhận phản ánh ${marker}, đang xem xét.`;

const twice = async (honest: Honest, attempt: () => Promise<string | null>): Promise<void> => {
  for (let n = 0; n < triesAllowed && honest.receipt === null; n += 1) {
    if (n > 0) await sleep(retryAfter);
    honest.receipt = await attempt().catch((error: unknown) => {
      honest.answers.push(error instanceof Error ? error.message : "failed");
      return null;
    });
  }
};

/** Reports with a script: the report is sealed here once, and each try brings work of its own. */
export const reportByScript = async (honest: Honest, send: Send, office: OfficeKey): Promise<void> => {
  const receipt = crypto.getRandomValues(new Uint8Array(15));
  const input = await sealedInput(receipt, office, facts, narrativeOf(honest));
  await twice(honest, async () => {
    const variables = { input, proof: await freshProof(send) };
    const { status, text } = await sendDocument(send, "submit-report", variables);
    const result = status === 200 ? JSON.parse(text).data?.submitReport : null;
    honest.answers.push(result?.code ?? result?.__typename ?? String(status));
    return result?.__typename === "SubmitReportOk" ? formatReceipt(receipt) : null;
  });
};

/** Reports without a script: fetches the form, fills it in, and sends what came back a second time if need be. */
export const reportByForm = async (honest: Honest, visitor: Visitor): Promise<void> => {
  const { agency, position, breach } = facts;
  const filled = { agency, position, breach, understood: "yes", about: "", narrative: narrativeOf(honest) };
  let form: Form | null = null;
  await twice(honest, async () => {
    const fetched: Form = form ?? (await visitor.reportForm());
    if (form === null) await sleep(fillTime);
    form = fetched;
    const { status, text } = await visitor.submit(fetched, filled);
    const receipt = receiptShown(text);
    honest.answers.push(receipt === null ? String(status) : "receipt");
    if (receipt === null && text.includes('action="/plain/report"')) form = formIn(text, "/plain/report");
    return receipt;
  });
};

/** Whether the mailbox of the report holds the reply that was meant for it, read the way the report was sent. */
export const hasReply = async (honest: Honest, send: Send, visitor: Visitor): Promise<boolean> => {
  if (honest.receipt === null) return false;
  const receipt = parseReceipt(honest.receipt);
  if (!receipt) throw new Error("not a receipt");
  if (honest.lane === "intake") return (await readReply(receipt, send)) === replyTo(honest.marker);
  const { text } = await visitor.openMailbox(honest.receipt);
  return unescaped(text).includes(replyTo(honest.marker));
};
