// A proposal from its draft to the leadership's decision (Nghị định 73/2023/NĐ-CP, Articles 7 and 8.1).
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { official } from "../kit/actors.ts";
import { makeWorld, type World } from "../kit/world.ts";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.stop());

const plan = {
  title: "Một cửa không giấy tờ",
  need: "Người dân phải nộp bản sao nhiều lần vì chưa có quy định dùng lại kết quả đã số hóa.",
  content: "Dùng lại kết quả số hóa trong kho dữ liệu của tỉnh; thí điểm sáu tháng ở ba phường.",
  impact: "Giảm một nửa thời gian nộp hồ sơ; không ảnh hưởng đến địa phương khác.",
};
const draft = `mutation ($input: DraftProposalInput!) {
  draftProposal(input: $input) { ... on DraftProposalOk { proposal { id state } } ... on DraftProposalRefused { code } }
}`;
const submit = `mutation ($input: SubmitProposalInput!) {
  submitProposal(input: $input) { ... on SubmitProposalOk { proposal { id state } } ... on SubmitProposalRefused { code } }
}`;
const vote = `mutation ($input: CastVoteInput!) {
  castVote(input: $input) { ... on CastVoteOk { proposal { id state } } ... on CastVoteRefused { code } }
}`;
const read = `query ($id: ID!) {
  proposal(id: $id) {
    state unit { id } proposer due { day confirmed } plan { title need content impact } votes { approve reject abstain }
  }
}`;

type Person = ReturnType<typeof official>;
const drafted = async (author: Person) =>
  String((await world.protection(author)(draft, { input: plan })).data.draftProposal.proposal.id);
const submitted = async (author: Person) => {
  const id = await drafted(author);
  await world.protection(author)(submit, { input: { proposalId: id } });
  return id;
};
const cast = async (id: string, person: Person, choice: string) =>
  (await world.protection(person)(vote, { input: { proposalId: id, vote: choice } })).data.castVote;

const author = official("official", "so-noi-vu", "an");
const head = official("head");
const members = ["binh", "cuc", "dung"].map((name) => official("member", "so-noi-vu", name));

describe("a proposal", () => {
  it("goes from draft to approval, its clock running seven working days", async () => {
    const id = await drafted(author);
    expect((await world.protection(author)(read, { id })).data.proposal).toMatchObject({
      state: "DRAFT",
      due: null,
      plan,
    });
    const sent = await world.protection(author)(submit, { input: { proposalId: id } });
    expect(sent.data.submitProposal).toEqual({ proposal: { id, state: "SUBMITTED" } });
    // Monday 5 October 2026: seven working days, the first not counted, end on Wednesday the 14th.
    expect((await world.protection(head)(read, { id })).data.proposal).toMatchObject({
      due: { day: "2026-10-14", confirmed: true },
      unit: { id: "so-noi-vu" },
      proposer: "an",
      plan,
    });
    expect(await cast(id, members[0] ?? head, "APPROVE")).toEqual({
      proposal: { id, state: "UNDER_COLLECTIVE_REVIEW" },
    });
    expect(await cast(id, members[1] ?? head, "REJECT")).toEqual({
      proposal: { id, state: "UNDER_COLLECTIVE_REVIEW" },
    });
    expect(await cast(id, head, "APPROVE")).toEqual({ proposal: { id, state: "APPROVED" } });
    expect((await world.protection(author)(read, { id })).data.proposal).toMatchObject({
      state: "APPROVED",
      due: null,
      votes: { approve: 2, reject: 1, abstain: 0 },
    });
  });

  it.each([
    [["REJECT", "REJECT", "APPROVE"], "APPROVE", "APPROVED"],
    [["REJECT", "REJECT", "ABSTAIN"], "APPROVE", "REJECTED_BY_VOTE"],
    [["APPROVE"], "REJECT", "REJECTED_BY_VOTE"],
    [["REJECT"], "APPROVE", "APPROVED"],
    [["APPROVE", "APPROVE"], "REJECT", "APPROVED"],
    [[], "APPROVE", "APPROVED"],
    [[], "ABSTAIN", "REJECTED_BY_VOTE"],
  ])(
    "is decided by more than half, and by the head when the sides are equal: %j then %s",
    async (before, last, state) => {
      const id = await submitted(author);
      for (const [index, choice] of before.entries()) await cast(id, members[index] ?? head, choice);
      expect(await cast(id, head, last)).toEqual({ proposal: { id, state } });
    },
  );

  it("counts nobody twice, also when his votes arrive together", async () => {
    const id = await submitted(author);
    const member = members[0] ?? head;
    const both = await Promise.all([cast(id, member, "APPROVE"), cast(id, member, "APPROVE")]);
    expect(both.filter((answer) => "proposal" in answer)).toHaveLength(1);
    expect(both.filter((answer) => answer.code === "alreadySent")).toHaveLength(1);
    expect((await world.protection(head)(read, { id })).data.proposal.votes).toEqual({
      approve: 1,
      reject: 0,
      abstain: 0,
    });
  });

  it("takes no vote before it is sent, after it is decided, or from its proposer", async () => {
    const deputy = official("member", "so-noi-vu", "deputy-who-proposes");
    const id = await drafted(deputy);
    expect(await cast(id, head, "APPROVE")).toEqual({ code: "notFound" });
    await world.protection(deputy)(submit, { input: { proposalId: id } });
    expect(await cast(id, deputy, "APPROVE")).toEqual({ code: "notFound" });
    await cast(id, head, "APPROVE");
    expect(await cast(id, members[0] ?? head, "REJECT")).toEqual({ code: "wrongState" });
  });

  it("of a head goes to the body above, and never to the head himself", async () => {
    const id = await submitted(head);
    expect(await cast(id, head, "APPROVE")).toEqual({ code: "notFound" });
    const above = official("head", "ubnd-tinh");
    expect((await world.protection(above)(read, { id })).data.proposal.unit).toEqual({ id: "ubnd-tinh" });
    expect(await cast(id, above, "APPROVE")).toEqual({ proposal: { id, state: "APPROVED" } });
  });

  it("of the province's own head is not decided here", async () => {
    const answer = await world.protection(official("head", "ubnd-tinh"))(draft, { input: plan });
    expect(answer.data.draftProposal).toEqual({ code: "notHere" });
  });

  it("is refused when a part is too short, too long or unseemly, and keeps nothing", async () => {
    const before = (await world.dump("protections")).length;
    for (const [patch, code] of [
      [{ need: "ngắn" }, "tooShort"],
      [{ impact: "d".repeat(10_001) }, "tooLong"],
      [{ title: "Tên có \u202e đảo chiều" }, "malformed"],
    ] as const) {
      const answer = await world.protection(author)(draft, { input: { ...plan, ...patch } });
      expect(answer.data.draftProposal).toEqual({ code });
    }
    expect((await world.dump("protections")).length).toBe(before);
  });

  it("lies sealed, and its trail is chained", async () => {
    const id = await submitted(author);
    const stored = JSON.stringify(await world.dump("protections"));
    expect(stored).not.toContain("Một cửa");
    const trail = await world.trail("protections", `PROPOSAL#${id}`);
    expect(trail.map(({ act }) => act)).toEqual(["PROPOSAL_DRAFTED", "PROPOSAL_SUBMITTED"]);
    expect(trail[1]?.prev).toBe(trail[0]?.hash);
  });
});
