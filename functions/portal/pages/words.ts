// The words that the plain pages share with the static ones, Vietnamese beside English, from the texts that both read.
// They keep to what the system does and what the law says: a promise that the code does not keep must never stand there.
import en from "../../../web/texts/en.json" with { type: "json" };
import vi from "../../../web/texts/vi.json" with { type: "json" };

export interface Words {
  readonly vi: string;
  readonly en: string;
}

const pairs = (ours: readonly string[], theirs: readonly string[]): readonly Words[] =>
  ours.map((text, place) => ({ vi: text, en: theirs[place] ?? "" }));

const english: Readonly<Record<string, string>> = en.states;

/** The states of a case in words that a reporter understands, by their names in the casework schema. */
export const stateWords: Readonly<Record<string, Words>> = Object.fromEntries(
  Object.entries(vi.states).map(([state, text]) => [state, { vi: text, en: english[state] ?? "" }]),
);

/** What is not promised. */
export const notPromised = pairs(vi.notPromised, en.notPromised);

/** The three tests of khoản 2 Điều 25 Luật Tố cáo 2018, as advice to the writer. */
export const threeTests = pairs(vi.threeTests, en.threeTests);

/** What a writer should leave out. */
export const leaveOut = pairs(vi.leaveOut, en.leaveOut);

/** What the system keeps for a reporter, and what he can do himself. */
export const kept = pairs(vi.kept, en.kept);
export const yourself = pairs(vi.yourself, en.yourself);
