// Believable proposals of officials who dare to act (Nghị định 73/2023/NĐ-CP): one decided, one waiting, one draft.
import { staffClient } from "./staff-client.ts";

const plans = [
  {
    title: "Dùng lại kết quả số hóa ở bộ phận một cửa",
    need: "Người dân nộp lại bản sao nhiều lần vì chưa có quy định cho dùng lại kết quả đã số hóa.",
    content: "Thí điểm sáu tháng ở ba quầy: tra cứu kho dữ liệu trước, chỉ yêu cầu bản giấy khi không có.",
    impact: "Dự kiến giảm một nửa thời gian nộp hồ sơ; không phát sinh chi phí mới.",
  },
  {
    title: "Họp trực tuyến liên phường để giải quyết hồ sơ liên thông",
    need: "Hồ sơ liên thông giữa các phường chậm vì phải chờ công văn giấy qua lại.",
    content:
      "Mỗi tuần một phiên trực tuyến 30 phút, biên bản ký số ngay trong phiên, người chịu trách nhiệm rõ từng bước.",
    impact: "Dự kiến rút ngắn ba ngày làm việc mỗi hồ sơ; cần đường truyền ổn định.",
  },
  {
    title: "Phiếu hẹn có mã tra cứu tiến độ",
    need: "Người dân phải đến hỏi nhiều lần vì không biết hồ sơ đang ở bước nào.",
    content: "In mã tra cứu trên phiếu hẹn; mỗi bước cập nhật trạng thái và tên người phụ trách.",
    impact: "Giảm số lượt đến hỏi trực tiếp; tăng trách nhiệm của từng khâu.",
  },
] as const;

const draft = `mutation ($input: DraftProposalInput!) {
  draftProposal(input: $input) { ... on DraftProposalOk { proposal { id } } }
}`;
const submit = `mutation ($input: SubmitProposalInput!) { submitProposal(input: $input) { __typename } }`;
const vote = `mutation ($input: CastVoteInput!) { castVote(input: $input) { __typename } }`;

type Drafted = { readonly draftProposal: { readonly proposal: { readonly id: string } } };

/** Drafts all, sends two, decides one; gives how many there are. */
export const seedProposals = async (origin: string): Promise<number> => {
  const unit = "so-noi-vu";
  const official = await staffClient({ origin, role: "protection:official", unit });
  const ids: string[] = [];
  for (const plan of plans) {
    ids.push((await official<Drafted>(draft, { input: plan })).draftProposal.proposal.id);
  }
  for (const proposalId of ids.slice(0, 2)) await official(submit, { input: { proposalId } });
  const member = await staffClient({ origin, role: "protection:member", unit });
  const head = await staffClient({ origin, role: "protection:head", unit });
  await member(vote, { input: { proposalId: ids[0], vote: "APPROVE" } });
  await head(vote, { input: { proposalId: ids[0], vote: "APPROVE" } });
  return ids.length;
};
