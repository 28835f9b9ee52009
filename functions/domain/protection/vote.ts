// The leadership's vote (Nghị định 73/2023/NĐ-CP, Article 8.1): carried by more than half of those present; when
// exactly half of them are for, the head's vote decides. The head chairs the meeting, votes last and so closes it.

export const votes = ["APPROVE", "REJECT", "ABSTAIN"] as const;
export type Vote = (typeof votes)[number];

/** Whether the closed vote carries: `members` are the votes before the head's. */
export const carries = (members: readonly Vote[], head: Vote): boolean => {
  const cast = [...members, head];
  const approvals = cast.filter((vote) => vote === "APPROVE").length;
  if (approvals * 2 === cast.length) return head === "APPROVE";
  return approvals * 2 > cast.length;
};

/** Working days within which the meeting is held after the proposal was received (Article 8.1). */
export const meetingWorkingDays = 7;
