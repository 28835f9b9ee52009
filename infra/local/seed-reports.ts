// Believable reports, filed through the plain form; the first ones are worked a little way.
import { setTimeout as pause } from "node:timers/promises";
import { freshForm, receiptOn, sendForm } from "./plain-client.ts";
import { type StaffClient, staffClient } from "./staff-client.ts";

const fillTime = 3_200;
const admitTime = 15_000;

const reports = [
  {
    agency: "so-noi-vu",
    position: "STAFF",
    breach: "DELAY",
    narrative:
      "Hồ sơ nâng lương của đơn vị tôi nộp ngày 03/8, có phiếu hẹn trả ngày 24/8 nhưng đến nay đã ba lần hẹn lại mà không có văn bản nêu lý do.",
  },
  {
    agency: "so-noi-vu",
    position: "STAFF",
    breach: "HARASS_MINOR",
    narrative:
      "Cán bộ tiếp nhận yêu cầu nộp lại bản sao chứng thực dù đã có bản điện tử trong kho dữ liệu; khi hỏi căn cứ thì trả lời gắt gỏng và bảo về.",
  },
  {
    agency: "phuong-pleiku",
    position: "STAFF",
    breach: "HARASS_CORR",
    narrative:
      "Ngày 14/9, tại bộ phận một cửa, người nhận hồ sơ đất đai nói muốn nhanh thì bồi dưỡng năm trăm nghìn; tôi có ghi lại số quầy và giờ.",
  },
  {
    agency: "xa-an-lao",
    position: "HEAD",
    breach: "SHIRK",
    narrative:
      "Ba lần xã gửi công văn xin ý kiến huyện cũ và sở về việc thuộc thẩm quyền của mình, để con đường dân sinh hỏng từ tháng 5 không ai sửa.",
  },
  {
    agency: "so-xay-dung",
    position: "STAFF",
    breach: "CONSULT",
    narrative:
      "Văn bản trả lời chỉ ghi 'thực hiện theo quy định', không nêu đồng ý hay không, làm dự án phải xin ý kiến lại lần thứ hai.",
  },
] as const;

const list = "{ cases(filter: { state: SCREENING }) { edges { node { id } } } }";
const screen = `mutation ($input: ScreenCaseInput!) { screenCase(input: $input) { __typename } }`;
const assign = `mutation ($input: AssignCaseInput!) { assignCase(input: $input) { __typename } }`;
const reply = `mutation ($input: ReplyToReporterInput!) { replyToReporter(input: $input) { __typename } }`;

type List = { readonly cases: { readonly edges: readonly { readonly node: { readonly id: string } }[] } };

const waitForCases = async (ask: StaffClient, count: number): Promise<string[]> => {
  for (let waited = 0; waited < admitTime; waited += 500) {
    const { cases } = await ask<List>(list);
    if (cases.edges.length >= count) return cases.edges.map(({ node }) => node.id);
    await pause(500);
  }
  throw new Error("the reports were not admitted");
};

const workSome = async (origin: string): Promise<void> => {
  const unit = "so-noi-vu";
  const supervisor = await staffClient({ origin, role: "casework:supervisor", unit });
  const [first, second] = await waitForCases(supervisor, 2);
  const met = { wrongdoerClear: true, evidenceConcrete: true, checkable: true };
  await supervisor(screen, { input: { caseId: first, ...met } });
  await supervisor(assign, { input: { caseId: first, investigator: `investigator.${unit}` } });
  await supervisor(reply, {
    input: {
      caseId: second,
      body: "Đề nghị cho biết thêm ngày và quầy đã nộp hồ sơ. Xin đừng ghi tên của bạn.",
    },
  });
};

/** Files the reports and works the first two; gives the receipts. */
export const seedReports = async (origin: string): Promise<readonly string[]> => {
  const forms = await Promise.all(reports.map(() => freshForm(origin)));
  await pause(fillTime);
  const receipts: string[] = [];
  for (const [index, report] of reports.entries()) {
    const { page } = await sendForm(`${origin}/plain/report`, {
      ...forms[index],
      ...report,
      understood: "yes",
    });
    const receipt = receiptOn(page);
    if (!receipt) throw new Error("a report was not taken");
    receipts.push(receipt);
  }
  await workSome(origin);
  return receipts;
};
