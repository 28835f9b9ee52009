// The moves of an anonymous report, against the table of the procedure typed here a second time: the two tests and
// the two exits of Article 25 of the Luật Tố cáo 2018, and the workflow between. RECEIVED stands in the procedure
// alone: what waits in the mailbox is not a case yet. No case may get stuck, and none may move outside the table.
import { readFileSync } from "node:fs";
import { Kind, parse } from "graphql";
import { describe, expect, it } from "vitest";
import {
  type CaseEvent,
  caseStates,
  caseTransitions,
  stateAfter,
  statesThatReply,
} from "../../functions/domain/case/transitions.ts";

const procedure: Readonly<Record<string, string>> = {
  SCREENING: "UNREADABLE ACTIONABLE INFO_REQUESTED NOT_ACTIONABLE ROUTED_OUT DUPLICATE REFERRED_CRIMINAL",
  INFO_REQUESTED: "SCREENING NOT_ACTIONABLE",
  NOT_ACTIONABLE: "CLOSED",
  ROUTED_OUT: "CLOSED",
  ACTIONABLE: "ASSIGNED FORWARDED",
  // What comes back is looked at again for competence.
  FORWARDED: "CLOSED ACTIONABLE",
  ASSIGNED: "INSPECTING",
  INSPECTING: "FINDING REFERRED_CRIMINAL",
  FINDING: "ACTION_TAKEN UNSUBSTANTIATED REFERRED_CRIMINAL",
  DUPLICATE: "CLOSED",
  REFERRED_CRIMINAL: "CLOSED INSPECTING",
  REOPENED: "ASSIGNED",
  UNREADABLE: "CLOSED",
  ACTION_TAKEN: "CLOSED",
  UNSUBSTANTIATED: "CLOSED",
  CLOSED: "REOPENED",
};
const nextOf = (state: string): string[] => procedure[state]?.split(" ") ?? [];

const events = [
  ...new Set(Object.values(caseTransitions).flatMap((moves) => Object.keys(moves))),
] as CaseEvent[];
const movesOf = (state: (typeof caseStates)[number]): string[] =>
  events.flatMap((event) => stateAfter(state, event) ?? []);

/** Every state that can be come to from `state`, itself included, by the moves of the code. */
const reachedFrom = (state: (typeof caseStates)[number]): Set<string> => {
  const reached = new Set<string>([state]);
  for (const found of reached) {
    for (const next of movesOf(found as typeof state)) reached.add(next);
  }
  return reached;
};

describe("caseTransitions", () => {
  it("has the states of the procedure and no other", () => {
    expect(Object.keys(caseTransitions).toSorted()).toEqual(Object.keys(procedure).toSorted());
  });

  it("is said in the schema of casework state by state", () => {
    const schema = parse(readFileSync("schema/casework/case.graphql", "utf8"));
    const said = schema.definitions.flatMap((found) =>
      found.kind === Kind.ENUM_TYPE_DEFINITION && found.name.value === "CaseState"
        ? (found.values ?? [])
        : [],
    );
    expect(said.map(({ name }) => name.value).toSorted()).toEqual(Object.keys(procedure).toSorted());
  });
});

describe("caseStates", () => {
  it("lists every state once, closed cases last", () => {
    expect([...caseStates].toSorted()).toEqual(Object.keys(procedure).toSorted());
    expect(caseStates.at(-1)).toBe("CLOSED");
  });
});

describe("stateAfter", () => {
  it.each([...caseStates])("leads from %s where the procedure leads, each by one act", (state) => {
    expect(movesOf(state).toSorted()).toEqual(nextOf(state).toSorted());
  });

  it("does nothing on an act that the state does not know", () => {
    for (const state of caseStates) {
      const foreign = events.filter((event) => !Object.hasOwn(caseTransitions[state], event));
      expect(foreign.filter((event) => stateAfter(state, event) !== undefined)).toEqual([]);
      expect(foreign.length).toBe(events.length - nextOf(state).length);
    }
  });

  it("reaches every state from SCREENING, and CLOSED from every state", () => {
    expect([...reachedFrom("SCREENING")].toSorted()).toEqual(Object.keys(procedure).toSorted());
    for (const state of caseStates) expect(reachedFrom(state).has("CLOSED")).toBe(true);
  });

  it("leaves nothing but closing to the six ends of the work", () => {
    const ends = caseStates.filter((state) => movesOf(state).join() === "CLOSED");
    expect(ends.toSorted()).toEqual([
      "ACTION_TAKEN",
      "DUPLICATE",
      "NOT_ACTIONABLE",
      "ROUTED_OUT",
      "UNREADABLE",
      "UNSUBSTANTIATED",
    ]);
  });

  it("closes no case without an exit of its own: screening, assigning and inspecting never close", () => {
    for (const state of [
      "SCREENING",
      "INFO_REQUESTED",
      "ACTIONABLE",
      "ASSIGNED",
      "INSPECTING",
      "FINDING",
    ] as const) {
      expect(movesOf(state)).not.toContain("CLOSED");
    }
  });
});

describe("statesThatReply", () => {
  it("are all but those in which there is nobody to speak to any more", () => {
    const silent = caseStates.filter((state) => !statesThatReply.includes(state));
    expect(silent.toSorted()).toEqual(["CLOSED", "UNREADABLE"]);
  });
});
