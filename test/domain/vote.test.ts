// The leadership's vote (Nghị định 73/2023/NĐ-CP, Article 8.1): carried by more than half of those present; at exactly
// half the head's vote decides. The votes needed are written out for every collective of 1 to 15; whoever abstains
// is present and so counts against the half.
import { describe, expect, it } from "vitest";
import { carries, type Vote } from "../../functions/domain/protection/vote.ts";

/** By number present: the fewest votes for that are more than half, and the number that is exactly half, if any. */
const needed: readonly (readonly [present: number, most: number, half: number | null])[] = [
  [1, 1, null],
  [2, 2, 1],
  [3, 2, null],
  [4, 3, 2],
  [5, 3, null],
  [6, 4, 3],
  [7, 4, null],
  [8, 5, 4],
  [9, 5, null],
  [10, 6, 5],
  [11, 6, null],
  [12, 7, 6],
  [13, 7, null],
  [14, 8, 7],
  [15, 8, null],
];
const kinds: readonly Vote[] = ["APPROVE", "REJECT", "ABSTAIN"];
const times = (vote: Vote, n: number): Vote[] => Array.from({ length: n }, () => vote);

/** Every mix of votes that `n` members can cast, by counts. */
const mixes = (n: number): Vote[][] =>
  Array.from({ length: n + 1 }, (_, approve) =>
    Array.from({ length: n - approve + 1 }, (__, reject) => [
      ...times("APPROVE", approve),
      ...times("REJECT", reject),
      ...times("ABSTAIN", n - approve - reject),
    ]),
  ).flat();

describe("carries", () => {
  it.each(needed)("among %i present needs %i for, or %s with the head's vote", (present, most, half) => {
    const members = mixes(present - 1);
    expect(members).toHaveLength((present * (present + 1)) / 2);
    for (const cast of members) {
      for (const head of kinds) {
        const approvals = cast.filter((vote) => vote === "APPROVE").length + (head === "APPROVE" ? 1 : 0);
        const expected = approvals >= most || (approvals === half && head === "APPROVE");
        expect(carries(cast, head), `${cast.join()} and the head's ${head}`).toBe(expected);
      }
    }
  });

  it.each([
    ["the head alone, for", [], "APPROVE", true],
    ["the head alone, against", [], "REJECT", false],
    ["the head alone, who abstains", [], "ABSTAIN", false],
    ["one each, the head for", ["REJECT"], "APPROVE", true],
    ["one each, the head against", ["APPROVE"], "REJECT", false],
    ["one for and a head who abstains", ["APPROVE"], "ABSTAIN", false],
    ["a majority over the head's vote against", ["APPROVE", "APPROVE"], "REJECT", true],
    ["the head for and everybody else against", ["REJECT", "REJECT"], "APPROVE", false],
    ["two for and two who abstain, the head for", ["APPROVE", "ABSTAIN", "ABSTAIN"], "APPROVE", true],
    ["more for than against, but not half", ["APPROVE", "ABSTAIN", "ABSTAIN", "REJECT"], "APPROVE", false],
    ["everybody abstaining", ["ABSTAIN", "ABSTAIN", "ABSTAIN"], "ABSTAIN", false],
  ] as const)("decides: %s", (_, members, head, expected) => {
    expect(carries(members, head)).toBe(expected);
  });

  it("does not ask in which order the members voted", () => {
    for (const cast of mixes(6)) {
      for (const head of kinds) expect(carries(cast.toReversed(), head)).toBe(carries(cast, head));
    }
  });

  it("is never lost by a further vote turning in favour", () => {
    const turned = mixes(9).filter((cast) => cast.at(-1) !== "APPROVE");
    for (const cast of turned) {
      for (const head of kinds.filter((vote) => carries(cast, vote))) {
        expect(carries([...cast.slice(0, -1), "APPROVE"], head)).toBe(true);
      }
    }
  });
});
