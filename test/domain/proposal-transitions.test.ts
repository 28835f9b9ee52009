// The moves of an innovation proposal, against the table of the procedure typed here a second time (Nghị định
// 73/2023/NĐ-CP, Articles 7, 8, 10, 11 and 18). Incentives and protection, which follow an evaluation in the decree,
// are not states of the schema; nothing may move into a state that the schema does not know.
import { readFileSync } from "node:fs";
import { Kind, parse } from "graphql";
import { describe, expect, it } from "vitest";
import {
  type ProposalEvent,
  proposalStateAfter,
  proposalStates,
  proposalTransitions,
} from "../../functions/domain/protection/transitions.ts";

const procedure: Readonly<Record<string, readonly string[]>> = {
  DRAFT: ["SUBMITTED"],
  SUBMITTED: ["REFERRED_PILOT", "RETURNED", "UNDER_APPRAISAL", "UNDER_COLLECTIVE_REVIEW"],
  RETURNED: ["SUBMITTED"],
  UNDER_COLLECTIVE_REVIEW: ["APPROVED", "REJECTED_BY_VOTE"],
  UNDER_APPRAISAL: ["APPROVED", "REJECTED"],
  REJECTED_BY_VOTE: ["APPROVED", "REJECTED"],
  REJECTED: [],
  REFERRED_PILOT: [],
  APPROVED: ["IMPLEMENTING"],
  IMPLEMENTING: ["COMPLETION_REPORTED", "STOPPED"],
  STOPPED: ["COMPLETION_REPORTED"],
  COMPLETION_REPORTED: ["UNDER_EVALUATION"],
  UNDER_EVALUATION: ["EVAL_COMPLETED", "EVAL_NOT_COMPLETED", "EVAL_PARTIAL"],
  EVAL_COMPLETED: ["INCENTIVE_CONSIDERED", "PROTECTED_NO_LIABILITY"],
  EVAL_PARTIAL: ["PROTECTED_EXCLUDED", "PROTECTION_CONSIDERED", "PROTECTION_REFUSED"],
  EVAL_NOT_COMPLETED: ["PROTECTED_EXCLUDED", "PROTECTION_CONSIDERED", "PROTECTION_REFUSED"],
};

const schema = parse(readFileSync("schema/protection/proposal.graphql", "utf8"));
const known = schema.definitions
  .flatMap((found) =>
    found.kind === Kind.ENUM_TYPE_DEFINITION && found.name.value === "ProposalState"
      ? (found.values ?? [])
      : [],
  )
  .map(({ name }) => name.value);
const nextOf = (state: string): string[] => (procedure[state] ?? []).filter((next) => known.includes(next));

const events = [
  ...new Set(Object.values(proposalTransitions).flatMap((moves) => Object.keys(moves))),
] as ProposalEvent[];
const movesOf = (state: (typeof proposalStates)[number]): string[] =>
  events.flatMap((event) => proposalStateAfter(state, event) ?? []);

describe("proposalTransitions", () => {
  it("has the states that the schema knows, which all stand in the procedure", () => {
    expect(known.length).toBeGreaterThan(0);
    expect(Object.keys(proposalTransitions).toSorted()).toEqual(known.toSorted());
    expect(known.filter((state) => !Object.hasOwn(procedure, state))).toEqual([]);
  });
});

describe("proposalStates", () => {
  it("lists every state once", () => {
    expect([...proposalStates].toSorted()).toEqual(known.toSorted());
  });
});

describe("proposalStateAfter", () => {
  it.each([...proposalStates])("leads from %s where the procedure leads, each by one act", (state) => {
    expect(movesOf(state).toSorted()).toEqual(nextOf(state).toSorted());
  });

  it("reaches every state from a draft", () => {
    const reached = new Set<string>(["DRAFT"]);
    for (const state of reached) {
      for (const next of movesOf(state as (typeof proposalStates)[number])) reached.add(next);
    }
    expect([...reached].toSorted()).toEqual(known.toSorted());
  });

  it("never allows a proposal that was refused for good or sent to the rules on pilots", () => {
    expect([...movesOf("REJECTED"), ...movesOf("REFERRED_PILOT")]).toEqual([]);
  });

  it("lets a proposal be carried out only after it was allowed", () => {
    const before = proposalStates.filter((state) => movesOf(state).includes("IMPLEMENTING"));
    expect(before).toEqual(["APPROVED"]);
  });
});
